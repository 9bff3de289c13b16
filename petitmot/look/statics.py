"""Static files with addresses that change with their content, so that browsers may keep them for ever.

The files of this room (styles joined into one, scripts, drawings, fonts) are answered at `/look/<version>/...`, where
the version is a hash over all of them: scripts import each other and the style sheet names its fonts by relative
addresses, and all of it is fresh at once. Files of other rooms stand at `STATIC_URL` with `?v=<hash>`.
"""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders

from petitmot.look import styles
from petitmot.look.drawings.sprite import sprite

OURS = Path(__file__).parent / "static" / "look"
_SERVED = {"js", "fonts", "vendor", "icons"}
_TYPES = {".js": "text/javascript", ".woff2": "font/woff2", ".svg": "image/svg+xml", ".css": "text/css"}


@dataclass(frozen=True)
class Asset:
    """One file as it is answered: its bytes, the same compressed (empty where that is no gain), its media type."""

    body: bytes
    packed: bytes
    type: str


@lru_cache(maxsize=1)
def assets() -> dict[str, Asset]:
    """Return every file of this room by its path below `/look/<version>/`; read once."""
    found = {
        "petitmot.css": _asset("petitmot.css", styles.stylesheet().encode()),
        "sprite.svg": _asset("sprite.svg", sprite().encode()),
    }
    for path in sorted(OURS.rglob("*")):
        name = path.relative_to(OURS).as_posix()
        if path.is_file() and name.split("/")[0] in _SERVED:
            found[name] = _asset(name, path.read_bytes())
    return found


@lru_cache(maxsize=1)
def version() -> str:
    """Return the hash (12 hex digits) over the content of all files of this room."""
    digest = hashlib.sha256()
    for name, asset in sorted(assets().items()):
        digest.update(name.encode() + b"\0" + asset.body + b"\0")
    return digest.hexdigest()[:12]


def static(path: str) -> str:
    """Return the address of a static file: `static("look/petitmot.css")`, `static("web/drawing.svg")`."""
    if path.startswith("look/") and path[5:] in assets():
        return f"/look/{version()}/{path[5:]}"
    return f"{settings.STATIC_URL}{path}{_mark(path)}"


@lru_cache(maxsize=512)
def _mark(path: str) -> str:
    found = finders.find(path)
    if not isinstance(found, str):
        return ""
    return "?v=" + hashlib.sha256(Path(found).read_bytes()).hexdigest()[:12]


def _asset(name: str, body: bytes) -> Asset:
    suffix = Path(name).suffix
    kind = _TYPES.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    packed = gzip.compress(body, 9, mtime=0)
    if kind.startswith("text/") or kind == "image/svg+xml":
        kind += "; charset=utf-8"
    return Asset(body, packed if len(packed) < len(body) * 0.9 else b"", kind)
