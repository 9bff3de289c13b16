// Notices are seen when their page was looked at for a second: said quietly, and the dot in the frame goes out.
import { token } from "./token.js";

const list = document.querySelector("[data-seen-url]");
let timer = 0;

function seen() {
  const body = new URLSearchParams({ csrfmiddlewaretoken: token(), up_to: list.dataset.seenUpTo });
  if (!navigator.sendBeacon(list.dataset.seenUrl, body)) return;
  list.querySelector("form")?.remove();
  for (const link of document.querySelectorAll('[data-place="notices"]')) {
    link.classList.remove("waits");
    link.querySelector(".unseen")?.remove();
  }
  document.removeEventListener("visibilitychange", watch);
}

function watch() {
  clearTimeout(timer);
  if (document.visibilityState === "visible") timer = setTimeout(seen, 1000);
}

if (list) {
  document.addEventListener("visibilitychange", watch);
  watch();
}
