"""What notices of the moderators' desk carry: Report for the staff, AccountWarning and Appeal for whom it is about.

docs.joinmastodon.org/entities/Notification#report, /entities/AccountWarning, /entities/Appeal
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from petitmot.attentions.listing import Row
from petitmot.attentions.models import FOR_STAFF, Notice
from petitmot.client_api.entities.account import account
from petitmot.client_api.entities.moments import moment
from petitmot.client_api.entities.report import report
from petitmot.moderation.appealing import appeal_of
from petitmot.moderation.models import Appeal, Report, Sanction
from petitmot.people.models import Account, Person

Told = dict[str, Any]
Kind = Notice.Kind
ACTIONS = {
    Sanction.Kind.WARNED: "none",
    Sanction.Kind.COVERED: "sensitive",
    Sanction.Kind.LIMITED: "silence",
    Sanction.Kind.SHUT_OUT: "disable",
    Sanction.Kind.SUSPENDED: "suspend",
}


class Decisions:
    """The reports and decisions a page of notices speaks of; no query where it speaks of none."""

    def __init__(self, viewer: Person, rows: Sequence[Row]) -> None:
        self.viewer = viewer
        kinds = {row.kind for row in rows}
        self.is_staff = bool(kinds & set(FOR_STAFF)) and _is_staff(viewer)
        self.reports: dict[int, Report] = {}
        self.sanctions: dict[int, Sanction] = {}
        if self.is_staff and Kind.REPORTED in kinds:
            ids = [row.about for row in rows if row.kind == Kind.REPORTED]
            self.reports = Report.objects.select_related("person__server").prefetch_related("posts").in_bulk(ids)
        if Kind.SANCTIONED in kinds:
            ids = [row.about for row in rows if row.kind == Kind.SANCTIONED]
            own = Sanction.objects.filter(person=viewer).select_related("person__server", "appeal")
            self.sanctions = own.prefetch_related("report__posts").in_bulk(ids)

    def may_tell(self, row: Row) -> bool:
        """What was for the staff is for nobody who left it; what is gone is not told."""
        if row.kind == Kind.REPORTED:
            return row.about in self.reports
        if row.kind == Kind.SANCTIONED:
            return row.about in self.sanctions
        return row.kind != Kind.ARRIVED or self.is_staff

    def tell(self, row: Row) -> Told:
        if row.kind == Kind.REPORTED:
            return {"report": report(self.reports[row.about], self.viewer)}
        if row.kind == Kind.SANCTIONED:
            return {"moderation_warning": warning(self.sanctions[row.about])}
        return {}


def warning(row: Sanction) -> Told:
    """AccountWarning."""
    posts = row.report.posts.all() if row.report else ()
    said = appeal_of(row)
    return {
        "id": str(row.pk),
        "action": ACTIONS[Sanction.Kind(row.kind)],
        "text": row.words,
        "status_ids": [str(each.post_id) for each in posts],
        "target_account": account(row.person, row.person),
        "appeal": _appeal(said) if said else None,
        "created_at": moment(row.at),
    }


def _appeal(row: Appeal) -> Told:
    state = "pending" if row.decided_at is None else "approved" if row.was_granted else "rejected"
    return {"text": row.words, "state": state}


def _is_staff(person: Person) -> bool:
    roles = (Account.Role.MODERATOR, Account.Role.OPERATOR)
    return Account.objects.filter(persons=person, role__in=roles).exists()
