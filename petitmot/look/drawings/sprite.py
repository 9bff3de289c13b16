"""All drawings in one file, as symbols; pages show them with <use>."""

from __future__ import annotations

from functools import lru_cache

from petitmot.look.drawings.icons import ICONS
from petitmot.look.drawings.scenes import SCENES
from petitmot.look.drawings.stamps import PAPER, STAMPS

_PEN = 'fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round"'


@lru_cache(maxsize=1)
def sprite() -> str:
    """Return the SVG document: `#<icon>`, `#stamp-<name>`, `#stamp-gone`, `#stamp-none`, `#scene-<name>`."""
    symbols = [_symbol(name, "0 0 24 24", f"<g {_PEN}>{markup}</g>") for name, markup in ICONS.items()]
    symbols += [_symbol(f"stamp-{name}", "0 0 60 72", _stamp(*rest[1:])) for name, rest in STAMPS.items()]
    symbols.append(_symbol("stamp-gone", "0 0 60 72", _outline("")))
    symbols.append(_symbol("stamp-none", "0 0 60 72", _outline(' stroke-dasharray="2.5 2.5"')))
    symbols += [_symbol(f"scene-{name}", box, markup) for name, (box, markup) in SCENES.items()]
    return f'<svg xmlns="http://www.w3.org/2000/svg">{"".join(symbols)}</svg>'


def _symbol(name: str, box: str, markup: str) -> str:
    return f'<symbol id="{name}" viewBox="{box}">{markup}</symbol>'


def _perforation() -> str:
    """Return the outline of a stamp of 60 by 72: ten teeth across, twelve down, holes between them."""
    right = "h1.25a1.75 1.75 0 0 0 3.500 0h1.25" * 10
    down = "v1.25a1.75 1.75 0 0 0 0 3.5v1.25" * 12
    left = "h-1.25a1.75 1.75 0 0 0-3.5 0h-1.25" * 10
    up = "v-1.25a1.75 1.75 0 0 0 0-3.5v-1.25" * 12
    return f"M0 0{right}{down}{left}{up}Z"


def _stamp(colour: str, drawing: str) -> str:
    return (
        f'<path d="{_perforation()}" fill="{PAPER}"/><g color="{colour}">'
        f'<svg x="7" y="6" width="46" height="52" viewBox="7 8 46 49" preserveAspectRatio="xMidYMid slice">{drawing}</svg>'
        '<text x="30.6" y="66" text-anchor="middle" font-family="Atkinson Next, sans-serif" font-weight="700" '
        'font-size="6" letter-spacing="1.3" fill="currentColor">PETITMOT</text></g>'
    )


def _outline(dashes: str) -> str:
    return f'<path d="{_perforation()}" fill="none" stroke="currentColor" stroke-width="1.2"{dashes}/>'
