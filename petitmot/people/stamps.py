"""Stamps: a small number, one on each request that waits; no one can collect."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings

from petitmot.kit.language import _
from petitmot.kit.refusals import Refusal
from petitmot.people.models import ContactRequest, Person
from petitmot.people.models.request import RequestQuerySet


@dataclass(frozen=True)
class Stamp:
    """One place of the sheet: its drawing's number, and with whom it is (None: at home)."""

    number: int
    at: Person | None


def sheet(owner: Person) -> list[Stamp]:
    """Return the owner's whole sheet, by number."""
    away = {request.stamp: request.asked for request in _away(owner).select_related("asked")}
    return [Stamp(number, away.get(number)) for number in range(settings.PETITMOT_STAMPS)]


def left(owner: Person) -> int:
    """Return how many stamps are at home."""
    return max(0, settings.PETITMOT_STAMPS - _away(owner).count())


def lock(owner: Person) -> None:
    """Let one request of a person be written after the other. In a transaction."""
    Person.objects.select_for_update().filter(pk=owner.pk).values_list("pk").first()


def take(owner: Person) -> int:
    """Return the number of a stamp that is at home; call it inside the writing transaction.

    Refused where all are away (`no_stamp`). The owner's row is locked, so that two requests never share a stamp.
    """
    lock(owner)
    away = set(_away(owner).values_list("stamp", flat=True))
    for number in range(settings.PETITMOT_STAMPS):
        if number not in away:
            return number
    raise Refusal(
        _(
            "Tous vos timbres sont en route. Chacun revient avec une réponse, ou quand le temps de la demande est passé ; "
            "vos mots sont gardés."
        ),
        code="no_stamp",
    )


def _away(owner: Person) -> RequestQuerySet:
    return ContactRequest.objects.filter(asker=owner, stamp__isnull=False, stamp_back_at=None)
