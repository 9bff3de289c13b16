// The composer: letters left; Control and Enter send words.
function left(field) {
  const said = field.form?.querySelector(".left");
  const most = Number(field.dataset.most || field.maxLength);
  if (!said || !(most > 0)) return;
  const rest = most - [...field.value].length;
  said.textContent = rest < most / 5 ? (said.dataset.text || "%").replace("%", String(rest)) : "";
  said.classList.toggle("few", rest < 0 || rest < most / 20);
}

for (const field of document.querySelectorAll("textarea[maxlength]:not(.shot textarea), textarea[data-most]")) {
  left(field);
  field.addEventListener("input", () => left(field));
}

// Control and Enter send words.
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.matches?.("textarea")) event.target.form?.requestSubmit();
});
