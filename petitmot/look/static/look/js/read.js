// Reading marks: a post is read when its end was in view for one second, or when it was scrolled past.
// The list names where marks go: <section data-read-url="/lu/"> holding articles with data-post-id.
import { token } from "./token.js";

const SECOND = 1000;
const PAUSE = 2000;
const LEFT = "marks-left"; // what was sent while a page was left: a busy browser may lose it, so the next page sends it again

function follow(list) {
  const waiting = new Set();
  const timers = new Map();
  const marked = new Set();
  let later = 0;

  const send = (leaving = false) => {
    clearTimeout(later);
    later = 0;
    if (!waiting.size) return;
    const body = new URLSearchParams({ csrfmiddlewaretoken: token() });
    for (const id of waiting) body.append("post", id);
    const ids = [...waiting];
    waiting.clear();
    if (leaving) {
      try { sessionStorage.setItem(LEFT, JSON.stringify({ url: list.dataset.readUrl, ids })); } catch { /* private window */ }
      if (navigator.sendBeacon(list.dataset.readUrl, body)) return;
    }
    const again = () => ids.forEach((id) => waiting.add(id)); // nothing is forgotten because a line was down
    fetch(list.dataset.readUrl, { method: "POST", body, keepalive: true, headers: { "X-Requested-With": "fetch" } })
      .then((answer) => { if (answer.status >= 500) again(); }, again);
  };

  const mark = (post) => {
    const id = post.dataset.postId;
    if (marked.has(id) || post.dataset.keep !== undefined) return;
    marked.add(id);
    waiting.add(id);
    post.dataset.seen = "";
    later ||= setTimeout(send, PAUSE);
  };

  const ends = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      const post = target.closest("[data-post-id]");
      clearTimeout(timers.get(post));
      if (isIntersecting) timers.set(post, setTimeout(() => { if (document.visibilityState === "visible") mark(post); }, SECOND));
    }
  });

  // The root is all that lies above the window. What is there from the start was jumped over, not scrolled past.
  const known = new WeakSet();
  const passed = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting && known.has(target)) mark(target.closest("[data-post-id]"));
      known.add(target);
    }
  }, { rootMargin: "10000000px 0px -100% 0px" });

  const watch = (post) => {
    if (post.classList.contains("read") || post.querySelector(":scope > .post-end")) return;
    const end = document.createElement("i");
    end.className = "post-end";
    end.setAttribute("aria-hidden", "true");
    const gestures = post.querySelector(":scope > .gestures");
    if (gestures) gestures.before(end); else post.append(end);
    ends.observe(end);
    passed.observe(end);
  };

  const watchAll = () => list.querySelectorAll(":scope > [data-post-id], :scope > :not([data-post-id]) > [data-post-id]").forEach(watch);
  watchAll();
  list.addEventListener("htmx:afterSettle", watchAll);
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") send(true); });
  addEventListener("pagehide", () => send(true));
  addEventListener("online", () => send());
}

// The letters of a conversation are read when the last of them was in view for one second: what its button would send
// is sent, <form data-read-letters="letters">, and the button is not needed any more.
function followLetters(form) {
  const last = document.getElementById(form.dataset.readLetters)?.lastElementChild;
  if (!last) return;
  let later = 0;
  const send = () => {
    if (document.visibilityState !== "visible") return document.addEventListener("visibilitychange", send, { once: true });
    watching.disconnect();
    fetch(form.action, { method: "POST", body: new FormData(form), keepalive: true, headers: { "X-Requested-With": "fetch" } })
      .then((answer) => { form.hidden = answer.ok; }, () => { watching.observe(end); });
  };
  const watching = new IntersectionObserver(([entry]) => {
    clearTimeout(later);
    if (entry.isIntersecting) later = setTimeout(send, SECOND);
  });
  const end = document.createElement("i");
  end.className = "post-end";
  end.setAttribute("aria-hidden", "true");
  last.append(end);
  watching.observe(end);
}

// Read twice is read once, and what is kept unread stands above every mark: so nothing is asked before sending again.
function sendWhatWasLeft() {
  let left;
  try {
    left = JSON.parse(sessionStorage.getItem(LEFT) || "null");
    sessionStorage.removeItem(LEFT);
  } catch { return; }
  if (!left || !token()) return;
  const body = new URLSearchParams({ csrfmiddlewaretoken: token() });
  for (const id of left.ids) body.append("post", id);
  fetch(left.url, { method: "POST", body, keepalive: true, headers: { "X-Requested-With": "fetch" } }).catch(() => {});
}

sendWhatWasLeft();
document.querySelectorAll("[data-read-url]").forEach(follow);
document.querySelectorAll("form[data-read-letters]").forEach(followLetters);
