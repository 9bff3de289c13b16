"""A report's way over the moderators' desk: taken by one of them, filed, closed, opened again."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from petitmot.kit import clock
from petitmot.kit.language import _
from petitmot.kit.refusals import Refusal
from petitmot.moderation import staff
from petitmot.moderation.models import Report
from petitmot.people.models import Account


def close(by: Account, report: Report, decision: str) -> None:
    """Close a report that nobody has decided yet. Refused: `already_decided`. The caller writes the trail."""
    staff.refuse_members(by)
    now = clock.now()
    fresh = Report.objects.filter(pk=report.pk, decided_at=None)
    if not fresh.update(decision=decision, decided_at=now, decided_by=by, changed_at=now):
        raise Refusal(_("Quelqu’un a déjà décidé de ce signalement."), code="already_decided")
    report.refresh_from_db()


def open_again(by: Account, report: Report) -> None:
    """Put a decided report back among those that wait; one that waits already stays so."""
    staff.refuse_members(by)
    with transaction.atomic():
        decided = Report.objects.filter(pk=report.pk, decided_at__isnull=False)
        if decided.update(decision="", decided_at=None, decided_by=None, changed_at=clock.now()):
            staff.write(by, "opened_again", report=report)
    report.refresh_from_db()


def take(by: Account, report: Report) -> None:
    """Say to the others that one looks after it."""
    _set(by, report, "taken", taken_by=by)


def give_back(by: Account, report: Report) -> None:
    _set(by, report, "given_back", taken_by=None)


def file_under(by: Account, report: Report, *, reason: str | None = None, rules: Sequence[int] | None = None) -> None:
    """Say better what a report is about: its reason, and the numbers of the rules; None leaves it. Refused: `reason`."""
    if reason is not None and reason not in Report.Reason.values:
        raise Refusal(_("Choisissez une raison de la liste."), code="reason", field="reason")
    said = {"reason": reason, "rules": None if rules is None else list(rules)}
    _set(by, report, "filed", **{name: value for name, value in said.items() if value is not None})


def _set(by: Account, report: Report, act: str, **values: object) -> None:
    """Change a report, and write it down; what is so already is left alone, quietly."""
    staff.refuse_members(by)
    changed = {name: value for name, value in values.items() if getattr(report, name) != value}
    if not changed:
        return
    with transaction.atomic():
        Report.objects.filter(pk=report.pk).update(**changed, changed_at=clock.now())
        staff.write(by, act, report=report)
    report.refresh_from_db()
