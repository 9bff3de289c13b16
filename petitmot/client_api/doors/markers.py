"""Markers (docs.joinmastodon.org/methods/markers): how far one has read, kept for all of a person's applications."""

from __future__ import annotations

from typing import Any

from petitmot.client_api.call import Call
from petitmot.client_api.door import endpoint
from petitmot.client_api.entities.moments import moment
from petitmot.client_api.errors import invalid
from petitmot.reading import markers
from petitmot.reading.models import Marker

Told = dict[str, Any]


@endpoint("GET", "/api/v1/markers", scopes=("read:statuses",))
def index(call: Call) -> Told:
    """`timeline[]` names what is asked for; without it nothing is."""
    places = [place for place in call.params.texts("timeline") if place in markers.PLACES]
    return {place: _told(row) for place, row in markers.of(call.person, places).items()}


@endpoint("POST", "/api/v1/markers", scopes=("write:statuses",))
def put(call: Call) -> Told:
    wanted: dict[str, int] = {}
    for place in markers.PLACES:
        said = call.params.record(place)
        if "last_read_id" not in said:
            continue
        last_read = said.number("last_read_id")
        if last_read is None or not 0 <= last_read < 2**63:
            raise invalid("Last read is invalid")
        wanted[place] = last_read
    return {place: _told(markers.put(call.person, place, last)) for place, last in wanted.items()}


def _told(row: Marker) -> Told:
    return {"last_read_id": str(row.last_read), "version": row.version, "updated_at": moment(row.at)}
