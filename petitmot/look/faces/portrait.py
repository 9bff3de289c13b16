"""A portrait from a seed: the same seed gives the same drawing, on every server and for ever (within an edition)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from petitmot.look.faces import features, hair

T = TypeVar("T")


@dataclass(frozen=True)
class Traits:
    """What was drawn by lot for one portrait."""

    ground: str
    skin: features.Skin
    hair: str
    hair_ink: str
    beard: str
    glasses: str
    mouth: str
    eyes: str
    clothes: str
    cloth: str
    accent: str
    turned: bool


def portrait_svg(seed: str) -> str:
    """Return the portrait as an SVG document of 88 by 108."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 88 108" width="88" height="108">'
        f"{draw(traits(seed))}</svg>"
    )


def traits(seed: str) -> Traits:
    """Return what the lot gives to `seed`, kept plausible: brows follow hair, beards go with short hair."""
    lot = _lot(seed)
    skin = _pick(lot, features.SKINS)
    style = _pick(lot, list(hair.STYLES))
    ink = _pick(lot, skin.hair)
    if style in hair.COVERED:
        ink = _pick(lot, features.CLOTHS)
    beard = "none"
    if style in hair.SHORT and next(lot) < 150:
        beard = _pick(lot, [name for name in features.BEARDS if name != "none"])
    cloth = _pick(lot, features.CLOTHS)
    accents = [colour for colour in features.CLOTHS if colour != cloth]
    return Traits(
        ground=_pick(lot, features.GROUNDS),
        skin=skin,
        hair=style,
        hair_ink=ink,
        beard=beard,
        glasses=_pick(lot, features.GLASSES_DRAWN) if next(lot) < 90 else "none",
        mouth=_pick(lot, list(features.MOUTHS)),
        eyes=_pick(lot, list(features.EYES)),
        clothes=_pick(lot, list(features.CLOTHES)),
        cloth=cloth,
        accent=_pick(lot, accents),
        turned=next(lot) < 128,
    )


def draw(it: Traits) -> str:
    """Return the layers of a portrait from back to front."""
    behind, before = hair.STYLES[it.hair]
    beard_ink = it.hair_ink if it.hair not in hair.COVERED else it.skin.hair[0]
    layers = [
        _in(behind, it.hair_ink, it.accent),
        f'<path d="{features.NECK}" fill="{it.skin.shade}"/>',
        _in(features.CLOTHES[it.clothes], it.cloth, it.accent),
        f'<path d="{features.HEAD}" fill="{it.skin.light}"/>',
        _in(features.BEARDS[it.beard], beard_ink, it.accent),
        _in(before, it.hair_ink, it.accent),
        features.face_lines(it.eyes, it.mouth, bearded=it.beard in features.FULL_BEARDS, dark=it.skin.dark),
        features.GLASSES[it.glasses],
    ]
    markup = "".join(layers)
    if it.turned:
        markup = f'<g transform="matrix(-1 0 0 1 88 0)">{markup}</g>'
    return f'<path d="M0 0h88v108H0Z" fill="{it.ground}"/>{markup}'


def _in(markup: str, ink: str, accent: str) -> str:
    return markup.replace("INK", ink).replace("ACCENT", accent)


def _lot(seed: str) -> Iterator[int]:
    """Yield bytes without end, always the same for a seed."""
    turn = 0
    while True:
        yield from hashlib.blake2s(f"{seed}:{turn}".encode()).digest()
        turn += 1


def _pick(lot: Iterator[int], choices: Sequence[T]) -> T:
    return choices[(next(lot) * 256 + next(lot)) % len(choices)]
