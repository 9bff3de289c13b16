// The quiet line: "Delphine et Marco ont écrit". It never moves the page; whoever wants to, follows it.
// The stream says that something came (a name and an id); what may be read of it the page asks for, when it likes.
const line = document.querySelector(".live[data-live]");
const AT_MOST = 10_000; // milliseconds between two questions, however much is written
let source = null;
let timer = 0;
let asked = 0;

// Not everybody at the same moment.
function ask() {
  timer ||= setTimeout(tell, Math.max(500 + Math.random() * 2500, asked + AT_MOST - Date.now()));
}

async function tell() {
  timer = 0;
  asked = Date.now();
  const answer = await fetch(`${line.dataset.live}ligne/?depuis=${line.dataset.since}`, { headers: { "X-Requested-With": "fetch" } }).catch(() => null);
  if (answer?.status === 200 && !answer.redirected) line.innerHTML = await answer.text();
}

// A dot beside a place where something came in.
function wait(place) {
  for (const link of document.querySelectorAll(`[data-place="${place}"]:not([aria-current])`)) link.classList.add("waits");
}

function listen() {
  if (source) return;
  source = new EventSource(line.dataset.live);
  source.addEventListener("words", ask);
  source.addEventListener("private", () => wait("conversations"));
  source.addEventListener("notice", () => wait("notices"));
}

// A page that nobody looks at holds no connection: a browser has only six for all its windows.
function rest() {
  source?.close();
  source = null;
}

if (line && "EventSource" in window) {
  if (document.visibilityState === "visible") listen();
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "visible") return rest();
    listen();
    ask();
  });
  addEventListener("pagehide", rest);
}
