"""What lies on a person's table: what Today lays beside the words to read."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet

from petitmot.attentions import thanks, who_waits, winks
from petitmot.attentions.models import ThanksPrompt, Wink
from petitmot.kit.compiled import Compiled
from petitmot.kit.presence import presence
from petitmot.people import introductions
from petitmot.people.models import ContactRequest, Introduction, Person

NAMES = frozenset(("asking", "thanks", "introductions", "winks"))


@dataclass(frozen=True)
class Table:
    """Thanks to give, names on the desk, introductions to take up, winks received. Names, never numbers."""

    thanks: list[ThanksPrompt] = field(default_factory=list)
    asking: list[Person] = field(default_factory=list)  # two of those who wait on the desk
    others_ask: bool = False
    introductions: list[Introduction] = field(default_factory=list)
    winks: list[Wink] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.thanks or self.asking or self.introductions or self.winks)


def of(person: Person, among: Collection[str] | None = None) -> Table:
    """Return what lies on the table: one query where there is nothing, at most nine.

    `among`: the kinds of things that may lie there, where they are known already (`web.today.waiting`).
    """
    kinds_there = {kind for (kind,) in _KINDS(person=person.pk)} if among is None else among
    asking, others = who_waits.names_waiting(person) if "asking" in kinds_there else ([], False)
    return Table(
        thanks=thanks.to_give(person) if "thanks" in kinds_there else [],
        asking=asking,
        others_ask=others,
        introductions=introductions.waiting_for(person) if "introductions" in kinds_there else [],
        winks=winks.received(person) if "winks" in kinds_there else [],
    )


def kinds(person: int) -> QuerySet:  # type: ignore[type-arg]
    """Ask which kinds of things may lie there; each kind then answers for itself."""
    introduced = Q(first_id=person) | Q(second_id=person)
    return presence("asking", ContactRequest.objects.on_desk().filter(asked_id=person)).union(
        presence("thanks", ThanksPrompt.objects.filter(person_id=person, given_at=None, put_off_at=None)),
        presence("introductions", Introduction.objects.filter(introduced, met_at=None)),
        presence("winks", Wink.objects.filter(winked_id=person, seen_at=None)),
    )


_KINDS = Compiled[tuple[str]](kinds, person=int)
