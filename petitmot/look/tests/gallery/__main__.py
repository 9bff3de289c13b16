"""Take a picture of every page of the gallery: phone and desk, by day and by lamp."""

from __future__ import annotations

import os
import sys
from itertools import product
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from petitmot.look.tests.gallery.serving import serve

SIZES = {"phone": (360, 740), "desk": (1280, 900), "narrow": (320, 640)}
ALL_PICTURES = (
    "Promise.all([...document.images].map((it) => { it.loading = 'eager'; return it.decode().catch(() => 0); }))"
)


def main(folder: Path, wanted: list[str]) -> None:
    """Write PAGE-SIZE-THEME.png for every page into `folder`; `wanted` limits it to what has these words in its name."""
    address = serve()
    from petitmot.look.tests.gallery.urls import PAGES

    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=["--no-sandbox"]
        )
        for name, size, theme in product(PAGES, SIZES, ("light", "dark")):
            title = f"{name}-{size}-{theme}"
            if all(word in title for word in wanted):
                take(browser, f"{address}/gallery/{name}/?theme={theme}", size, folder / f"{title}.png")
        browser.close()


def take(browser: Browser, address: str, size: str, file: Path) -> None:
    """Take one picture of the whole page, and say what the browser complains of."""
    width, height = SIZES[size]
    view = browser.new_page(viewport={"width": width, "height": height})
    complaints: list[str] = []
    view.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    view.on("pageerror", lambda error: complaints.append(str(error)))
    view.goto(address, wait_until="networkidle")
    view.evaluate(ALL_PICTURES)
    wide = view.evaluate("document.documentElement.scrollWidth")
    if wide > width:
        complaints.append(f"{wide} px wide")
    for complaint in complaints:
        print(f"{file.stem}: {complaint}")
    view.screenshot(path=file, full_page=True)
    view.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
