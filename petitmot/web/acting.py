"""Who acts: the person a signed-in account acts for, put on the request once (rule 38)."""

from __future__ import annotations

from django.http import HttpRequest

from petitmot.people import acting_persons
from petitmot.people.models import Account, Person


class PersonRequest(HttpRequest):
    """A request on which the acting person is known: None for a visitor."""

    person: Person | None


def acting(request: HttpRequest) -> Person | None:
    """Return the person the visitor acts for; None for somebody who has not come in."""
    account = request.user
    if not isinstance(account, Account):
        return None
    return acting_persons.acting_person(account, request.session.get(acting_persons.ACTING))
