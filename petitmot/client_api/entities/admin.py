"""Admin::Account, Admin::Ip, Admin::Report and the blocks of the door (docs.joinmastodon.org/entities/Admin_Account, ...)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, timedelta
from html import escape
from typing import Any

import msgspec

from petitmot.client_api.entities import status
from petitmot.client_api.entities.account import accounts, role
from petitmot.client_api.entities.collection import collections
from petitmot.client_api.entities.instance import rules
from petitmot.client_api.entities.moments import maybe, moment
from petitmot.client_api.entities.report import category
from petitmot.kit import clock
from petitmot.moderation.models import Report, ReportedPost
from petitmot.people.models import (
    Account,
    ActsFor,
    EmailBlock,
    EmailDomainBlock,
    Invitation,
    NetworkBlock,
    Person,
    SecurityEvent,
    Selection,
)

Told = dict[str, Any]
SEVERITIES = {
    NetworkBlock.Severity.WORDS: "sign_up_requires_approval",
    NetworkBlock.Severity.NO_SIGN_UP: "sign_up_block",
    NetworkBlock.Severity.NO_ACCESS: "no_access",
}
MOST_ADDRESSES = 100
HISTORY = 7  # days


def admin_account(person: Person) -> Told:
    return admin_accounts([person])[0]


def admin_accounts(persons: Sequence[Person]) -> list[Told]:
    """Tell persons (with `server`) to the staff, in their order. Four queries beside those of their accounts."""
    ids = {person.pk for person in persons}
    owners = {row.person_id: row.account for row in _owners(ids)}
    seen = _addresses([owner.pk for owner in owners.values()])
    invited = dict(Invitation.objects.filter(taken_by__in=ids).values_list("taken_by_id", "inviter_id"))
    told = []
    for person, public in zip(persons, accounts(persons), strict=True):
        owner = owners.get(person.pk)
        one = _told(person, owner, seen.get(owner.pk, []) if owner else []) | {"account": public}
        if person.pk in invited:
            one["invited_by_account_id"] = str(invited[person.pk])
        told.append(one)
    return told


def _owners(ids: set[int]) -> Iterable[ActsFor]:
    return ActsFor.objects.filter(person__in=ids, is_owner=True).select_related("account").order_by("-pk")


def _addresses(ids: Sequence[int]) -> dict[int, list[Told]]:
    """Admin::Ip: the network addresses that are still kept of accounts, each once, the newest first."""
    found: dict[int, dict[str, Told]] = defaultdict(dict)
    rows = SecurityEvent.objects.filter(account__in=ids).exclude(address="").order_by("-at")
    for account, address, at in rows.values_list("account_id", "address", "at"):
        if len(found[account]) < MOST_ADDRESSES:
            found[account].setdefault(address, {"ip": address, "used_at": moment(at)})
    return {account: list(addresses.values()) for account, addresses in found.items()}


def _told(person: Person, owner: Account | None, ips: list[Told]) -> Told:
    """What Mastodon has only for those with an account here is null for persons of other servers, flags are false."""
    return {
        "id": str(person.pk),
        "username": person.name,
        "domain": None if person.server.is_local else person.server.domain,
        "created_at": moment(person.joined_at),
        "email": owner.email if owner else None,
        "ip": ips[0]["ip"] if ips else None,
        "ips": ips,
        "role": role(owner) if owner else None,
        "confirmed": owner is not None and owner.confirmed_at is not None,
        "approved": owner is None or owner.approved_at is not None,
        "disabled": owner is not None and (owner.suspended_at is not None or not owner.is_active),
        "sensitized": person.covered_at is not None,
        "silenced": person.limited_at is not None,
        "suspended": person.suspended_at is not None,
        "locale": owner.language if owner else None,
        "invite_request": (owner.words_for_moderators or None) if owner else None,
    }


def admin_report(report: Report, viewer: Person, private: Sequence[ReportedPost] = ()) -> Told:
    """Tell one report; `private` are the private words in it that were opened, and written into the trail (rule 32)."""
    told = admin_reports([report], viewer)[0]
    told["statuses"] += [_as_reported(row, told["target_account"]["account"]) for row in private]
    return told


def admin_reports(reports: Sequence[Report], viewer: Person) -> list[Told]:
    """Tell reports (with `posts`, `person`, `reporter`) to the staff; of private words nothing."""
    staff = {id_ for report in reports for id_ in (report.taken_by_id, report.decided_by_id) if id_}
    own = {row.account_id: row.person_id for row in ActsFor.objects.filter(account__in=staff, is_owner=True)}
    named = {id_ for report in reports for id_ in (report.person_id, report.reporter_id) if id_}
    persons = list(Person.objects.filter(pk__in=named | {*own.values()}).select_related("server"))
    people = {int(each["id"]): each for each in admin_accounts(persons)}
    ids = [row.post_id for report in reports for row in report.posts.all() if not row.was_private]
    words = status.by_id(viewer, ids)
    known, shown = rules("en"), _collections(reports, viewer)
    return [_report(each, people, own, words, known, shown) for each in reports]


def _collections(reports: Sequence[Report], viewer: Person) -> dict[int, list[Told]]:
    """The collections each report shows, as they are now; no query where none shows any."""
    ids = {each["id"] for report in reports for each in report.selections}
    if not ids:
        return {}
    found = list(Selection.objects.filter(pk__in=ids).select_related("owner__server"))
    told = {each.pk: one for each, one in zip(found, collections(found, viewer), strict=True)}
    return {report.pk: [told[one["id"]] for one in report.selections if one["id"] in told] for report in reports}


def _report(
    report: Report,
    people: dict[int, Told],
    own: dict[int, int],
    words: dict[int, msgspec.Raw],
    known: list[Told],
    shown: dict[int, list[Told]],
) -> Told:
    def by(account: int | None) -> Told | None:
        return people.get(own.get(account or 0, 0))

    return {
        "id": str(report.pk),
        "action_taken": report.decided_at is not None,
        "action_taken_at": maybe(report.decided_at),
        "category": category(report),
        "comment": report.words or report.request_words,
        "forwarded": bool(report.forwarded_to),
        "created_at": moment(report.at),
        "updated_at": moment(report.changed_at or report.decided_at or report.at),
        "account": people.get(report.reporter_id or 0),
        "target_account": people[report.person_id],
        "assigned_account": by(report.taken_by_id),
        "action_taken_by_account": by(report.decided_by_id),
        "statuses": [words[row.post_id] for row in report.posts.all() if row.post_id in words],
        "rules": [rule for rule in known if int(rule["id"]) in report.rules],
        "collections": shown.get(report.pk, []),
    }


def _as_reported(row: ReportedPost, account: Told) -> Told:
    """A private word as a status: its text as it was when it was shown, and nothing that was not."""
    at = moment(row.report.at)
    empty: Told = dict.fromkeys(("media_attachments", "mentions", "tags", "emojis", "filtered"), ())
    nothing: Told = dict.fromkeys(("in_reply_to_id", "in_reply_to_account_id", "reblog", "card", "poll", "language"))
    counts: Told = dict.fromkeys(("replies_count", "reblogs_count", "favourites_count", "quotes_count"), 0)
    flags: Told = dict.fromkeys(("favourited", "reblogged", "muted", "bookmarked", "pinned", "sensitive"), False)
    return {
        "id": str(row.post_id),
        "created_at": at,
        "edited_at": None,
        "spoiler_text": "",
        "visibility": "direct",
        "uri": row.uri,
        "url": None,
        "content": f"<p>{escape(row.text, quote=False)}</p>",
        "account": account,
        "quote": None,
        "quote_approval": {"automatic": [], "manual": [], "current_user": "denied"},
        **{name: list(value) for name, value in empty.items()},
        **nothing,
        **counts,
        **flags,
    }


def email_domain_block(row: EmailDomainBlock) -> Told:
    """Admin::EmailDomainBlock: who was turned away is not counted, so the history is there and empty."""
    midnight = clock.now().astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    days = [midnight - timedelta(days=number) for number in range(HISTORY)]
    history = [{"day": str(int(day.timestamp())), "accounts": "0", "uses": "0"} for day in days]
    return {
        "id": str(row.pk),
        "domain": row.domain,
        "created_at": moment(row.at),
        "allow_with_approval": False,
        "history": history,
    }


def canonical_email_block(row: EmailBlock) -> Told:
    return {"id": str(row.pk), "canonical_email_hash": row.digest}


def ip_block(row: NetworkBlock) -> Told:
    return {
        "id": str(row.pk),
        "ip": row.network,
        "severity": SEVERITIES[NetworkBlock.Severity(row.severity)],
        "comment": row.comment,
        "created_at": moment(row.at),
        "expires_at": maybe(row.ends_at),
    }
