// One-letter keys; a member can switch them off (WCAG 2.1.4): <html data-keys="off">.
const off = document.documentElement.dataset.keys === "off";
const posts = () => [...document.querySelectorAll(".post[data-post-id]")]
  .filter((post) => !post.parentElement.closest(".post") && (post.checkVisibility?.() ?? true));

function current() {
  const held = document.activeElement?.closest?.(".post[data-post-id]");
  if (held) return held;
  return posts().find((post) => post.getBoundingClientRect().bottom > innerHeight * 0.25);
}

function step(by) {
  const all = posts();
  const held = document.activeElement?.closest?.(".post[data-post-id]");
  const place = held ? all.indexOf(held) + by : all.indexOf(current());
  const next = all[Math.min(Math.max(place, 0), all.length - 1)];
  next?.focus({ preventScroll: true });
  next?.scrollIntoView({ block: "start", behavior: "auto" });
}

const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  r: () => current()?.querySelector('[data-key="r"], .gestures .say.main')?.click(),
  n: () => document.querySelector(".places .write")?.click(),
  "?": () => document.getElementById("keys")?.showModal(),
};

if (!off) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest?.("input, textarea, select, [contenteditable], dialog")) return;
    const act = KEYS[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
}
