"""Who asks: found by the token of a request. In a thread, never in the event loop."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import parse_qsl

from asgiref.typing import HTTPScope, WebSocketScope
from django.conf import settings

from petitmot.client_api import tokens
from petitmot.client_api.errors import ApiError
from petitmot.live.callers import renew_connection
from petitmot.people.models import Circle

PROTOCOL = b"sec-websocket-protocol"


class Caller(NamedTuple):
    """Whose connection it is; ids only."""

    person: int
    token: int
    granted: frozenset[str]


def query(scope: HTTPScope | WebSocketScope) -> dict[str, str]:
    """Return the values of the query; the first of each name. What is no UTF-8 is replaced, what is too much refused."""
    try:
        pairs = parse_qsl(scope["query_string"].decode("latin-1"), max_num_fields=20)
    except ValueError:
        raise ApiError(400, "Bad Request") from None
    return dict(reversed(pairs))


def header(scope: HTTPScope | WebSocketScope, wanted: bytes) -> str:
    return next((value.decode("latin-1") for name, value in scope["headers"] if name == wanted), "")


def secret(scope: HTTPScope | WebSocketScope) -> str:
    """Return the token a request carries: `Authorization`, `access_token` in the query, or Sec-WebSocket-Protocol."""
    authorization = header(scope, b"authorization")
    if authorization:
        kind, _space, rest = authorization.partition(" ")
        return rest.strip() if kind.lower() == "bearer" else ""
    protocol = header(scope, PROTOCOL) if scope["type"] == "websocket" else ""
    return query(scope).get("access_token", "") or protocol.partition(",")[0].strip()


def behind(text: str) -> Caller:
    """Return who holds this token, with somebody behind it; 401 else, 403 for who may not sign in. One query."""
    if not text:
        raise ApiError(401, "Missing access token")
    renew_connection()
    try:
        token = tokens.find(text)
        if token is None or token.revoked_at is not None or token.account is None or token.person is None:
            raise ApiError(401, "Invalid access token")
        account = token.account
        if not account.is_active or account.suspended_at is not None or not token.person.is_present:
            raise ApiError(403, "Your login is currently disabled")
        if settings.PETITMOT_RATE_LIMITS and (account.confirmed_at is None or account.approved_at is None):
            raise ApiError(403, "Your login is missing a confirmed e-mail address")
        return Caller(token.person.pk, token.pk, token.granted)
    finally:
        renew_connection()


def check_list(caller: Caller, list_id: str) -> None:
    """Refuse a list that is not theirs. One query."""
    renew_connection()
    try:
        if not Circle.objects.filter(owner=caller.person, pk=int(list_id), ended_at=None).exists():
            raise ApiError(401, "Not authorized to stream this list")
    finally:
        renew_connection()


def still_good(ids: set[int]) -> set[int]:
    """Return those of these tokens (ids) that still open anything."""
    renew_connection()
    try:
        return tokens.still_good(ids)
    finally:
        renew_connection()
