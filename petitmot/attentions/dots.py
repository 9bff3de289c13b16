"""Where something waits: a dot beside a place, no number. One question, asked for every page."""

from __future__ import annotations

from django.db.models import QuerySet

from petitmot.attentions import seen_notices, table, who_waits
from petitmot.kit.compiled import Compiled
from petitmot.kit.presence import presence
from petitmot.people.models import Person
from petitmot.posts import conversations


def places(person: Person) -> set[str]:
    """Return the names of the places where something waits: `conversations`, `community`, `notices`."""
    return {place for (place,) in _PLACES(person=person.pk)}


def with_table(person: int) -> QuerySet:  # type: ignore[type-arg]
    """Ask for the same and for the kinds of things that may lie on the table (`table.NAMES`), for a larger question."""
    return _places(person).union(table.kinds(person))


def _places(person: int) -> QuerySet:  # type: ignore[type-arg]
    who = Person(pk=person)
    return presence("conversations", conversations.unread(who)).union(
        presence("community", who_waits.new(who)), presence("notices", seen_notices.new(who))
    )


_PLACES = Compiled[tuple[str]](_places, person=int)
