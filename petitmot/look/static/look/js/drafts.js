// Nothing typed is lost: <form data-draft-url="/brouillon/..." data-draft-key="reply-12"> is kept while one types,
// on the server where there is an address, and on this device always, until the form was taken.
import { token } from "./token.js";

const PAUSE = 1500;
const key = (form) => `draft:${form.dataset.draftKey || location.pathname}`;
const fields = (form) => [...form.querySelectorAll("textarea[name], input[type=text][name]")];

function keep(form) {
  const values = Object.fromEntries(fields(form).map((field) => [field.name, field.value]));
  const store = () => {
    try { localStorage.setItem(key(form), JSON.stringify({ values, at: Date.now() })); } catch { /* private window */ }
  };
  store();
}

async function save(form, said) {
  const body = new FormData(form);
  for (const [name, value] of [...body]) if (value instanceof File) body.delete(name);
  body.set("csrfmiddlewaretoken", token());
  try {
    const answer = await fetch(form.dataset.draftUrl, { method: "POST", body, headers: { "X-Requested-With": "fetch" } });
    if (said && answer.ok) said.textContent = form.dataset.draftSaved || "";
  } catch { /* the copy on this device is enough until the line is back */ }
}

function restore(form) {
  let found;
  try { found = JSON.parse(localStorage.getItem(key(form)) || "null"); } catch { return; }
  if (!found) return;
  for (const field of fields(form)) {
    if (!field.value && found.values[field.name]) {
      field.value = found.values[field.name];
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }
}

// The server says which draft was taken: <meta name="draft-sent" content="reply-12">. First of all, for the form may stand
// on this page again.
for (const taken of document.querySelectorAll('meta[name="draft-sent"]')) {
  try { localStorage.removeItem(`draft:${taken.content}`); } catch { /* nothing was kept */ }
}

for (const form of document.querySelectorAll("form[data-draft-url], form[data-draft-key]")) {
  const said = form.querySelector(".saved");
  let later = 0;
  restore(form);
  form.addEventListener("input", () => {
    keep(form);
    clearTimeout(later);
    if (form.dataset.draftUrl) later = setTimeout(() => save(form, said), PAUSE);
  });
  form.addEventListener("submit", () => clearTimeout(later));
}
