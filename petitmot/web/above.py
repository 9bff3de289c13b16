"""Lines that stand above the next page: Django's messages, looked for only where there may be some."""

from __future__ import annotations

from typing import Any

from django.contrib.messages.storage import default_storage
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.session import SessionStorage
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject, empty


def wait_for(request: HttpRequest) -> None:
    """Let lines be said on this request: their storage is made when the first is, or when they are asked for."""
    request._messages = SimpleLazyObject(lambda: default_storage(request))  # type: ignore[attr-defined]


def has_lines(request: HttpRequest) -> bool:
    """Whether a line waits to be shown."""
    storage: Any = getattr(request, "_messages", ())
    return bool(len(storage)) if _is_asked(storage) or _may_hold(request) else False


def keep(request: HttpRequest, response: HttpResponse) -> None:
    """Keep what was said and not shown for the next page, as Django's middleware does."""
    storage = request._messages  # type: ignore[attr-defined]
    if _is_asked(storage):
        storage.update(response)


def _is_asked(storage: Any) -> bool:
    return type(storage) is not SimpleLazyObject or object.__getattribute__(storage, "_wrapped") is not empty


def _may_hold(request: HttpRequest) -> bool:
    """Whether one of the two places holds something (`FallbackStorage`: a cookie, then the session)."""
    return CookieStorage.cookie_name in request.COOKIES or SessionStorage.session_key in request.session
