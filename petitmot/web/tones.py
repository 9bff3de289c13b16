"""The colour of a picture as a pair of classes: pages carry no style of their own, and a dozen tones are enough."""

from __future__ import annotations

import colorsys
import re

_COLOUR = re.compile(r"#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})", re.IGNORECASE)
HUES = ("red", "amber", "lime", "green", "teal", "blue", "violet", "pink")  # an eighth of the circle each
GREY = 0.12  # saturation under which a colour has no hue


def tone(colour: str) -> str:
    """Return `tone-<dark|mid|light>` and `hue-<name>` (none for a grey) of `#rrggbb`; "" for what is no colour."""
    found = _COLOUR.fullmatch(colour)
    if not found:
        return ""
    red, green, blue = (int(part, 16) / 255 for part in found.groups())
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    level = "dark" if light < 0.33 else "light" if light > 0.67 else "mid"
    if saturation < GREY:
        return f"tone-{level}"
    return f"tone-{level} hue-{HUES[round(hue * 8) % 8]}"
