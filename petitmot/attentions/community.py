"""My community, a picture and not a count: with whom I exchange, how lately, how mutually, and who knows whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from petitmot.attentions.lost import Word, lost_from_view, words_between
from petitmot.kit import clock
from petitmot.people import circles, ties
from petitmot.people.models import Circle, Contact, Person

WEEK, MONTH, SEASON = timedelta(days=7), timedelta(days=30), timedelta(days=90)
MANY = 150  # people; beyond, nobody follows everybody


class Tie(StrEnum):
    TALK = "talk"  # words both ways this season
    THEY_WAIT = "they_wait"  # they wrote last, and only they
    I_WAIT = "i_wait"
    SILENCE = "silence"


@dataclass(frozen=True)
class Near:
    """One of my people: how near (0 this week, 1 this month, 2 this season, 3 beyond), and what is between us."""

    person: Person
    ring: int
    tie: Tie
    last: datetime | None
    is_lost: bool
    circles: tuple[str, ...]


@dataclass(frozen=True)
class Community:
    people: list[Near]  # the nearest first
    pairs: list[tuple[int, int]]  # ids of those of my contacts who are contacts of each other

    @property
    def share(self) -> float:
        """The share of my people with whom words were exchanged this season, 0 to 1; never shown as a figure."""
        talked = sum(near.tie == Tie.TALK for near in self.people)
        return talked / len(self.people) if self.people else 0.0

    @property
    def is_past_following(self) -> bool:
        """Whether there are more people than one can follow, and most of them are silent."""
        return len(self.people) > MANY and self.share < 0.5

    @property
    def drifting(self) -> list[Person]:
        return [near.person for near in self.people if near.is_lost]


def community_of(owner: Person) -> Community:
    """Return the picture of a person's community. A fixed number of queries."""
    ids = ties.known_ids(owner)
    ids -= ties.apart_among(owner, ids)
    persons = {person.pk: person for person in Person.objects.present().filter(pk__in=ids).select_related("server")}
    words = words_between(owner, set(persons))
    lost = {each.person.pk for each in lost_from_view(owner)}
    mine = _circles_by_person(owner)
    people = [
        _near(person, words.get(pk, []), is_lost=pk in lost, circles_of_them=mine.get(pk, ()))
        for pk, person in persons.items()
    ]
    people.sort(key=lambda near: (near.ring, -(near.last.timestamp() if near.last else 0), near.person.called))
    return Community(people, _who_knows_whom(owner))


def _near(person: Person, words: list[Word], *, is_lost: bool, circles_of_them: tuple[str, ...]) -> Near:
    last = words[-1].at if words else None
    silence = clock.now() - last if last else SEASON * 10
    ring = next((ring for ring, most in enumerate((WEEK, MONTH, SEASON)) if silence <= most), 3)
    return Near(person, ring, _tie(words), last, is_lost, circles_of_them)


def _tie(words: list[Word]) -> Tie:
    recent = [word for word in words if clock.now() - word.at <= SEASON]
    if not recent:
        return Tie.SILENCE
    if len({word.mine for word in recent}) == 2:
        return Tie.TALK
    return Tie.I_WAIT if recent[-1].mine else Tie.THEY_WAIT


def _circles_by_person(owner: Person) -> dict[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = {}
    for circle in circles.circles_of(owner):
        name = circle.name if circle.kind != Circle.Kind.CLOSE else ""
        for member in circle.members.all():
            found[member.pk] = (*found.get(member.pk, ()), name)
    return found


def _who_knows_whom(owner: Person) -> list[tuple[int, int]]:
    mine = Contact.objects.filter(person=owner).values("other_id")
    rows = Contact.objects.filter(person__in=mine, other__in=mine).values_list("person_id", "other_id")
    return sorted({(one, other) for one, other in rows if one < other})
