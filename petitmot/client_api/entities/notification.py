"""Notification and NotificationGroup (docs.joinmastodon.org/entities/Notification, methods/grouped_notifications)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec

from petitmot.attentions.listing import Kinds, Row
from petitmot.attentions.models import Notice
from petitmot.client_api.entities import account_bodies
from petitmot.client_api.entities.decisions import Decisions
from petitmot.client_api.entities.moments import moment
from petitmot.client_api.entities.shown import Shown
from petitmot.client_api.entities.status import Teller
from petitmot.people.models import ContactRequest, Person

Kind = Notice.Kind
TYPES: dict[str, Kinds] = {
    "mention": (Kind.REPLIED, Kind.MENTIONED, Kind.WRITTEN),
    "status": (Kind.WROTE,),
    "quote": (Kind.QUOTED,),
    "favourite": (Kind.LIKED,),
    "reblog": (Kind.SHARED,),
    "follow": (Kind.FOLLOWED,),
    "poll": (Kind.POLL_ENDED,),
    "update": (Kind.EDITED,),
    "follow_request": (Kind.FOLLOW_ASKED, Kind.ASKED),
    "moderation_warning": (Kind.SANCTIONED,),
    "added_to_collection": (Kind.SELECTED,),
    "collection_update": (Kind.SELECTION_EDITED,),
    "admin.sign_up": (Kind.ARRIVED,),
    "admin.report": (Kind.REPORTED,),
}
TYPE_OF = {kind: name for name, kinds in TYPES.items() for kind in kinds}
GROUPED = ("favourite", "reblog", "follow", "admin.sign_up")
STRETCH = 12 * 3600  # seconds: likes of one post within them are told together
SAMPLE = 8  # people named in a group
AVATAR = ("id", "acct", "locked", "bot", "url", "avatar", "avatar_static")


def group_key(row: Row, grouped: Iterable[str] = GROUPED) -> str:
    """Return what notices that are told together share."""
    name = TYPE_OF[row.kind]
    if name not in grouped or name not in GROUPED:
        return f"ungrouped-{row.id}"
    stretch = int(row.at.timestamp()) // STRETCH
    return f"{name}-{stretch}" if row.post is None else f"{name}-{row.post}-{stretch}"


def notifications(viewer: Person, rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Tell notices to whom they are for, without those whose words may not be seen any more."""
    told = Told(viewer, rows)
    return [told.notification(row) for row in told.rows]


@dataclass
class Group:
    """Notices told together, the newest first."""

    key: str
    rows: list[Row] = field(default_factory=list)


def grouped(rows: Sequence[Row], types: Iterable[str], most: int) -> list[Group]:
    """Put notices together, in their order, until a group more than `most` would begin."""
    groups: dict[str, Group] = {}
    for row in rows:
        key = group_key(row, types)
        if key not in groups:
            if len(groups) == most:
                break
            groups[key] = Group(key)
        groups[key].rows.append(row)
    return list(groups.values())


class Told:
    """A page of notices with the people and posts they speak of, each gathered once."""

    def __init__(self, viewer: Person, rows: Sequence[Row]) -> None:
        teller = Teller(viewer)
        posts = list(dict.fromkeys(row.post for row in rows if row.post))
        seen = teller.see(posts)
        self.statuses: dict[int, msgspec.Raw] = dict(zip(seen, teller.tell(seen), strict=True)) if seen else {}
        self.accounts = account_bodies.told(viewer, {row.actor for row in rows})
        self.rows = [
            row for row in rows if row.actor in self.accounts and (row.post is None or row.post in self.statuses)
        ]
        self.decisions = Decisions(viewer, rows)
        self.shown = Shown(viewer, rows)
        self.rows = [row for row in self.rows if self.decisions.may_tell(row) and self.shown.may_tell(row)]
        asked = [row.about for row in rows if row.kind == Kind.ASKED]
        self.requests = ContactRequest.objects.in_bulk(asked) if asked else {}

    def notification(self, row: Row) -> dict[str, Any]:
        told: dict[str, Any] = {
            "id": str(row.id),
            "type": TYPE_OF[row.kind],
            "group_key": group_key(row),
            "created_at": moment(row.at),
            "account": self.accounts[row.actor],
        }
        if row.post:
            told["status"] = self.statuses[row.post]
        return told | self._request(row) | self.decisions.tell(row) | self.shown.tell(row)

    def group(self, group: Group) -> dict[str, Any]:
        newest, oldest = group.rows[0], group.rows[-1]
        told: dict[str, Any] = {
            "group_key": group.key,
            "notifications_count": len(group.rows),
            "type": TYPE_OF[newest.kind],
            "most_recent_notification_id": newest.id,
            "page_min_id": str(oldest.id),
            "page_max_id": str(newest.id),
            "latest_page_notification_at": moment(newest.at),
            "sample_account_ids": [str(id_) for id_ in dict.fromkeys(row.actor for row in group.rows)][:SAMPLE],
        }
        if newest.post:
            told["status_id"] = str(newest.post)
        return told | self._request(newest) | self.decisions.tell(newest) | self.shown.tell(newest)

    def _request(self, row: Row) -> dict[str, Any]:
        """The words somebody asks to connect with: Petitmot's own, beside what plain applications read."""
        request = self.requests.get(row.about) if row.kind == Kind.ASKED else None
        return {"request_note": request.note, "request_state": request.state} if request else {}

    def results(self, groups: Sequence[Group], *, avatars_only: bool) -> dict[str, Any]:
        """GroupedNotificationsResults: with `avatars_only` only the newest of each group is told whole."""
        shown = {row.actor for group in groups for row in group.rows}
        whole = {group.rows[0].actor for group in groups} if avatars_only else shown
        posts = dict.fromkeys(group.rows[0].post for group in groups if group.rows[0].post)
        told: dict[str, Any] = {
            "accounts": [self.accounts[id_] for id_ in self.accounts if id_ in whole],
            "statuses": [self.statuses[id_] for id_ in posts],
            "notification_groups": [self.group(group) for group in groups],
        }
        if avatars_only:
            others = [msgspec.json.decode(each) for id_, each in self.accounts.items() if id_ in shown - whole]
            told["partial_accounts"] = [{name: each[name] for name in AVATAR} for each in others]
        return told
