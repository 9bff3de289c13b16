"""Accounts as the staff sees them, and what it decides about them (docs.joinmastodon.org/methods/admin/accounts)."""

from __future__ import annotations

from typing import Any

from petitmot.client_api import choosing_accounts
from petitmot.client_api.call import Answer, Call, id_of
from petitmot.client_api.door import endpoint
from petitmot.client_api.entities.admin import admin_account, admin_accounts
from petitmot.client_api.errors import ApiError, record_not_found
from petitmot.client_api.paging import page
from petitmot.client_api.staff import operator_of, staff_of
from petitmot.kit.pages import window
from petitmot.moderation import deciding, doorkeeping, ready_words, sanctioning
from petitmot.moderation.models import Report, Sanction
from petitmot.people import restraining
from petitmot.people.models import Account, Person

Told = dict[str, Any]
Kind = Sanction.Kind
READ, WRITE = ("admin:read:accounts",), ("admin:write:accounts",)
KINDS = {
    "none": Kind.WARNED,
    "disable": Kind.SHUT_OUT,
    "sensitive": Kind.COVERED,
    "silence": Kind.LIMITED,
    "suspend": Kind.SUSPENDED,
}


@endpoint("GET", "/api/v1/admin/accounts", scopes=READ)
def several(call: Call) -> Answer:
    """Those who live here and are not suspended, unless something else is asked for: as in Mastodon."""
    staff_of(call)
    return _page(call, choosing_accounts.asked_in_v1(call.params))


@endpoint("GET", "/api/v2/admin/accounts", scopes=READ)
def several_v2(call: Call) -> Answer:
    staff_of(call)
    return _page(call, choosing_accounts.asked_in_v2(call.params))


def _page(call: Call, asked: choosing_accounts.Asked) -> Answer:
    found = window(choosing_accounts.persons(asked), call.window(100))
    return page(call, admin_accounts(found.items), older=found.older, newer=found.newer)


@endpoint("GET", "/api/v1/admin/accounts/{id}", scopes=READ)
def one(call: Call, id: str) -> Told:
    staff_of(call)
    return admin_account(_person(id))


@endpoint("POST", "/api/v1/admin/accounts/{id}/approve", scopes=WRITE)
def approve(call: Call, id: str) -> Told:
    by, person = staff_of(call), _person(id)
    doorkeeping.let_in(by, _account(person))
    return admin_account(person)


@endpoint("POST", "/api/v1/admin/accounts/{id}/reject", scopes=WRITE)
def reject(call: Call, id: str) -> Told:
    """Answered with the account as it was: nothing is left of it."""
    by, person = staff_of(call), _person(id)
    told = admin_account(person)
    doorkeeping.turn_away(by, _account(person))
    return told


@endpoint("DELETE", "/api/v1/admin/accounts/{id}", scopes=WRITE)
def delete(call: Call, id: str) -> Told:
    by, person = operator_of(call), _person(id)
    told = admin_account(person)
    sanctioning.erase(by, person)
    return told


@endpoint("POST", "/api/v1/admin/accounts/{id}/action", scopes=WRITE)
def act(call: Call, id: str) -> Told:
    """`warning_preset_id` names words kept ready, which stand before `text`. A warning closes the report that is named, all
    else every open one."""
    by, person, params = staff_of(call), _person(id), call.params
    report = _report(by, params.text("report_id"), person) if params.said("report_id") else None
    kind = KINDS.get(params.text("type"))
    if kind is None:
        raise ApiError(422, "Record invalid")
    tell = bool(params.flag("send_email_notification"))
    ready = id_of(params.text("warning_preset_id")) if params.said("warning_preset_id") else None
    words = ready_words.before(by, ready, params.text("text"))
    sanctioning.impose(by, person, kind, words=words, report=report, tell=tell)
    return {}


@endpoint("POST", "/api/v1/admin/accounts/{id}/enable", scopes=WRITE)
def enable(call: Call, id: str) -> Told:
    by, person = staff_of(call), _person(id)
    _account(person)
    return _lifted(by, person, Kind.SHUT_OUT)


@endpoint("POST", "/api/v1/admin/accounts/{id}/unsensitive", scopes=WRITE)
def unsensitive(call: Call, id: str) -> Told:
    return _lifted(staff_of(call), _person(id), Kind.COVERED)


@endpoint("POST", "/api/v1/admin/accounts/{id}/unsilence", scopes=WRITE)
def unsilence(call: Call, id: str) -> Told:
    return _lifted(staff_of(call), _person(id), Kind.LIMITED)


@endpoint("POST", "/api/v1/admin/accounts/{id}/unsuspend", scopes=WRITE)
def unsuspend(call: Call, id: str) -> Told:
    by, person = staff_of(call), _person(id)
    if person.suspended_at is None:
        raise ApiError(403, "This action is not allowed")
    return _lifted(by, person, Kind.SUSPENDED)


def _lifted(by: Account, person: Person, kind: str) -> Told:
    sanctioning.lift(by, person, kind)
    return admin_account(Person.objects.select_related("server").get(pk=person.pk))


def _person(text: str) -> Person:
    """Return a person with this id, a suspended one too; 404 where there is none, or nothing is left of them."""
    found = Person.objects.filter(pk=id_of(text), left_at=None).select_related("server").first()
    if found is None:
        raise record_not_found()
    return found


def _account(person: Person) -> Account:
    """Return whose person it is; 403 for who lives elsewhere."""
    found = restraining.accounts_of(person).first()
    if found is None:
        raise ApiError(403, "This action is not allowed")
    return found


def _report(by: Account, text: str, person: Person) -> Report:
    found = deciding.open_report(by, id_of(text))
    if found.person_id != person.pk:
        raise record_not_found()
    return found
