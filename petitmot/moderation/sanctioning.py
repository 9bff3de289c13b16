"""Decisions about a person: taken with words, told to the person, lifted again. Every one leaves a line in the trail."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet

from petitmot.jobs.announcing import announce
from petitmot.kit import clock
from petitmot.kit.language import _
from petitmot.kit.refusals import Refusal
from petitmot.moderation import closing, staff
from petitmot.moderation.events import Sanctioned
from petitmot.moderation.models import Report, Sanction
from petitmot.people import leaving, restraining, suspending
from petitmot.people.models import Account, Person

Kind = Sanction.Kind
LONGEST = 2000
HERE_ONLY = (Kind.WARNED, Kind.SHUT_OUT)  # to read words, or to be kept from signing in, one has to live here


@dataclass(frozen=True)
class _Way:
    """How a decision is carried out and taken back; `taken_back` is the act's name in the trail."""

    do: Callable[[Person], object]
    undo: Callable[[Person], object]
    taken_back: str
    decision: Report.Decision


WAYS = {
    Kind.WARNED: _Way(lambda _person: None, lambda _person: None, "forgiven", Report.Decision.REMINDED),
    Kind.COVERED: _Way(restraining.cover, restraining.uncover, "uncovered", Report.Decision.COVERED),
    Kind.LIMITED: _Way(restraining.limit, restraining.unlimit, "unlimited", Report.Decision.LIMITED),
    Kind.SHUT_OUT: _Way(restraining.shut_out, restraining.open_door, "door_opened", Report.Decision.SHUT_OUT),
    Kind.SUSPENDED: _Way(suspending.suspend, suspending.reinstate, "reinstate", Report.Decision.SUSPENDED),
}


def impose(
    by: Account, person: Person, kind: str, *, words: str = "", report: Report | None = None, tell: bool = True
) -> Sanction:
    """Decide something about a person, and close what was reported: this report by a warning, else all that wait.

    `tell`: the person is written to, with the words, and may appeal. Refused: `not_moderator`, `is_oneself`,
    `is_staff`, `lives_elsewhere` (a warning, or a shut door), `too_long`.
    """
    staff.refuse_members(by)
    staff.refuse_as_target(by, person)
    kind, words = Kind(kind), words.strip()
    if kind in HERE_ONLY and not person.server.is_local:
        raise Refusal(_("Cette personne vit sur un autre serveur."), code="lives_elsewhere")
    if len(words) > LONGEST:
        raise Refusal(_("C’est trop long : deux mille signes au plus."), code="too_long", field="words")
    way = WAYS[kind]
    with transaction.atomic():
        for each in _closed_by(kind, person, report):
            closing.close(by, each, way.decision)
        way.do(person)
        staff.write(by, way.decision, person=person, report=report, about=words)
        made = Sanction.objects.create(person=person, kind=kind, words=words, report=report, by=by, at=clock.now())
        if tell and person.server.is_local:
            announce(Sanctioned(made.pk, person.pk))
    return made


def _closed_by(kind: str, person: Person, report: Report | None) -> list[Report]:
    if kind == Kind.WARNED:
        return [report] if report is not None and report.decided_at is None else []
    return list(Report.objects.filter(person=person, decided_at=None))


def lift(by: Account, person: Person, kind: str) -> None:
    """Take a decision back. What is not in force stays so, without a line in the trail."""
    staff.refuse_members(by)
    staff.refuse_as_target(by, person)
    kind = Kind(kind)
    with transaction.atomic():
        in_force = is_in_force(person, kind)
        WAYS[kind].undo(person)
        standing(person).filter(kind=kind).update(lifted_at=clock.now())
        if in_force:
            staff.write(by, WAYS[kind].taken_back, person=person)


def is_in_force(person: Person, kind: str) -> bool:
    """Whether a decision holds at this moment, as the person's own row says it."""
    fresh = Person.objects.get(pk=person.pk)
    return {
        Kind.COVERED: lambda: fresh.covered_at is not None,
        Kind.LIMITED: lambda: fresh.limited_at is not None,
        Kind.SUSPENDED: lambda: fresh.suspended_at is not None,
        Kind.SHUT_OUT: lambda: restraining.is_shut_out(fresh),
        Kind.WARNED: lambda: standing(fresh).filter(kind=Kind.WARNED).exists(),
    }[Kind(kind)]()


def standing(person: Person) -> QuerySet[Sanction]:
    """Return the decisions about a person that stand, the newest first."""
    return Sanction.objects.filter(person=person, lifted_at=None).order_by("-pk")


def erase(by: Account, person: Person) -> None:
    """Delete a suspended person and what is theirs, for good. Refused: `not_operator`, `not_suspended`, `is_oneself`."""
    staff.refuse_all_but_operator(by)
    staff.refuse_as_target(by, person)
    if person.suspended_at is None or person.left_at is not None:
        raise Refusal(_("On n’efface que quelqu’un qui est suspendu."), code="not_suspended")
    with transaction.atomic():
        staff.write(by, "erased", person=person)
        for account in restraining.accounts_of(person):
            leaving.remove(account)
        leaving.leave(person)
