"""`/media/...`: files that people sent, answered before anything else is looked at, as files and never as pages (rule 42).

No session is read and no cookie is set. `docs/decisions/0020-media-addresses.md` says why whoever knows an address may
see the file.
"""

from __future__ import annotations

import os
from collections.abc import Callable

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed

from petitmot.kit.language import _, override
from petitmot.posts.pictures.files import path_of
from petitmot.web import ranges
from petitmot.web.languages import browser_language

FOR_EVER = "public, max-age=31536000, immutable"  # a name is its content
SHOWN = {  # by the end of the name: what a browser may show; everything else is only ever saved
    "webp": "image/webp",
    "avif": "image/avif",
    "jpg": "image/jpeg",
    "png": "image/png",
    "gif": "image/gif",
    "mp4": "video/mp4",
    "webm": "video/webm",
    "ogv": "video/ogg",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "weba": "audio/webm",
    "ogg": "audio/ogg",
    "aac": "audio/aac",
    "flac": "audio/flac",
    "wav": "audio/wav",
}
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "cross-origin",  # readers of other servers show our pictures
    "X-Robots-Tag": "noindex",
}


class MediaMiddleware:
    """Answers addresses below MEDIA_URL; everything else goes on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(settings.MEDIA_URL):
            return self.get_response(request)
        answer = _answer(request, request.path_info[len(settings.MEDIA_URL) :])
        for name, value in HEADERS.items():
            answer[name] = value
        return answer


def _answer(request: HttpRequest, name: str) -> HttpResponseBase:
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    path = path_of(name)
    try:
        # Never through a link that somebody laid into the folder.
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW) if path else -1
    except OSError:
        handle = -1
    if handle < 0:
        return _nothing_here(request)
    tag = f'"{name.rpartition("/")[2]}"'
    if tag in request.headers.get("If-None-Match", ""):
        os.close(handle)
        answer: HttpResponseBase = HttpResponse(status=304)
    else:
        answer = _file(handle, name, _range_of(request, tag))
    answer["ETag"] = tag
    answer["Accept-Ranges"] = "bytes"
    answer["Cache-Control"] = FOR_EVER
    return answer


def _range_of(request: HttpRequest, tag: str) -> str:
    """Return the part asked for, or "": it counts for a GET, and for the very file that `If-Range` names (RFC 9110, 13.1.5)."""
    if request.method != "GET" or request.headers.get("If-Range", tag) != tag:
        return ""
    return request.headers.get("Range", "")


def _file(handle: int, name: str, asked: str) -> HttpResponseBase:
    kind = SHOWN.get(name.rpartition(".")[2])
    size = os.fstat(handle).st_size
    try:
        part = ranges.wanted(asked, size)
    except ranges.NotThere:
        os.close(handle)
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    file = os.fdopen(handle, "rb")
    answer = FileResponse(
        ranges.Part(file, *part) if part else file,
        status=206 if part else 200,
        as_attachment=kind is None,
        filename=name.rpartition("/")[2],
        content_type=kind or "application/octet-stream",
    )
    answer["Content-Length"] = str(part[1] - part[0] + 1 if part else size)
    if part:
        answer["Content-Range"] = f"bytes {part[0]}-{part[1]}/{size}"
    return answer


def _nothing_here(request: HttpRequest) -> HttpResponse:
    with override(browser_language(request)):
        text = _("Il n’y a rien à cette adresse, ou ce qui y était a été retiré.")
    answer = HttpResponse(text + "\n", status=404, content_type="text/plain; charset=utf-8")
    answer["Cache-Control"] = "no-store"
    return answer
