"""The sprite holds every drawing that a page asks for."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from petitmot.look.drawings.icons import ICONS
from petitmot.look.drawings.markup import drawing, icon, stamp, stamp_for
from petitmot.look.drawings.scenes import SCENES
from petitmot.look.drawings.sprite import sprite
from petitmot.look.drawings.stamps import STAMPS

TEMPLATES = Path(__file__).parents[2]


def symbols() -> list[str]:
    root = ElementTree.fromstring(sprite())
    return [str(node.get("id")) for node in root.iter("{http://www.w3.org/2000/svg}symbol")]


def test_every_drawing_is_in_the_sprite_once():
    assert len(symbols()) == len(set(symbols()))
    wanted = {*ICONS, *(f"stamp-{name}" for name in STAMPS), *(f"scene-{name}" for name in SCENES)}
    assert set(symbols()) == wanted | {"stamp-gone", "stamp-none"}


def test_there_are_ten_stamps_and_no_two_are_drawn_alike():
    assert len(STAMPS) == 10
    assert len({rest[2] for rest in STAMPS.values()}) == 10


def test_every_icon_that_a_template_names_is_drawn():
    for template in TEMPLATES.glob("*/jinja2/**/*.html"):
        text = template.read_text()
        for name in re.findall(r'\bicon\("([\w-]+)"', text):
            assert name in ICONS, f"{template}: {name}"
        for name in re.findall(r'\bdrawing\("([\w-]+)"', text):
            assert name in SCENES, f"{template}: {name}"


def test_an_icon_without_a_label_is_decoration_and_with_one_it_speaks():
    assert 'aria-hidden="true"' in icon("check")
    assert 'role="img" aria-label="Chercher"' in icon("search", "Chercher")
    assert "&#34;" in drawing("boat", 'a "b"')


def test_an_icon_that_is_not_drawn_is_a_bug():
    with pytest.raises(KeyError):
        icon("pokemon")


def test_a_stamp_tells_what_is_on_it():
    assert "hirondelle" in stamp("swallow")
    assert 'aria-hidden="true"' in stamp("gone")


def test_a_request_always_carries_the_same_stamp():
    assert stamp_for(12) == stamp_for("12")
    assert {stamp_for(n) for n in range(200)} == set(STAMPS)
