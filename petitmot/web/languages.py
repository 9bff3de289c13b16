"""Speak each person's language and live in their time zone (rule 40)."""

from __future__ import annotations

from collections.abc import Callable
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.translation.trans_real import parse_accept_lang_header

from petitmot.people.models import Account


class LanguageMiddleware:
    """The account's language and zone; for visitors what their browser asks for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        account = request.user
        if isinstance(account, Account):
            language, zone = account.language, account.time_zone
        else:
            language, zone = browser_language(request), settings.PETITMOT_TIME_ZONE
        with translation.override(language), timezone.override(_zone(zone)):
            response = self.get_response(request)
        response.setdefault("Content-Language", language)
        return response


def browser_language(request: HttpRequest) -> str:
    """Return the first language we speak of those the browser asks for; else the server's own (`PETITMOT_LANGUAGE`)."""
    for wanted, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        try:
            return translation.get_supported_language_variant(wanted)
        except LookupError:
            continue
    return str(settings.PETITMOT_LANGUAGE)


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("Europe/Paris")
