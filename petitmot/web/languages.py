"""Speak each person's language and live in their time zone (rule 40)."""

from __future__ import annotations

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation
from django.utils.translation.trans_real import parse_accept_lang_header


def browser_language(request: HttpRequest) -> str:
    """Return the first language we speak of those the browser asks for; else the server's own (`PETITMOT_LANGUAGE`)."""
    for wanted, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        try:
            return translation.get_supported_language_variant(wanted)
        except LookupError:
            continue
    return str(settings.PETITMOT_LANGUAGE)


def zone_called(name: str) -> ZoneInfo:
    """Return a time zone by its name; for one that is not known, the house's own."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("Europe/Paris")
