"""A visit: who comes, in what language, and what every page carries when it leaves. One middleware does for all pages what
a row of ten did, with the same parts of Django inside, called in the same order.

On the way in: session, form token, account, acting person, lines above the page, language and time zone. On the way out:
lines that wait for the next page, headers (language, frame, policy of the content), token, length, session.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any, cast

from csp.constants import HEADER as POLICY
from csp.utils import build_policy
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.common import CommonMiddleware
from django.middleware.csrf import CsrfViewMiddleware
from django.utils import timezone, translation
from django.utils.crypto import constant_time_compare
from django.utils.functional import SimpleLazyObject

from petitmot.people.backend import Backend
from petitmot.people.models import Account
from petitmot.web import above, refused
from petitmot.web.acting import PersonRequest, acting
from petitmot.web.languages import browser_language, zone_called

_BACKEND = Backend()
_WAY_IN = f"{Backend.__module__}.{Backend.__qualname__}"


class Visit:
    """Everything around a page of the house."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.csrf = CsrfViewMiddleware(get_response)
        self.sessions = SessionMiddleware(get_response)
        self.addresses = CommonMiddleware(get_response)
        self.store = import_module(settings.SESSION_ENGINE).SessionStore
        self.policy = build_policy()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.session = self.store(request.COOKIES.get(settings.SESSION_COOKIE_NAME))
        self.csrf.process_request(request)
        request.user = user = _account(request)
        cast("PersonRequest", request).person = cast(Any, SimpleLazyObject(lambda: acting(request)))
        above.wait_for(request)
        if isinstance(user, Account):
            language, zone = user.language, user.time_zone
        else:
            language, zone = browser_language(request), settings.PETITMOT_TIME_ZONE
        with translation.override(language), timezone.override(zone_called(zone)):
            response = self.get_response(request)
        return self._leaves(request, response, language)

    def _leaves(self, request: HttpRequest, response: HttpResponse, language: str) -> HttpResponseBase:
        above.keep(request, response)
        headers = response.headers
        wider = getattr(response, "_csp_update", None)  # what django-csp's decorators leave: a page may add an address
        headers.setdefault(POLICY, build_policy(update=wider) if wider else self.policy)
        headers.setdefault("X-Frame-Options", settings.X_FRAME_OPTIONS)
        headers.setdefault("Content-Language", language)
        if _has_its_cookie(request):
            request.META["CSRF_COOKIE_NEEDS_UPDATE"] = False
        response = cast(HttpResponse, self.csrf.process_response(request, response))
        answer = self.addresses.process_response(request, response)  # an address without its last slash; the length
        return self.sessions.process_response(request, cast(HttpResponse, answer))

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponseBase | None:
        """Refuse a form without its token."""
        return self.csrf.process_view(request, view, args, kwargs)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Say a refusal that no page caught."""
        return refused.say(request, exception)


def _account(request: HttpRequest) -> Account | AbstractBaseUser | AnonymousUser:
    """Return whose session this is. What is not plainly in order (another way in, another password) Django looks into."""
    session = request.session
    known = session.get(SESSION_KEY)
    if known and session.get(BACKEND_SESSION_KEY) == _WAY_IN:
        account = _BACKEND.get_user(known)
        if account and constant_time_compare(session.get(HASH_SESSION_KEY) or "", account.get_session_auth_hash()):
            return account
    return get_user(request)


def _has_its_cookie(request: HttpRequest) -> bool:
    """Whether somebody who only looks has the form token's cookie already: it lasts a year and is renewed by each form."""
    secret = request.META.get("CSRF_COOKIE")
    return request.method in ("GET", "HEAD") and request.COOKIES.get(settings.CSRF_COOKIE_NAME) == secret is not None
