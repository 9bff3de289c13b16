"""Every pair of colours that meets on a page can be read, by day and by lamp."""

from __future__ import annotations

import pytest

from petitmot.look.tests.colour import contrast, linear, tokens

BLUES = ("bleu", "bleu-hi", "bleu-lo", "blank")
TEXT = [
    *[(ink, ground) for ink in ("ink", "quiet", "accent", "good", "warn") for ground in ("paper", "sheet")],
    *[(ink, ground) for ink in ("ink", "bleu-quiet", "accent") for ground in BLUES],
    *[("warn", ground) for ground in BLUES],
    ("accent-ink", "accent"),
    ("ink", "flyer"),
    ("quiet", "flyer"),
    ("quiet", "glow"),
    ("ink", "glow"),
]
GRAPHICS = [
    ("edge", "paper"),
    ("edge", "sheet"),
    ("accent", "paper"),
    ("bleu-edge", "blank"),
    ("bleu-edge", "bleu"),
    ("mark", "bleu"),
    ("mark", "bleu-hi"),
    ("good", "paper"),
]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_text_stands_out_from_its_paper(theme, ink, ground):
    colours = tokens(theme)
    assert contrast(colours[ink], colours[ground]) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), GRAPHICS)
def test_drawn_lines_stand_out_from_their_paper(theme, ink, ground):
    colours = tokens(theme)
    assert contrast(colours[ink], colours[ground]) >= 3


def test_black_on_white_is_twenty_one_to_one():
    assert contrast(linear("oklch(0 0 0)"), linear("oklch(1 0 0)")) == pytest.approx(21, abs=0.01)


def test_a_known_colour_comes_out_as_published():
    red, green, blue = linear("oklch(0.627955 0.257683 29.2339)")  # sRGB red, CSS Color 4
    assert (red, green, blue) == pytest.approx((1, 0, 0), abs=0.001)
