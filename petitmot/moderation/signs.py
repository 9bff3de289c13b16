"""Who answered an announcement with which sign, as pages say it: with names, never with a number (rule 26)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Max, Min, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from petitmot.moderation import announcements
from petitmot.moderation.models import AnnouncementReaction
from petitmot.people import ties
from petitmot.people.models import Emoji, Person

MOST_NAMED = 25  # of one sign: a sentence that names more says no more


@dataclass(frozen=True)
class Sign:
    """A sign under an announcement; `known`: who gave it, of those the viewer knows, the first to give it first."""

    name: str
    emoji: Emoji | None
    mine: bool
    known: tuple[Person, ...]
    others: bool  # people the viewer does not know gave it, too


def under(person: Person, ids: Collection[int]) -> dict[int, list[Sign]]:
    """Return the signs under announcements, in the order they were first given; the operator is told all names.

    Five queries at most, and none where there is no announcement.
    """
    if not ids:
        return {}
    rows = AnnouncementReaction.objects.filter(~ties.apart(person.pk, "person"), announcement__in=ids, holds=True)
    told = rows.values_list("announcement", "name").annotate(
        given=Count("pk"), mine=Count("pk", filter=Q(person=person)), drawn=Max("emoji"), first=Min("at"), row=Min("pk")
    )
    given = list(told.order_by("first", "row"))
    if not given:
        return {}
    named = _named(person, rows)
    drawn = Emoji.objects.in_bulk({emoji for *_rest, emoji, _at, _row in given if emoji})
    found: dict[int, list[Sign]] = {}
    for about, name, by, mine, emoji, _at, _row in given:
        known = tuple(named.get((about, name), ()))
        found.setdefault(about, []).append(
            Sign(name, drawn.get(emoji), bool(mine), known, others=len(known) < by - mine)
        )
    return found


def _named(person: Person, rows: QuerySet[AnnouncementReaction]) -> dict[tuple[int, str], list[Person]]:
    """Return whom of those who gave each sign a viewer is told: MOST_NAMED at most, however many gave it."""
    others = rows.exclude(person=person)
    if not announcements.keeps_the_house(person):
        others = others.filter(person__in=ties.known_ids(person))
    place = Window(RowNumber(), partition_by=["announcement", "name"], order_by=["at", "pk"])
    first = others.annotate(place=place).filter(place__lte=MOST_NAMED).select_related("person__server")
    named: dict[tuple[int, str], list[Person]] = {}
    for row in first.order_by("at", "pk"):
        named.setdefault((row.announcement_id, row.name), []).append(row.person)
    return named
