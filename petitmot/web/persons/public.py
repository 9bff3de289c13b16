"""Pages that anybody may read: kept by browsers and caches as long as nothing has changed."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date


def cacheable(request: HttpRequest, response: HttpResponse, *, changed: datetime | None = None) -> HttpResponse:
    """Let a visitor's page be kept: ETag (RFC 9110, 8.8.3) of its bytes, and when its newest words came.

    The tag alone decides: a name or a portrait can change without any words.
    """
    etag = f'"{hashlib.blake2s(response.content, digest_size=12).hexdigest()}"'
    response["ETag"] = etag
    response["Cache-Control"] = "public, max-age=0, must-revalidate"
    if changed is not None:
        response["Last-Modified"] = http_date(changed.timestamp())
    patch_vary_headers(response, ["Accept", "Cookie", "Accept-Language"])  # servers are answered a document
    kept = get_conditional_response(request, etag=etag, response=response)
    return kept if isinstance(kept, HttpResponse) else response


def private(response: HttpResponse) -> HttpResponse:
    """What a member sees is theirs: no cache on the way keeps it."""
    response["Cache-Control"] = "private, no-cache"
    patch_vary_headers(response, ["Accept"])
    return response
