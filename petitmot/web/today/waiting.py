"""What a page of Today has to ask for at all: the dots, what lies on the table, filters, announcements, an absence.

Each is asked for by its own room where there is something; whether there is, all of them say in one question.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from petitmot.attentions import dots, table
from petitmot.kit import clock
from petitmot.kit.compiled import Compiled
from petitmot.kit.presence import presence
from petitmot.moderation import announcements
from petitmot.people import filters
from petitmot.people.models import Person
from petitmot.reading import today

_FILTERS, _ANNOUNCED, _AWAY = "filters", "announced", "away"


@dataclass(frozen=True)
class Waiting:
    """`dots`: places where something waits. `table`: the kinds of things that may lie there. The rest: whether there is any."""

    dots: set[str]
    table: Collection[str]
    has_filters: bool
    is_announced: bool
    was_away: bool


def waiting(person: Person) -> Waiting:
    """Return what is there for this person. One query."""
    now = clock.now()
    yesterday, long_ago = now - announcements.A_DAY, now - today.LONG_AWAY
    there = {name for (name,) in _THERE(person=person.pk, now=now, yesterday=yesterday, long_ago=long_ago)}
    return Waiting(
        dots=there - table.NAMES - {_FILTERS, _ANNOUNCED, _AWAY},
        table=there & table.NAMES,
        has_filters=_FILTERS in there,
        is_announced=_ANNOUNCED in there,
        was_away=_AWAY in there,
    )


def _there(person: int, now: datetime, yesterday: datetime, long_ago: datetime) -> QuerySet:  # type: ignore[type-arg]
    return dots.with_table(person).union(
        presence(_FILTERS, filters.held_back(person, now)),
        presence(_ANNOUNCED, announcements.unread_by(person, now, yesterday)),
        presence(_AWAY, today.away(person, long_ago)),
    )


_THERE = Compiled[tuple[str]](_there, person=int, now=datetime, yesterday=datetime, long_ago=datetime)
