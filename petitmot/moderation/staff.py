"""Who may decide here, about whom, and the trail every act leaves."""

from __future__ import annotations

from petitmot.kit import clock
from petitmot.kit.language import _
from petitmot.kit.refusals import NotAllowed
from petitmot.moderation.models import Report, StaffAct
from petitmot.people.models import Account, Person


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
