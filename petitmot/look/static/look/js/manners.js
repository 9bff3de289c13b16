// Small courtesies: the token for htmx, menus that close, errors that are looked at, the worker.
import { token } from "./token.js";

document.addEventListener("htmx:configRequest", (event) => {
  event.detail.headers["X-CSRFToken"] = token();
});

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.more[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = event.target.closest?.("details.more[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

document.getElementById("wrong")?.focus();

// A form is sent once, however often its button is pressed; the back button finds it alive again.
const sent = new WeakSet();
document.addEventListener("submit", (event) => {
  if (event.target.method === "dialog" || event.target.id === "gestures") return;
  if (sent.has(event.target)) event.preventDefault();
  sent.add(event.target);
});
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});

if ("serviceWorker" in navigator && document.querySelector('link[rel="manifest"]')) {
  navigator.serviceWorker.register("/worker.js", { scope: "/" }).catch(() => {});
}
