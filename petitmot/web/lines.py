"""What somebody typed into a form, kept for showing it again, with the sentence of a refusal at its line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.http import HttpRequest

from petitmot.kit.refusals import Refusal


@dataclass(frozen=True)
class Line:
    """One line of a form, as `look/parts/field.html` shows it."""

    name: str
    value: str = ""
    error: str = ""


def typed(request: HttpRequest, *names: str) -> dict[str, str]:
    """Return what was typed into these lines (text, null bytes taken out), empty where nothing came."""
    return {name: request.POST.get(name, "").replace("\0", "") for name in names}


def lines(values: Mapping[str, object], refusal: Refusal | None = None) -> dict[str, Line]:
    """Return the lines of a form by name, the refusal's sentence at its own."""
    wrong = refusal.field if refusal else None
    return {
        name: Line(name, str(value), refusal.sentence if refusal and name == wrong else "")
        for name, value in values.items()
    }


def wrong(refusal: Refusal | None, names: Iterable[str]) -> list[tuple[str, str]]:
    """Return the summary above a form: (id of the line or nothing, sentence)."""
    if refusal is None:
        return []
    return [(f"f-{refusal.field}" if refusal.field in set(names) else "", refusal.sentence)]
