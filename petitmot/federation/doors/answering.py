"""How documents are answered: kinds, ETags, what may be kept, and errors in JSON. Nothing here knows a noun."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any

import msgspec
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from petitmot.federation.documents.contexts import Document
from petitmot.kit.refusals import Refusal, TryLater

ACTIVITY = "application/activity+json; charset=utf-8"
FOR_ALL = "public, max-age=60"
FOR_ONE = "private, no-store"
READ_ONLY = ("GET", "HEAD")
ACCEPTED = ("application/activity+json", "application/ld+json", "application/json", "application/*", "*/*")

View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Written:
    """A document as it goes out."""

    body: bytes
    etag: str


def written(document: Document) -> Written:
    """Write a document down, with a tag of its bytes (RFC 9110, 8.8.3)."""
    body = msgspec.json.encode(document)
    return Written(body, f'"{hashlib.blake2s(body, digest_size=12).hexdigest()}"')


def answer(
    request: HttpRequest,
    said: Document | Written,
    *,
    changed: datetime | None = None,
    for_all: bool = True,
    status: int = 200,
    kind: str = ACTIVITY,
) -> HttpResponse:
    """Answer with a document, or 304 to whoever has it already.

    `for_all`: whether caches on the way, and copies (`site/bridge/copies.py`), may keep it: never where the operator wants
    signed requests, for then it depends on who asks. Every answer varies by `Accept`: the same address is a page for
    browsers.
    """
    out = said if isinstance(said, Written) else written(said)
    for_all = for_all and not (kind == ACTIVITY and settings.PETITMOT_AUTHORISED_FETCH)
    response = HttpResponse(out.body, status=status, content_type=kind)
    headers = response.headers
    headers["Content-Length"] = str(len(out.body))  # the short way has no middleware that would
    headers["Vary"] = "Accept" if for_all else "Accept, Signature, Signature-Input"
    headers["Cache-Control"] = FOR_ALL if for_all else FOR_ONE
    if status != 200:
        return response
    headers["ETag"] = out.etag
    seconds = None
    if changed is not None:
        seconds = int(changed.timestamp())
        headers["Last-Modified"] = http_date(seconds)
    if "HTTP_IF_NONE_MATCH" in request.META or "HTTP_IF_MODIFIED_SINCE" in request.META:
        kept = get_conditional_response(request, etag=out.etag, last_modified=seconds, response=response)
        assert isinstance(kept, HttpResponse)
        return kept
    return response


def error(status: int, sentence: str, **headers: str) -> HttpResponse:
    """Answer with an error that machines read: `{"error": …}`, in English."""
    body = msgspec.json.encode({"error": sentence})
    response = HttpResponse(body, status=status, content_type="application/json; charset=utf-8")
    response["Cache-Control"] = "no-store"
    response["Vary"] = "Accept"
    for name, value in headers.items():
        response[name.replace("_", "-")] = value
    return response


def door(view: View) -> View:
    """Make a view a door for reading: GET and HEAD alone, only those who read JSON, refusals as errors."""
    return _door(view, ACCEPTED)


def open_door(view: View) -> View:
    """The same for what tells how to find things: in its one form, whatever is accepted (RFC 7033, 4.2; RFC 9110, 12.4.1)."""
    return _door(view, ())


def _door(view: View, kinds: Collection[str]) -> View:
    @wraps(view)
    def through(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method not in READ_ONLY:
            return error(405, "Only GET and HEAD are answered here.", Allow="GET, HEAD")
        accepted = request.META.get("HTTP_ACCEPT", "")
        if kinds and accepted and not any(kind in accepted for kind in kinds):
            return error(406, "What is here is application/activity+json.")
        try:
            return view(request, *args, **kwargs)
        except Refusal as refused:
            return error(refused.status, SENTENCES.get(refused.status, "This cannot be answered."))
        except TryLater as later:
            return error(503, "Your key cannot be fetched now.", Retry_After=str(later.wait or 60))

    return through


SENTENCES = {
    401: "A signed request is asked for: draft-cavage-http-signatures or RFC 9421.",
    403: "This server does not answer yours.",
    404: "There is nothing here, or not for you.",
    410: "What was here is gone.",
}


class SignatureWanted(Refusal):
    """Without a valid signature nothing is answered here."""

    code = "signature_wanted"
    status = 401
