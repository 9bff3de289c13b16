"""Notifications, one by one (docs.joinmastodon.org/methods/notifications)."""

from __future__ import annotations

from typing import Any

from petitmot.attentions import listing, notices, seen_notices
from petitmot.attentions.listing import Kinds, Row
from petitmot.client_api.call import Answer, Call, id_of
from petitmot.client_api.door import endpoint
from petitmot.client_api.entities.notification import TYPES, notifications
from petitmot.client_api.errors import record_not_found
from petitmot.client_api.paging import page
from petitmot.kit.pages import Slice, Window

READ = ("read:notifications",)
WRITE = ("write:notifications",)
COUNTED, MOST_COUNTED = 100, 1000


@endpoint("GET", "/api/v1/notifications", scopes=READ, copied=True)
def several(call: Call) -> Answer:
    found = asked(call, call.window(40))
    return page(call, notifications(call.person, found.items), older=found.older, newer=found.newer)


@endpoint("GET", "/api/v1/notifications/{id}", scopes=READ)
def one(call: Call, id: str) -> dict[str, Any]:
    number = id_of(id)
    part = Window(max_id=number + 1, since_id=number - 1, limit=1)
    told = notifications(call.person, listing.page(call.person, part, every_kind(), filtered=True).items)
    if not told:
        raise record_not_found()
    return told[0]


@endpoint("POST", "/api/v1/notifications/clear", scopes=WRITE)
def clear(call: Call) -> dict[str, Any]:
    notices.clear(call.person)
    return {}


@endpoint("POST", "/api/v1/notifications/{id}/dismiss", scopes=WRITE)
def dismiss(call: Call, id: str) -> dict[str, Any]:
    number = id_of(id)
    if not listing.page(
        call.person, Window(max_id=number + 1, since_id=number - 1, limit=1), every_kind(), filtered=True
    ).items:
        raise record_not_found()
    notices.dismiss(call.person, [number])
    return {}


@endpoint("GET", "/api/v1/notifications/unread_count", scopes=READ)
def unread_count(call: Call) -> dict[str, int]:
    return {"count": len(unread(call).items)}


def unread(call: Call) -> Slice[Row]:
    """Return what came since the marker of notifications, at most as many as are to be counted."""
    wanted = call.window(COUNTED, MOST_COUNTED).limit
    return asked(call, Window(since_id=seen_notices.seen_up_to(call.person), limit=wanted))


def asked(call: Call, part: Window) -> Slice[Row]:
    """Return the notices a call asks for: `types[]`, `exclude_types[]`, `account_id`, `include_filtered`."""
    kinds = kinds_asked(call)
    actor = None
    if call.params.said("account_id"):
        actor = call.params.number("account_id")
        if actor is None:
            return Slice([], None, None)
    if not kinds:
        return Slice([], None, None)
    filtered = bool(call.params.flag("include_filtered"))
    return listing.page(call.person, part, kinds, actor=actor, filtered=filtered)


def kinds_asked(call: Call) -> Kinds:
    wanted = call.params.texts("types") or list(TYPES)
    unwanted = set(call.params.texts("exclude_types"))
    return tuple(kind for name in wanted if name in TYPES and name not in unwanted for kind in TYPES[name])


def every_kind() -> Kinds:
    return tuple(kind for kinds in TYPES.values() for kind in kinds)
