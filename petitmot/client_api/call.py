"""A call of the client API: who asks, with which application, for what; and the answer to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest

from petitmot.client_api.errors import ApiError, missing
from petitmot.client_api.models import Token
from petitmot.client_api.params import Params
from petitmot.kit.pages import LARGEST_ID, Window
from petitmot.people.models import Account, Person


@dataclass
class Answer:
    """What a view answers when it is more than data: `data` (None: no body), status, headers; `kind` for what is no JSON."""

    data: Any = None
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    kind: str = "application/json; charset=utf-8"


class Call:
    """One request: `params`, `token` (None without one), `path` values as keyword arguments of the view."""

    __slots__ = ("params", "request", "token")

    def __init__(self, request: HttpRequest, params: Params, token: Token | None) -> None:
        self.request = request
        self.params = params
        self.token = token

    @property
    def person(self) -> Person:
        """Who asks. Only where the endpoint has `user=True`; else `viewer`."""
        assert self.viewer is not None
        return self.viewer

    @property
    def viewer(self) -> Person | None:
        """Who asks, or None: without a token, or with an application's own."""
        return self.token.person if self.token else None

    @property
    def account(self) -> Account:
        """Whose sign-in it is. Only where the endpoint has `user=True`."""
        assert self.token is not None and self.token.account is not None
        return self.token.account

    def require(self, name: str) -> str:
        """Return a text that has to be there; 400 where it is not."""
        text = self.params.text(name)
        if not text.strip():
            raise missing(name)
        return text

    def window(self, limit: int = 20, most: int | None = None) -> Window:
        """Return which part of a list is wanted; at most twice the usual length, as in Mastodon."""
        params = self.params
        wanted = abs(params.number("limit") or 0) or limit
        return Window(
            max_id=_place(params, "max_id"),
            since_id=_place(params, "since_id"),
            min_id=_place(params, "min_id"),
            limit=min(wanted, most or 2 * limit),
        )


def _place(params: Params, name: str) -> int | None:
    number = params.number(name)
    return None if number is None or number < 0 else min(number, LARGEST_ID)


def id_of(text: str) -> int:
    """Read an id from an address; 404 for what is none."""
    if not (text.isascii() and text.isdigit() and len(text) < 20 and int(text) <= LARGEST_ID):
        raise ApiError(404, "Record not found")
    return int(text)
