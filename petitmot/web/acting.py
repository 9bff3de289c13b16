"""Who acts: the person a signed-in account acts for, put on the request once (rule 38)."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from petitmot.people import accounts
from petitmot.people.models import Account, Person


class PersonRequest(HttpRequest):
    """A request on which the acting person is known: None for a visitor."""

    person: Person | None


class ActingPersonMiddleware:
    """Put `request.person` on every request, looked up at first use."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        cast("PersonRequest", request).person = cast("Person", SimpleLazyObject(lambda: _acting(request)))
        return self.get_response(request)


def _acting(request: HttpRequest) -> Person | None:
    account = request.user
    if not isinstance(account, Account):
        return None
    return accounts.acting_person(account, request.session.get(accounts.ACTING))
