"""Words for later (docs.joinmastodon.org/methods/scheduled_statuses)."""

from __future__ import annotations

from typing import Any

from petitmot.client_api.call import Answer, Call, id_of
from petitmot.client_api.door import endpoint
from petitmot.client_api.doors.composing import later
from petitmot.client_api.entities.scheduled import scheduled
from petitmot.client_api.errors import missing
from petitmot.client_api.paging import page
from petitmot.kit.pages import window
from petitmot.posts import scheduling
from petitmot.posts.models import Scheduled

PATH = "/api/v1/scheduled_statuses"


@endpoint("GET", PATH, scopes=("read:statuses",))
def several(call: Call) -> Answer:
    found = window(Scheduled.objects.filter(owner=call.person), call.window())
    return page(call, [scheduled(row) for row in found.items], older=found.older, newer=found.newer)


@endpoint("GET", PATH + "/{id}", scopes=("read:statuses",))
def one(call: Call, id: str) -> dict[str, Any]:
    return scheduled(scheduling.one(call.person, id_of(id)))


@endpoint("PUT", PATH + "/{id}", scopes=("write:statuses",))
def move(call: Call, id: str) -> dict[str, Any]:
    row = scheduling.one(call.person, id_of(id))
    at = later(call.params)
    if at is None:
        raise missing("scheduled_at")
    return scheduled(scheduling.move(call.person, row.pk, at))


@endpoint("DELETE", PATH + "/{id}", scopes=("write:statuses",))
def cancel(call: Call, id: str) -> dict[str, Any]:
    scheduling.cancel(call.person, id_of(id))
    return {}
