"""Every page of a house where people live, by day and by lamp: whole, reachable for everybody, quiet."""

from __future__ import annotations

import dataclasses
import importlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page

from tests.browser.axe import heard_by_axe
from tests.browser.guard import Guard
from tests.browser.hand import hand
from tests.browser.serving import ROOT, Server, serve
from tests.browser.walk import STOPS
from tests.browser.walking import Doors, come_in, context_for, walk
from tests.browser.ways import DESK, PHONE, Way

WHO = ("visitor", "newcomer", "me", "keeper")


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[tuple[Server, Doors, dict[str, Any]]]:
    """A house of its own, full: nobody's pages are changed by the journeys of others."""
    folder = tmp_path_factory.mktemp("full")
    with serve(folder / "data", folder / "log") as server, hand(folder / "data") as inside:
        inside.do("fill_the_house")
        examples = inside.do("pages_for", name="helene")
        yield server, come_in(browser, server.address, examples["emails"], examples["passwords"]), examples


@pytest.fixture
def problems_of(browser: Browser, house: tuple[Server, Doors, dict[str, Any]]) -> Callable[..., list[str]]:
    """`problems_of(way, look)`: walk through every page, and gather what `look(page)` finds wrong with it."""
    server, doors, examples = house

    def problems_of(way: Way, look: Callable[[Page], list[str]]) -> list[str]:
        found = []
        for who in WHO:
            context = context_for(browser, server.address, way, doors[who])
            guard = Guard(context, server.address)
            for stop, page, wrong in walk(context, who, examples):
                found += [wrong] if wrong else []
                found += [f"{stop.name} ({way.name}, {way.light}): {line}" for line in look(page)]
            found += guard.seen
            context.close()
        return found

    return problems_of


def whole(page: Page) -> list[str]:
    """One first heading, a title, a language, no identifier twice, nothing wider than the window."""
    found: list[str] = page.evaluate("""() => {
      const wrong = [];
      const count = (what) => document.querySelectorAll(what).length;
      if (count("h1") !== 1) wrong.push(`${count("h1")} first headings`);
      if (count("main") !== 1) wrong.push(`${count("main")} main`);
      if (!document.title.replace(/· Petitmot/, "").trim()) wrong.push("no title");
      if (!document.documentElement.lang) wrong.push("no language");
      const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
      const twice = ids.filter((id, place) => ids.indexOf(id) !== place);
      if (twice.length) wrong.push(`twice the id ${[...new Set(twice)].slice(0, 5)}`);
      const most = document.documentElement.clientWidth;
      if (document.documentElement.scrollWidth > most) {
        const wide = [...document.body.querySelectorAll("*")].filter((one) => one.getBoundingClientRect().right > most + 1);
        wrong.push(`wider than the window: ${wide.slice(-3).map((one) => one.outerHTML.slice(0, 120))}`);
      }
      if (count("[style], script:not([src])")) wrong.push("a style or a script within the page");
      return wrong;
    }""")
    return found


# Each walk looks with both eyes: the narrowest window by day, the widest by lamp.
WALKS = (dataclasses.replace(PHONE, width=320, name="narrow"), dataclasses.replace(DESK, light="dark"))


@pytest.mark.parametrize("way", WALKS, ids=lambda way: f"{way.name}-{way.light}")
def test_every_page_is_whole_within_its_window_and_axe_finds_nothing_serious(
    problems_of: Callable[..., list[str]], way: Way
):
    problems = problems_of(way, lambda page: whole(page) + heard_by_axe(page))
    assert not problems, "\n".join(problems)


def test_a_picture_is_drawn_of_a_whole_page(
    house: tuple[Server, Doors, dict[str, Any]], browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """The small part of `bin/pictures` that the suite runs."""
    monkeypatch.syspath_prepend(str(ROOT / "bin" / "parts"))
    pictures = importlib.import_module("pictures")
    server, doors, examples = house
    assert pictures.draw(browser, server.address, PHONE, doors, examples, tmp_path, ["demandes"]) == 1
    with Image.open(tmp_path / "phone-light" / "demandes.png") as drawn:
        assert drawn.width == PHONE.width
        assert drawn.height > PHONE.height


def test_the_names_of_the_stops_are_their_own():
    names = [stop.name for stop in STOPS]
    assert len(names) == len(set(names))
    assert {stop.who for stop in STOPS} == set(WHO)
