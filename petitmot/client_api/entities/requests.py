"""Petitmot's own: a request as it lies on the desk, and as who made it sees it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from petitmot.attentions.sheets import Sheet
from petitmot.client_api.entities.account import accounts
from petitmot.client_api.entities.moments import maybe, moment
from petitmot.people.models import ContactRequest, Person
from petitmot.people.standing import as_seen_by_asker


def sheets(found: Sequence[Sheet], viewer: Person) -> list[dict[str, Any]]:
    """Tell requests of a desk, in their order; accounts are fetched for all at once."""
    told = accounts([sheet.request.asker for sheet in found], viewer)
    return [_sheet(sheet, account) for sheet, account in zip(found, told, strict=True)]


def _sheet(sheet: Sheet, account: dict[str, Any]) -> dict[str, Any]:
    request = sheet.request
    return {
        "id": str(request.pk),
        "account": account,
        "about": request.about,
        "words": request.words,
        "answer": request.answer,
        "state": request.state,
        "paper": sheet.paper,
        "reasons": [{"code": reason.code, "good": reason.good} for reason in sheet.reasons],
        "known_by": [str(person.pk) for person in sheet.known_by],
        "because": str(sheet.because.pk) if sheet.because else None,
        "was_asked": sheet.was_asked,
        "asked_at": moment(request.asked_at),
        "lapses_at": moment(request.lapses_at),
    }


def sent(found: Sequence[ContactRequest], viewer: Person) -> list[dict[str, Any]]:
    """Tell the requests somebody made: where they stand, never more than their asker may know (rule 20)."""
    told = accounts([request.asked for request in found], viewer)
    return [_sent(request, account) for request, account in zip(found, told, strict=True)]


def _sent(request: ContactRequest, account: dict[str, Any]) -> dict[str, Any]:
    state = as_seen_by_asker(request)
    away = request.stamp is not None and request.stamp_back_at is None
    return {
        "id": str(request.pk),
        "account": account,
        "about": request.about,
        "words": request.words,
        "state": state,
        "asked_at": moment(request.asked_at),
        "lapses_at": maybe(request.lapses_at if request.is_open else None),
        "stamp": request.stamp if away else None,
        "acceptance_words": request.acceptance_words if state in ("accepted", "declined") else "",
    }
