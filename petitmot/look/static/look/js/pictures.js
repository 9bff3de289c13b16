// Pictures of a composer, sent as soon as they are chosen, dragged or pasted: <section class="joined" data-upload="..."> with
// ul.shots, .sending and input[type=file]; the server answers with the row that its own pages make.
import { token } from "./token.js";

const HEAVY = 16_000_000, HEAVY_FILM = 99_000_000;
const ASK_AGAIN = 2500; // milliseconds between two looks at a film that is being made
const isFilm = (file) => /^(audio|video)\//.test(file.type);

function alive(section) {
  const form = section.closest("form");
  const list = section.querySelector(".shots");
  const said = section.querySelector(".sending");
  const most = Number(section.dataset.most);
  let line = Promise.resolve(); // one at a time, in their order

  const changed = () => form.dispatchEvent(new Event("input", { bubbles: true })); // the draft remembers
  const tell = (text) => { said.textContent = text || ""; };

  async function send(file) {
    if (list.children.length >= most) return tell(section.dataset.full);
    if (file.size > (isFilm(file) ? HEAVY_FILM : HEAVY)) return tell(isFilm(file) ? section.dataset.heavyFilm : section.dataset.heavy);
    tell(section.dataset.sending);
    const body = new FormData();
    body.set("picture", file);
    body.set("csrfmiddlewaretoken", token());
    try {
      const answer = await fetch(section.dataset.upload, { method: "POST", body, headers: { Accept: "application/json" } });
      const told = await answer.json();
      if (!answer.ok) return tell(told.sentence || told.error);
      list.insertAdjacentHTML("beforeend", told.row);
      tell(section.dataset.sent);
      changed();
      ask();
    } catch { tell(section.dataset.failed); }
  }

  const add = (files) => { for (const file of files) if (!file.type || file.type.startsWith("image/") || isFilm(file)) line = line.then(() => send(file)); };

  let asking = 0;
  function ask() { // of what is still being made; what is typed meanwhile stays
    clearTimeout(asking);
    if (list.querySelector("[data-making]")) asking = setTimeout(look, ASK_AGAIN);
  }
  async function look() {
    for (const line of list.querySelectorAll("[data-making]")) {
      try {
        const told = await (await fetch(line.dataset.making, { headers: { Accept: "application/json" } })).json();
        if (told.making !== "waiting") put(line.closest(".shot"), told.row);
      } catch { /* asked again */ }
    }
    ask();
  }

  section.classList.add("alive");
  ask();
  for (const input of section.querySelectorAll('input[type="file"]')) {
    if (input.files.length) { add([...input.files]); input.value = ""; }
    input.addEventListener("change", () => { add([...input.files]); input.value = ""; });
  }
  form.addEventListener("paste", (event) => {
    if (event.clipboardData?.files.length) { event.preventDefault(); add([...event.clipboardData.files]); }
  });
  form.addEventListener("dragover", (event) => {
    if (event.dataTransfer?.types.includes("Files")) { event.preventDefault(); form.classList.add("over"); }
  });
  form.addEventListener("dragleave", () => form.classList.remove("over"));
  form.addEventListener("drop", (event) => {
    form.classList.remove("over");
    if (event.dataTransfer?.files.length) { event.preventDefault(); add([...event.dataTransfer.files]); }
  });
  form.addEventListener("submit", (event) => { // what is still on its way is waited for
    if (said.textContent !== section.dataset.sending) return;
    event.preventDefault();
    const button = event.submitter;
    line.then(() => form.requestSubmit(button));
  });
  list.addEventListener("click", (event) => {
    const button = event.target.closest("[data-remove]");
    const image = event.target.closest(".shot.whole .frame");
    if (button) { event.preventDefault(); remove(button); }
    if (image) aim(image, event);
  });
  list.addEventListener("toggle", (event) => {
    const row = event.target.closest(".shot");
    if (!event.target.matches(".focal")) return;
    row.classList.toggle("whole", event.target.open);
    if (event.target.open) mark(row); else row.querySelector(".point")?.remove();
  }, true);
  list.addEventListener("input", (event) => { if (event.target.type === "range") mark(event.target.closest(".shot")); });

  async function remove(button) {
    const row = button.closest(".shot");
    const body = new FormData();
    body.set("csrfmiddlewaretoken", token());
    // One that is published already goes when the words are kept: the server says no, and the row goes all the same.
    try { await fetch(button.dataset.remove, { method: "POST", body, headers: { Accept: "application/json" } }); } catch { /* it goes by itself */ }
    row.remove();
    tell("");
    changed();
    section.querySelector('input[type="file"]').focus();
  }
}

function put(row, markup) {
  const made = document.createElement("template");
  made.innerHTML = markup;
  for (const part of [".frame", ".making"]) {
    const now = row.querySelector(part), then = made.content.querySelector(part);
    if (now && then) now.replaceWith(then); else now?.remove();
  }
}

const sliders = (row) => ["x", "y"].map((side) => row.querySelector(`[name^="focus-${side}-"]`));

function aim(frame, event) {
  const box = frame.getBoundingClientRect();
  const [x, y] = sliders(frame.closest(".shot"));
  x.value = (2 * (event.clientX - box.left)) / box.width - 1;
  y.value = 1 - (2 * (event.clientY - box.top)) / box.height;
  x.dispatchEvent(new Event("input", { bubbles: true }));
}

function mark(row) {
  const frame = row.querySelector(".frame");
  let point = frame.querySelector(".point");
  if (!point) {
    point = document.createElement("span");
    point.className = "point";
    frame.append(point);
  }
  const [x, y] = sliders(row);
  point.style.left = `${50 + 50 * x.value}%`;
  point.style.top = `${50 - 50 * y.value}%`;
}

document.querySelectorAll(".joined[data-upload]").forEach(alive);
