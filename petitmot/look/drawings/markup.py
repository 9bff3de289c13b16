"""How a page shows a drawing: one <svg> with one <use>, sized by the style sheet."""

from __future__ import annotations

import hashlib
from functools import lru_cache

from markupsafe import Markup

from petitmot.look.drawings.icons import ICONS
from petitmot.look.drawings.scenes import SCENES
from petitmot.look.drawings.stamps import STAMPS
from petitmot.look.statics import static

_USE = Markup('<svg class="{kind}" viewBox="{box}"{meaning}><use href="{sprite}#{name}"/></svg>')


def icon(name: str, label: str = "", kind: str = "") -> Markup:
    """Return an icon; without `label` it is decoration. A name that is not drawn is a bug and raises KeyError."""
    ICONS[name]
    return _use(f"icon {kind}".strip(), "0 0 24 24", name, label)


def drawing(name: str, label: str = "", kind: str = "") -> Markup:
    """Return a larger drawing (`boat`, `letters`, `desk`, `bench`, `ring`, `bottle`, `hand`, `postmark`, `wink`)."""
    return _use(f"drawing {kind}".strip(), SCENES[name][0], f"scene-{name}", label)


def stamp(name: str, kind: str = "") -> Markup:
    """Return one of the ten stamps by name; `gone` is the outline it leaves, `none` the place for one."""
    if name in ("gone", "none"):
        return _use(f"stamp {kind}".strip(), "0 0 60 72", f"stamp-{name}", "")
    return _use(f"stamp {kind}".strip(), "0 0 60 72", f"stamp-{name}", str(STAMPS[name][0]))


def stamp_for(seed: object) -> str:
    """Return the name of the stamp that goes with `seed` (an id, a handle): always the same one."""
    digest = hashlib.blake2s(str(seed).encode(), digest_size=4).digest()
    return list(STAMPS)[int.from_bytes(digest, "big") % len(STAMPS)]


@lru_cache(maxsize=512)
def _use(kind: str, box: str, name: str, label: str) -> Markup:
    meaning = Markup(' role="img" aria-label="{}"').format(label) if label else Markup(' aria-hidden="true"')
    return _USE.format(kind=kind, box=box, meaning=meaning, sprite=static("look/sprite.svg"), name=name)
