"""From an oklch colour to the contrast a reader meets (WCAG 2.2), by the published formulas."""

from __future__ import annotations

import re
from math import cos, radians, sin
from pathlib import Path

_TOKEN = re.compile(r"--([\w-]+):\s*light-dark\((oklch\([^)]*\)),\s*(oklch\([^)]*\))\)")
_OKLCH = re.compile(r"oklch\(([\d.]+) ([\d.]+) ([\d.]+)(?: / ([\d.]+))?\)")

Rgb = tuple[float, float, float]


def tokens(theme: str) -> dict[str, Rgb]:
    """Return the linear sRGB of each token of tokens.css; `theme` is "light" or "dark"."""
    css = (Path(__file__).parents[1] / "static/look/css/tokens.css").read_text()
    place = {"light": 2, "dark": 3}[theme]
    return {found[1]: linear(found[place]) for found in _TOKEN.finditer(css) if "/" not in found[place]}


def linear(oklch: str) -> Rgb:
    """Turn `oklch(l c h)` into linear sRGB, clipped to what a screen shows (Ottosson's matrices)."""
    found = _OKLCH.fullmatch(oklch)
    assert found, oklch
    light, chroma, hue = float(found[1]), float(found[2]), radians(float(found[3]))
    a, b = chroma * cos(hue), chroma * sin(hue)
    long = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (light - 0.0894841775 * a - 1.2914855480 * b) ** 3
    mixed = (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )
    red, green, blue = (min(1.0, max(0.0, part)) for part in mixed)
    return red, green, blue


def contrast(one: Rgb, other: Rgb) -> float:
    """Return the contrast ratio of two linear colours, 1 to 21 (WCAG 2.2, 1.4.3)."""
    lights = sorted((0.2126 * r + 0.7152 * g + 0.0722 * b for r, g, b in (one, other)), reverse=True)
    return (lights[0] + 0.05) / (lights[1] + 0.05)
