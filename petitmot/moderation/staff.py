"""Who may decide here, about whom, and the trail every act leaves."""

from __future__ import annotations

from petitmot.kit import clock
from petitmot.kit.language import _
from petitmot.kit.refusals import NotAllowed
from petitmot.moderation.models import Report, StaffAct
from petitmot.people.models import Account, ActsFor, Person


def write(
    by: Account, act: str, *, person: Person | None = None, report: Report | None = None, about: str = ""
) -> None:
    """Write an act into the trail. Its rows are never changed."""
    person = person or (report.person if report else None)
    StaffAct.objects.create(by=by, act=act, person=person, report=report, about=about[:300], at=clock.now())


def refuse_members(by: Account) -> None:
    """Refused: `not_moderator`."""
    if not by.is_moderator:
        raise NotAllowed(_("Cette page est pour les modérateurs."), code="not_moderator")


def refuse_all_but_operator(by: Account) -> None:
    """Refused: `not_operator`."""
    if not by.is_operator:
        raise NotAllowed(_("Cette page est pour qui tient le serveur."), code="not_operator")


def refuse_as_target(by: Account, person: Person) -> None:
    """Nobody decides about themselves, and of the staff only the operator may. Refused: `is_oneself`, `is_staff`."""
    owners = Account.objects.filter(persons=person)
    if ActsFor.objects.filter(account=by, person=person).exists():
        raise NotAllowed(
            _("On ne décide pas de soi-même : demandez à quelqu’un d’autre de l’équipe."), code="is_oneself"
        )
    if owners.exclude(role=Account.Role.MEMBER).exists() and not by.is_operator:
        raise NotAllowed(_("Seul l’opérateur peut décider de quelqu’un de l’équipe."), code="is_staff")
