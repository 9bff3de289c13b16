// The service worker: a calm page when there is no network. It keeps nothing that somebody wrote.
const STORE = `petitmot-${VERSION}`;
const OFFLINE = "/hors-ligne/";

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(STORE).then((store) => store.addAll([OFFLINE, ...KEPT])).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(caches.keys()
    .then((names) => Promise.all(names.filter((name) => name !== STORE).map((name) => caches.delete(name))))
    .then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  if (request.mode === "navigate") {
    event.respondWith(fetch(request).catch(() => caches.match(OFFLINE)));
    return;
  }
  if (KEPT.some((address) => request.url.endsWith(address))) {
    event.respondWith(caches.match(request).then((found) => found || fetch(request)));
  }
});
