"""Petitmot's own: selections one is asked to stand in, and the answer. Mastodon's applications know no such question."""

from __future__ import annotations

from typing import Any

from petitmot.client_api.call import Call, id_of
from petitmot.client_api.door import endpoint
from petitmot.client_api.entities.collection import collections, item
from petitmot.people import selecting, selections
from petitmot.people.models import InSelection

Told = dict[str, Any]
BASE = "/api/petitmot/v1/selections"
READ, WRITE = ("read:words",), ("write:words",)


@endpoint("GET", f"{BASE}/asked", scopes=READ)
def asked(call: Call) -> list[Told]:
    """Each with its `collection`, until one answers."""
    rows = selections.holding(call.person, InSelection.State.PENDING)
    told = collections([row.selection for row in rows], call.person)
    return [item(row) | {"collection": each} for row, each in zip(rows, told, strict=True)]


@endpoint("POST", f"{BASE}/asked/{{id}}/accept", scopes=WRITE)
def accept(call: Call, id: str) -> Told:
    """Say yes to being shown; one may leave at any time (`revoke`)."""
    selecting.accept(call.person, id_of(id))
    return {}


@endpoint("POST", f"{BASE}/asked/{{id}}/decline", scopes=WRITE)
def decline(call: Call, id: str) -> Told:
    """Say no; nobody is told, and nobody asks again for this one."""
    selecting.leave(call.person, id_of(id))
    return {}
