"""Notices around the moderators' desk: who came to live here, what was shown to the staff, what was decided about one."""

from __future__ import annotations

from typing import Protocol

from django.db.models import QuerySet

from petitmot.attentions.models import Notice
from petitmot.attentions.notices import put
from petitmot.people.events import Arrived
from petitmot.people.models import Account, Person

Kind = Notice.Kind


class Shown(Protocol):
    """A report, as far as a notice needs it: the room of reports stands beside this one."""

    @property
    def report_id(self) -> int: ...
    @property
    def person_id(self) -> int: ...
    @property
    def reporter_id(self) -> int | None: ...


class Decided(Protocol):
    """A decision about somebody."""

    @property
    def sanction_id(self) -> int: ...
    @property
    def person_id(self) -> int: ...


def of_arrival(fact: Arrived) -> None:
    """The staff learns who came to live here, or waits to be let in."""
    newcomer = Person.objects.filter(pk=fact.person_id).first()
    if newcomer is not None:
        _tell_staff(Kind.ARRIVED, newcomer)


def of_report(fact: Shown) -> None:
    """The staff learns that something was shown to them: by whom, or, where another server did it, of whom."""
    actor = Person.objects.filter(pk=fact.reporter_id or fact.person_id).first()
    if actor is not None:
        _tell_staff(Kind.REPORTED, actor, about=fact.report_id)


def of_sanction(fact: Decided) -> None:
    """A person learns what was decided about them, in a notice of which they are the actor themselves."""
    person = Person.objects.filter(pk=fact.person_id).first()
    if person is not None:
        put(person, Kind.SANCTIONED, person, about=fact.sanction_id)


def _tell_staff(kind: str, actor: Person, *, about: int = 0) -> None:
    for person in staff_persons().exclude(pk=actor.pk):
        put(person, kind, actor, about=about)


def staff_persons() -> QuerySet[Person]:
    """Return those whom moderators and the operator act for as their own."""
    roles = (Account.Role.MODERATOR, Account.Role.OPERATOR)
    return Person.objects.present().filter(actsfor__is_owner=True, actsfor__account__role__in=roles).distinct()
