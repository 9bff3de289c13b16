"""Notifications told together (docs.joinmastodon.org/methods/grouped_notifications)."""

from __future__ import annotations

import re
from typing import Any

import msgspec

from petitmot.attentions import listing, notices
from petitmot.attentions.listing import Row
from petitmot.client_api.call import Answer, Call
from petitmot.client_api.door import endpoint
from petitmot.client_api.doors.notifications import READ, WRITE, asked, every_kind, unread
from petitmot.client_api.entities.notification import GROUPED, TYPES, Group, Told, group_key, grouped
from petitmot.client_api.errors import record_not_found
from petitmot.client_api.paging import page
from petitmot.kit.pages import Window

ROWS_A_GROUP = 4  # so many notices are read for each group a page may hold
MOST = 500  # notices of one group that are looked at
_ALONE = re.compile(r"ungrouped-([0-9]{1,18})\Z")


@endpoint("GET", "/api/v2/notifications", scopes=READ, copied=True)
def several(call: Call) -> Answer:
    wanted = call.window(40)
    part = Window(wanted.max_id, wanted.since_id, wanted.min_id, wanted.limit * ROWS_A_GROUP)
    told = Told(call.person, asked(call, part).items)
    rows = told.rows[::-1] if wanted.min_id is not None else told.rows
    groups = grouped(rows, _types(call), wanted.limit)
    if wanted.min_id is not None:
        groups = [Group(group.key, group.rows[::-1]) for group in groups[::-1]]
    data = told.results(groups, avatars_only=call.params.text("expand_accounts") == "partial_avatars")
    ids = [row.id for group in groups for row in group.rows]
    return page(call, data, older=min(ids, default=None), newer=max(ids, default=None))


@endpoint("GET", "/api/v2/notifications/unread_count", scopes=READ)
def unread_count(call: Call) -> dict[str, int]:
    rows = unread(call).items
    return {"count": len({group_key(row, _types(call)) for row in rows})}


@endpoint("GET", "/api/v2/notifications/{key}", scopes=READ)
def one(call: Call, key: str) -> dict[str, Any]:
    told = Told(call.person, _rows(call, key))
    if not told.rows:
        raise record_not_found()
    return told.results([Group(key, told.rows)], avatars_only=False)


@endpoint("POST", "/api/v2/notifications/{key}/dismiss", scopes=WRITE)
def dismiss(call: Call, key: str) -> dict[str, Any]:
    notices.dismiss(call.person, [row.id for row in _rows(call, key)])
    return {}


@endpoint("GET", "/api/v2/notifications/{key}/accounts", scopes=READ)
def accounts(call: Call, key: str) -> list[msgspec.Raw]:
    told = Told(call.person, _rows(call, key))
    return [told.accounts[id_] for id_ in dict.fromkeys(row.actor for row in told.rows)]


def _types(call: Call) -> list[str]:
    return call.params.texts("grouped_types") if "grouped_types" in call.params else list(GROUPED)


def _rows(call: Call, key: str) -> list[Row]:
    """Return the notices of one group."""
    if alone := _ALONE.match(key):
        number = int(alone[1])
        part = Window(max_id=number + 1, since_id=number - 1, limit=1)
        return listing.page(call.person, part, every_kind(), filtered=True).items
    kinds = TYPES.get(key.partition("-")[0])
    if kinds is None:
        raise record_not_found()
    rows = listing.page(call.person, Window(limit=MOST), kinds).items
    return [row for row in rows if group_key(row) == key]
