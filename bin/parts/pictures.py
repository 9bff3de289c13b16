"""Draw every page of the demonstration as people see it: `bin/pictures [--out DIR] [--data DIR] [--only NAME]`."""

from __future__ import annotations

import argparse
import dataclasses
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.hand import hand
from tests.browser.serving import ROOT, serve
from tests.browser.walking import Doors, come_in, context_for, walk
from tests.browser.ways import DESK, PHONE, Way, launching

WAYS = [dataclasses.replace(way, light=light) for way in (PHONE, DESK) for light in ("light", "dark")]
HEROINE = "helene"
# Those of the README, as a desk shows them by day; each at most this many bytes.
IN_THE_README = ("aujourdhui", "demandes", "communaute")
MOST_BYTES = 250_000


def main(arguments: Sequence[str]) -> int:
    """Fill or take a demonstration, serve a copy of it, walk through it with a camera."""
    parser = argparse.ArgumentParser(prog="bin/pictures")
    parser.add_argument("--out", type=Path, default=ROOT / "pictures", help="where the pictures go (pictures/)")
    parser.add_argument("--data", type=Path, help="a folder that bin/demo has filled (data/demo where there is one)")
    parser.add_argument("--only", action="append", default=[], help="a stop of tests/browser/walk.py; may be repeated")
    wanted = parser.parse_args(arguments)
    out = wanted.out.absolute()
    with tempfile.TemporaryDirectory(prefix="petitmot-pictures-") as folder:
        data = _filled(wanted.data, Path(folder) / "data")
        # The folder keeps the name it was filled under: its pages say that name, whatever the port of today.
        named = {"PETITMOT_DOMAIN": (data / "domain").read_text().strip()} if (data / "domain").exists() else {}
        with serve(data, Path(folder) / "log", more=named) as server, hand(data, named) as inside:
            examples = inside.do("pages_for", name=HEROINE, demonstration=True)
            how = launching(server.address.removeprefix("http://"), server.port)
            with sync_playwright() as playwright, playwright.chromium.launch(**how) as browser:
                doors = come_in(browser, server.address, examples["emails"], examples["passwords"])
                drawn = sum(draw(browser, server.address, way, doors, examples, out, wanted.only) for way in WAYS)
    if not wanted.only:
        _for_the_readme(out, ROOT / "docs" / "pictures")
    print(f"{drawn} images dans {out}")
    return 0


def _filled(given: Path | None, copy: Path) -> Path:
    """Return a copy of a filled folder; without one fill a new folder, which takes some minutes."""
    found = given or ROOT / "data" / "demo"
    if given or (found / "petitmot.sqlite3").exists():
        shutil.copytree(found, copy)
        return copy
    print("La démonstration se remplit ; cela prend quelques minutes.", file=sys.stderr)
    subprocess.run([ROOT / "bin" / "demo", "--data", copy, "--no-serve"], check=True, stdout=subprocess.DEVNULL)
    return copy


def draw(
    browser: Browser, address: str, way: Way, doors: Doors, examples: dict[str, object], out: Path, only: list[str]
) -> int:
    """Draw each stop in this light and size; return how many were."""
    folder = out / f"{way.name}-{way.light}"
    folder.mkdir(parents=True, exist_ok=True)
    drawn = 0
    for who, door in doors.items():
        context = context_for(browser, address, way, door)
        for stop, page, wrong in walk(context, who, examples, only=only):
            if wrong:
                print(wrong, file=sys.stderr)
            _settle(page)
            # As tall as the page: a bar at the foot of the window then stands at the foot of the picture.
            height = page.evaluate("document.documentElement.scrollHeight")
            page.set_viewport_size({"width": way.width, "height": max(height, way.height)})
            page.screenshot(path=folder / f"{stop.name}.png")
            page.set_viewport_size({"width": way.width, "height": way.height})
            drawn += 1
        context.close()
    return drawn


def _settle(page: Page) -> None:
    """Wait for letters and pictures, those too that come only when one scrolls to them."""
    page.evaluate("""async () => {
      for (const image of document.images) image.loading = "eager";
      await Promise.all([...document.images].map((image) => image.decode().catch(() => {})));
      await document.fonts.ready;
    }""")


def _for_the_readme(out: Path, folder: Path) -> None:
    """Bring three pictures into the documentation, small enough for a repository."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in IN_THE_README:
        with Image.open(out / "desk-light" / f"{name}.png") as whole:
            picture = whole.convert("RGB").crop((0, 0, whole.width, min(whole.height, 900)))
        for colours in (256, 128, 64, 32):
            few = picture.quantize(colours, dither=Image.Dither.NONE)
            few.save(folder / f"{name}.png", optimize=True)
            if (folder / f"{name}.png").stat().st_size <= MOST_BYTES:
                break
        else:
            raise SystemExit(f"{name}.png: plus de {MOST_BYTES} octets, même en peu de couleurs.")


if __name__ == "__main__":
    os.umask(0o022)
    sys.exit(main(sys.argv[1:]))
