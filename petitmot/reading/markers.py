"""Markers: where an application's reader is in a list (rule 17: a `home` marker marks what home holds up to its id)."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F

from petitmot.kit import clock
from petitmot.people import ties
from petitmot.people.models import Person
from petitmot.posts.models import Clock
from petitmot.reading import marks
from petitmot.reading.models import Marker

PLACES = ("home", "notifications")


def of(person: Person, places: list[str]) -> dict[str, Marker]:
    return {row.place: row for row in Marker.objects.filter(person=person, place__in=places)}


def put(person: Person, place: str, last_read: int) -> Marker:
    """Say how far one has read; it may go back, read marks do not. `place` is one of PLACES.

    A `home` marker marks as read what home holds up to that id: of everybody this person follows or has as contact.
    An id is given when a post arrives, and no application can name one it was never shown: nothing newer than the
    newest id there is gets marked.
    """
    with transaction.atomic():
        row, new = Marker.objects.get_or_create(
            person=person, place=place, defaults={"last_read": last_read, "at": clock.now()}
        )
        if not new:
            Marker.objects.filter(pk=row.pk).update(last_read=last_read, version=F("version") + 1, at=clock.now())
            row.refresh_from_db()
        if place == "home":
            _mark_home(person, last_read)
    return row


def _mark_home(person: Person, up_to: int) -> None:
    newest = Clock.objects.values_list("last", flat=True).first() or 0
    marks.mark_all_read(person, ties.known_ids(person), min(up_to, newest))
