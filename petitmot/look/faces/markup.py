"""How a page shows a face: an oval, with the person's picture or a drawn portrait."""

from __future__ import annotations

import hashlib
from functools import lru_cache

from markupsafe import Markup, escape

EDITION = 1  # of the drawings; a new one gives every portrait a new address


def face(person: object, size: str = "", alt: str = "") -> Markup:
    """Return the face of `person` in an oval; `size` is "" (2.6 rem), "s", "l", "xl" or "xxl".

    `person` is any object with `face` (the address of a picture, or nothing) and, for the drawn portrait, `seed`,
    `handle` or `name`. `alt` stays empty where the name stands beside it.
    """
    source = str(getattr(person, "face", "") or "") or face_url(_seed(person))
    kind = f"face {size}" if size else "face"
    return Markup(  # noqa: S704 - every value is escaped here; a page has many faces, and this is the quick way
        f'<img class="{kind}" src="{escape(source)}" alt="{escape(alt)}" width="88" height="108" loading="lazy" decoding="async">'
    )


@lru_cache(maxsize=4096)
def face_url(seed: str) -> str:
    """Return the address of the portrait drawn from `seed`; the seed itself does not stand in it."""
    digest = hashlib.blake2s(seed.encode(), digest_size=6).hexdigest()
    return f"/look/face/{digest}.svg?v={EDITION}"


def _seed(person: object) -> str:
    for name in ("seed", "handle", "name"):
        if value := getattr(person, name, None):
            return str(value)
    return str(person)
