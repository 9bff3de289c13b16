"""The outermost door of every page: what no page should ever see is refused here, with a sentence."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse

from petitmot.kit.text import row_number
from petitmot.site import errors
from petitmot.site.bridge.bridge import REFUSED
from petitmot.site.request_log import ROUTE

FORM = "application/x-www-form-urlencoded"
RAW_PATH = "petitmot.raw_path"  # the bytes of the path: Django mends in `PATH_INFO` what is no UTF-8
STRICT = "petitmot-strict-utf-8"  # an encoding: UTF-8 that is never mended, whatever a reader asks for
HEADERS = (  # of whatever is answered
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", settings.SECURE_REFERRER_POLICY),
    ("Cross-Origin-Opener-Policy", "same-origin"),
)
API = b"/api/"  # says itself, in its own words, that nobody has such an id
LONG_NUMBER = re.compile(rb"(?<![^/])(\d{19,})(?![^/])")  # as a whole segment of a path
DEFAULT_PORT = {"http": ":80", "https": ":443"}


class EdgeMiddleware:
    """Refuses: what the bridge refused, another server's name, null bytes and what is no UTF-8."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Look at the request, then let it in; leave the route for the log."""
        status = self._refused(request)
        if status:
            return errors.at_the_edge(request, status)
        response = self.get_response(request)
        for name, value in HEADERS:
            response.headers.setdefault(name, value)
        match = getattr(request, "resolver_match", None)
        request.META[ROUTE] = f"/{match.route}" if match else ""
        return response

    def _refused(self, request: HttpRequest) -> int:
        if REFUSED in request.META:
            return int(request.META[REFUSED])
        if not is_ours(request.META.get("HTTP_HOST") or request.META["SERVER_NAME"]):
            return 421
        path = request.META.get(RAW_PATH) or request.META["PATH_INFO"].encode()
        query = request.META.get("QUERY_STRING", "").encode("latin-1")
        if not (_readable(path) and _readable(unquote_to_bytes(query))):
            return 400
        if not path.startswith(API) and any(not row_number(each.decode()) for each in LONG_NUMBER.findall(path)):
            return 404  # no row has it, and a database would not even take it for a question
        try:
            return 0 if _form_is_readable(request) else 400
        except RequestDataTooBig:
            return 413


def is_ours(host: str) -> bool:
    """Whether a `Host` header names this server (with the port that its addresses carry)."""
    name, usual = host.lower(), DEFAULT_PORT[settings.PETITMOT_SCHEME]
    if name == settings.PETITMOT_DOMAIN or name.removesuffix(usual) == settings.PETITMOT_DOMAIN.removesuffix(usual):
        return True
    return name in settings.ALLOWED_HOSTS  # the test client's `testserver`


def _readable(raw: bytes) -> bool:
    if b"\0" in raw:
        return False
    try:
        raw.decode()
    except UnicodeDecodeError:
        return False
    return True


def _form_is_readable(request: HttpRequest) -> bool:
    if request.method != "POST":
        return True
    if request.content_type == FORM:
        body = request.body
        return _readable(unquote_to_bytes(body) if b"%" in body else body)
    if request.content_type == "multipart/form-data":
        request.encoding = STRICT  # Django's reader of parts would put signs of doubt where letters are broken
        try:
            return not any("\0" in value for values in request.POST.lists() for value in (values[0], *values[1]))
        except UnicodeDecodeError:
            return False
    return True


def _strict(name: str) -> codecs.CodecInfo | None:
    if name.replace("_", "-") != STRICT:
        return None
    return codecs.CodecInfo(
        encode=lambda text, _errors="strict": codecs.utf_8_encode(text, "strict"),
        decode=lambda raw, _errors="strict": codecs.utf_8_decode(raw, "strict", True),
        name=STRICT,
    )


codecs.register(_strict)
