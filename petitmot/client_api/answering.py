"""An answer of the client API as it leaves: what a view returned, or an error, with the headers all answers carry."""

from __future__ import annotations

from typing import Any

import msgspec
from django.http import HttpResponse

from petitmot.client_api.call import Answer
from petitmot.client_api.errors import ApiError

encode = msgspec.json.Encoder(enc_hook=str, decimal_format="number").encode


def written(data: Any, headers: dict[str, str]) -> HttpResponse:
    """Write what a view returned."""
    if isinstance(data, HttpResponse):
        return data
    if not isinstance(data, Answer):
        return response_of(200, encode(data), headers)
    body = data.data if isinstance(data.data, bytes) else b"" if data.data is None else encode(data.data)
    return response_of(data.status, body, headers | data.headers, data.kind)


def respond(error: ApiError, headers: dict[str, str] | None = None) -> HttpResponse:
    """Write an error."""
    return response_of(error.status, encode(error.body), headers or {})


def response_of(
    status: int, body: bytes, headers: dict[str, str], kind: str = "application/json; charset=utf-8"
) -> HttpResponse:
    """Return the answer with its length, and nothing that anybody in between may keep."""
    response = HttpResponse(body, status=status, content_type=kind)
    response.headers["Content-Length"] = str(len(body))
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    for name, value in headers.items():
        response.headers[name] = value
    return response
