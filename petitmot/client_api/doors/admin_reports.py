"""Reports as the staff sees them (docs.joinmastodon.org/methods/admin/reports)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from petitmot.client_api.call import Answer, Call, id_of
from petitmot.client_api.door import endpoint
from petitmot.client_api.doors.reports import reason_of, rules_named
from petitmot.client_api.entities.admin import admin_report, admin_reports
from petitmot.client_api.paging import page
from petitmot.client_api.params import Params
from petitmot.client_api.staff import staff_of
from petitmot.kit.pages import window
from petitmot.moderation import closing, deciding
from petitmot.moderation.models import Report
from petitmot.people.models import Account

Told = dict[str, Any]
READ, WRITE = ("admin:read:reports",), ("admin:write:reports",)


@endpoint("GET", "/api/v1/admin/reports", scopes=READ)
def several(call: Call) -> Answer:
    """Those that wait, unless `resolved` is said. Private words stand in no list: only in the one report that is opened."""
    staff_of(call)
    params = call.params
    rows = Report.objects.filter(decided_at__isnull=not params.flag("resolved"))
    for name, who in (("account_id", "reporter"), ("target_account_id", "person")):
        if params.said(name):
            rows = rows.filter(**{who: params.number(name) or 0})
    found = window(rows.select_related("person__server").prefetch_related("posts"), call.window(100))
    return page(call, admin_reports(found.items, call.person), older=found.older, newer=found.newer)


@endpoint("GET", "/api/v1/admin/reports/{id}", scopes=READ)
def one(call: Call, id: str) -> Told:
    """With the private words that were shown; that they were read is written into the trail (rule 32)."""
    by = staff_of(call)
    report = deciding.open_report(by, id_of(id))
    return admin_report(report, call.person, deciding.show_private_words(by, report))


@endpoint("PUT", "/api/v1/admin/reports/{id}", scopes=WRITE)
def update(call: Call, id: str) -> Told:
    return _done(call, id, partial(_file_as_said, call.params))


@endpoint("POST", "/api/v1/admin/reports/{id}/assign_to_self", scopes=WRITE)
def assign_to_self(call: Call, id: str) -> Told:
    return _done(call, id, closing.take)


@endpoint("POST", "/api/v1/admin/reports/{id}/unassign", scopes=WRITE)
def unassign(call: Call, id: str) -> Told:
    return _done(call, id, closing.give_back)


@endpoint("POST", "/api/v1/admin/reports/{id}/resolve", scopes=WRITE)
def resolve(call: Call, id: str) -> Told:
    return _done(call, id, _leave_where_open)


@endpoint("POST", "/api/v1/admin/reports/{id}/reopen", scopes=WRITE)
def reopen(call: Call, id: str) -> Told:
    return _done(call, id, closing.open_again)


def _file_as_said(params: Params, by: Account, report: Report) -> None:
    reason = reason_of(params.text("category")) if params.said("category") else None
    rules = rules_named(params) if "rule_ids" in params else None
    closing.file_under(by, report, reason=reason, rules=rules)


def _leave_where_open(by: Account, report: Report) -> None:
    if report.decided_at is None:
        deciding.leave_it(by, report)


def _done(call: Call, id: str, gesture: Callable[[Account, Report], None]) -> Told:
    """Do something with a report, as one of the staff, and tell it as it is now."""
    by = staff_of(call)
    report = deciding.open_report(by, id_of(id))
    gesture(by, report)
    return admin_report(report, call.person)
