// Passkeys (W3C Web Authentication). A form with `data-passkey` asks the device before it is sent:
// "add" makes a key, "prove" uses one (options in `data-options`), "sign-in" fetches its options from the form's address.

const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const named = (list) => (list ?? []).map((one) => ({ ...one, id: bytes(one.id) }));

function told(credential) {
  const { response } = credential;
  const said = { clientDataJSON: text(response.clientDataJSON) };
  for (const name of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (response[name]) said[name] = text(response[name]);
  }
  if (response.getTransports) said.transports = response.getTransports();
  return JSON.stringify({
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    response: said,
    clientExtensionResults: credential.getClientExtensionResults(),
    authenticatorAttachment: credential.authenticatorAttachment,
  });
}

function make({ publicKey }, alone) {
  const choice = { ...publicKey.authenticatorSelection };
  if (alone) Object.assign(choice, { residentKey: "required", requireResidentKey: true, userVerification: "required" });
  return navigator.credentials.create({
    publicKey: {
      ...publicKey,
      challenge: bytes(publicKey.challenge),
      user: { ...publicKey.user, id: bytes(publicKey.user.id) },
      excludeCredentials: named(publicKey.excludeCredentials),
      authenticatorSelection: choice,
    },
  });
}

function prove({ publicKey }) {
  return navigator.credentials.get({
    publicKey: { ...publicKey, challenge: bytes(publicKey.challenge), allowCredentials: named(publicKey.allowCredentials) },
  });
}

async function options(form) {
  if (form.dataset.passkey !== "sign-in") return JSON.parse(form.dataset.options);
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`${answer.status}`);
  return (await answer.json()).request_options;
}

async function ask(event) {
  const form = event.target;
  event.preventDefault();
  event.stopImmediatePropagation();
  const line = form.querySelector(".error");
  line.textContent = "";
  try {
    const asked = await options(form);
    const alone = form.elements.passwordless?.checked ?? false;
    form.elements.credential.value = told(await (form.dataset.passkey === "add" ? make(asked, alone) : prove(asked)));
    form.removeEventListener("submit", ask);
    form.submit();
  } catch (error) {
    console.info("passkey", error.name, error.message);
    line.textContent = line.dataset.said;
  }
}

if (window.PublicKeyCredential) {
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.addEventListener("submit", ask);
    form.hidden = false;
  }
}
