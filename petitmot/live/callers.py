"""Who calls: the person behind a session's cookie. The one thing of Django that a stream needs, asked in a thread."""

from __future__ import annotations

from http.cookies import CookieError, SimpleCookie
from importlib import import_module

from asgiref.typing import HTTPScope
from django.conf import settings
from django.contrib.auth import get_user
from django.db import close_old_connections, connection
from django.http import HttpRequest

from petitmot.people import acting_persons
from petitmot.people.models import Account


def session_key(scope: HTTPScope) -> str:
    """Return the session's key that the request carries, or nothing."""
    for name, value in scope["headers"]:
        if name == b"cookie":
            try:
                found = SimpleCookie(value.decode("latin-1")).get(settings.SESSION_COOKIE_NAME)
            except CookieError:
                return ""
            if found:
                return found.value[:100]
    return ""


def person_behind(key: str) -> int | None:
    """Return the id of the person who acts in this session; None where it has ended, or its account is closed.

    In a thread, never on the event loop. Three queries.
    """
    renew_connection()
    try:
        request = HttpRequest()
        request.session = import_module(settings.SESSION_ENGINE).SessionStore(key)
        account = get_user(request)
        if not isinstance(account, Account):
            return None
        person = acting_persons.acting_person(account, request.session.get(acting_persons.ACTING))
        return person.pk if person else None
    finally:
        renew_connection()


def renew_connection() -> None:
    """Let go of a connection that is too old or no good, as each thread does before and after its work. Within a
    transaction the connection is somebody else's."""
    if not connection.in_atomic_block:
        close_old_connections()
