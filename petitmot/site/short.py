"""The short way: applications and other servers need no session, no form token, no language of a page.

Which requests take it is decided here, in one place: by the path, and for the addresses that persons and posts share
with their documents by what the request accepts (ActivityPub, section 3.2).
"""

from __future__ import annotations

import re
from collections.abc import Callable

from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.http import HttpRequest, HttpResponse

ALWAYS = (
    "/api/",
    "/oauth/token",
    "/oauth/revoke",
    "/oauth/userinfo",
    "/.well-known/",
    "/nodeinfo",
    "/health",
    "/inbox",
    "/ap/shared/",
)
DOCUMENTS = ("/ap/", "/@")  # a page for browsers, a document for servers
PAGES = re.compile(r"/ap/(people|posts|selections)/\d+/?")  # of what is below /ap/, these alone are pages, too
DOCUMENT_TYPES = ("application/activity+json", "application/ld+json")
URLS = "petitmot.site.short_urls"


class Short(BaseHandler):
    """Django's handler with the middleware of `settings.SHORT_MIDDLEWARE` alone."""

    def load_middleware(self, is_async: bool = False) -> None:
        whole, settings.MIDDLEWARE = settings.MIDDLEWARE, settings.SHORT_MIDDLEWARE
        try:
            super().load_middleware(is_async)
        finally:
            settings.MIDDLEWARE = whole


class ShortWay:
    """The first middleware: what is asked by a machine leaves the row here."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.short = Short()
        self.short.load_middleware()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not is_short(request):
            return self.get_response(request)
        request.urlconf = URLS
        answer = self.short.get_response(request)
        assert isinstance(answer, HttpResponse)
        return answer


def is_short(request: HttpRequest) -> bool:
    """Whether a machine asks."""
    path = request.path_info
    if path.startswith(ALWAYS):
        return True
    if not path.startswith(DOCUMENTS):
        return False
    if request.method == "POST":
        return path.endswith("/inbox")
    if path.startswith("/ap/") and not PAGES.fullmatch(path):
        return True
    accepted = request.META.get("HTTP_ACCEPT", "")
    return any(kind in accepted for kind in DOCUMENT_TYPES)
