"""What this room answers by itself: files that never change, portraits, the manifest, the worker, the offline page."""

from __future__ import annotations

import struct
import zlib
from functools import lru_cache

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from petitmot.kit.language import _
from petitmot.look import statics
from petitmot.look.faces.portrait import portrait_svg

FOR_EVER = "public, max-age=31536000, immutable"
FOR_A_DAY = "public, max-age=86400"
_DRAWING_POLICY = "default-src 'none'; style-src 'none'; sandbox"


@require_safe
def asset(request: HttpRequest, version: str, name: str) -> HttpResponse:
    """Answer a file of this room; only under the present version may it be kept for ever."""
    found = statics.assets().get(name)
    if found is None:
        raise Http404
    packed = bool(found.packed) and "gzip" in request.headers.get("Accept-Encoding", "")
    response = HttpResponse(found.packed if packed else found.body, content_type=found.type)
    if packed:
        response["Content-Encoding"] = "gzip"
    response["Vary"] = "Accept-Encoding"
    response["Cache-Control"] = FOR_EVER if version == statics.version() else "no-cache"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_safe
def portrait(request: HttpRequest, seed: str) -> HttpResponse:
    """Answer the drawn portrait that goes with `seed` (an image, never a page)."""
    response = HttpResponse(portrait_svg(seed), content_type="image/svg+xml")
    response["Cache-Control"] = FOR_EVER
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = _DRAWING_POLICY
    return response


@require_safe
def no_banner(request: HttpRequest) -> HttpResponse:
    """Answer the plain banner of who has none, for applications that want an image at every address."""
    response = HttpResponse(_plain_png(600, 200, (0xE9, 0xE2, 0xD3)), content_type="image/png")
    response["Cache-Control"] = FOR_EVER
    return response


@lru_cache(maxsize=4)
def _plain_png(width: int, height: int, colour: tuple[int, int, int]) -> bytes:
    """Return a PNG of one colour (PNG, second edition, chunks IHDR, IDAT, IEND)."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + bytes(colour) * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")


@require_safe
def manifest(request: HttpRequest) -> JsonResponse:
    """Answer the manifest (W3C Web Application Manifest) by which a phone installs Petitmot."""
    facts = {
        "name": "Petitmot",
        "short_name": "Petitmot",
        "description": _("Chaque rencontre y commence par quelques mots."),
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": "#f8f5ef",
        "theme_color": "#f8f5ef",
        "icons": [
            {"src": statics.static("look/icons/petitmot.svg"), "sizes": "any", "type": "image/svg+xml"},
            {"src": statics.static("look/icons/petitmot-192.png"), "sizes": "192x192", "type": "image/png"},
            {
                "src": statics.static("look/icons/petitmot-512.png"),
                "sizes": "512x512",
                "type": "image/png",
                "purpose": "any maskable",
            },
        ],
    }
    response = JsonResponse(facts, content_type="application/manifest+json")
    response["Cache-Control"] = FOR_A_DAY
    return response


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """Answer the service worker, which must stand at the root to see every page; it is told the present version."""
    body = statics.assets()["js/worker.js"].body.decode()
    kept = [statics.static("look/petitmot.css"), statics.static("look/sprite.svg")]
    body = f"const VERSION = {statics.version()!r};\nconst KEPT = {kept!r};\n" + body
    response = HttpResponse(body, content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """Answer the calm page that the worker keeps for when there is no network."""
    page = render_to_string("look/offline.html", {"language": get_language()}, using="jinja2")  # nothing of its reader
    return HttpResponse(page)
