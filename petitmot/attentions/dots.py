"""Where something waits: a dot beside a place, no number. One question, asked for every page."""

from __future__ import annotations

from django.db.models import CharField, QuerySet, Value

from petitmot.attentions import seen_notices, table, who_waits
from petitmot.kit.compiled import Compiled
from petitmot.people.models import Person
from petitmot.posts import conversations


def places(person: Person) -> set[str]:
    """Return the names of the places where something waits: `conversations`, `community`, `notices`."""
    return {place for (place,) in _PLACES(person=person.pk)}


def with_table(person: Person) -> tuple[set[str], set[str]]:
    """Return the same, and the kinds of things that may lie on the table (`table.of`), in one question."""
    found = {name for (name,) in _BOTH(person=person.pk)}
    return found - table.NAMES, found & table.NAMES


def _places(person: int) -> QuerySet:  # type: ignore[type-arg]
    who = Person(pk=person)
    return _place("conversations", conversations.unread(who)).union(
        _place("community", who_waits.new(who)), _place("notices", seen_notices.new(who))
    )


def _place(name: str, rows: QuerySet) -> QuerySet:  # type: ignore[type-arg]
    """Every row that waits becomes the name of its place; the union keeps one of each."""
    return rows.order_by().annotate(place=Value(name, output_field=CharField())).values_list("place")  # type: ignore[no-any-return]


def _both(person: int) -> QuerySet:  # type: ignore[type-arg]
    return _places(person).union(table.kinds(person))


_PLACES = Compiled[tuple[str]](_places, person=int)
_BOTH = Compiled[tuple[str]](_both, person=int)
