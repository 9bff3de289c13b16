"""Texts for people: French is the source, the catalogues hold the others."""

from __future__ import annotations

from functools import lru_cache

from django.utils.functional import lazy as django_lazy
from django.utils.translation import get_language, gettext, ngettext, override

from petitmot.kit.typography import elided, french

__all__ = ["_", "later", "override", "plural"]


def _(message: str, **values: object) -> str:
    """Translate `message` for whoever is being spoken to, with the spaces of French, then fill in `%(name)s`."""
    language = get_language() or "fr"
    text = _said(message, language)
    if not values:
        return text
    return (elided(text, values) if language.startswith("fr") else text) % values


@lru_cache(maxsize=8192)
def _said(message: str, language: str) -> str:
    """Look up a sentence of the source in the language that is active, and say so: there are as many as the source has."""
    text = gettext(message)
    return french(text) if language.startswith("fr") else text


def plural(one: str, many: str, number: int, **values: object) -> str:
    """Translate the form of a sentence that goes with `number` (also given to it as `%(number)s`)."""
    text = ngettext(one, many, number)
    if (get_language() or "fr").startswith("fr"):
        text = elided(french(one if number in (0, 1) else many), values)
    return text % {"number": number, **values}


def speaks_french() -> bool:
    """Whether the person being spoken to reads French."""
    return (get_language() or "fr").startswith("fr")


later = django_lazy(_, str)  # for texts that are written down before anyone reads them
