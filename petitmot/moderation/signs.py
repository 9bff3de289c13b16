"""Who answered an announcement with which sign, as pages say it: with names, never with a number (rule 26)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

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

    Three queries at most, and none where there is no announcement.
    """
    if not ids:
        return {}
    rows = AnnouncementReaction.objects.filter(~ties.apart(person.pk, "person"), announcement__in=ids, holds=True)
    given: dict[tuple[int, str], list[AnnouncementReaction]] = {}
    for row in rows.select_related("person__server", "emoji").order_by("at", "pk"):
        given.setdefault((row.announcement_id, row.name), []).append(row)
    if not given:
        return {}
    everybody = announcements.keeps_the_house(person)
    known = set() if everybody else ties.known_ids(person)
    found: dict[int, list[Sign]] = {}
    for (about, name), by in given.items():
        theirs = [row.person for row in by if row.person_id != person.pk]
        named = [each for each in theirs if everybody or each.pk in known]
        mine = len(theirs) < len(by)
        sign = Sign(name, by[0].emoji, mine, tuple(named[:MOST_NAMED]), others=len(named) < len(theirs))
        found.setdefault(about, []).append(sign)
    return found
