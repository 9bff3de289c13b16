"""To meet people (docs.joinmastodon.org/methods/directory, /suggestions): by one's own ties and languages, nothing else."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from petitmot.client_api import finding
from petitmot.client_api.call import Call
from petitmot.client_api.door import endpoint
from petitmot.client_api.entities.account import accounts
from petitmot.people import suggesting, ties
from petitmot.people.models import Person

Told = dict[str, Any]


@endpoint("GET", "/api/v1/directory", user=None, scopes=("read:accounts",))
def directory(call: Call) -> list[Told]:
    """People who wish to be found, the newest here first (`order=new`), or by name: nothing says who is more alive."""
    params = call.params
    limit = call.window(40, 80).limit
    offset = min(max(0, params.number("offset") or 0), 10_000)
    found = Person.objects.present().filter(is_found=True).select_related("server")
    rows = ties.listed_to(call.viewer, found)
    if params.flag("local"):
        rows = rows.filter(server__is_local=True)
    if call.viewer:
        rows = rows.exclude(Q(blocked_by__blocker=call.viewer) | Q(blocks__blocked=call.viewer))
    order = "-pk" if params.text("order") == "new" else "name"
    return accounts(list(rows.order_by(order, "pk")[offset : offset + limit]), call.viewer)


def _suggested(call: Call) -> list[Person]:
    return suggesting.for_person(call.person, most=call.window(40, 80).limit)


@endpoint("GET", "/api/v2/suggestions", scopes=("read:accounts",))
def suggestions(call: Call) -> list[Told]:
    """Whom several of my people follow; why stands with each."""
    told = accounts(_suggested(call), call.person)
    return [{"source": "staff", "sources": ["friends_of_friends"], "account": each} for each in told]


@endpoint("GET", "/api/v1/suggestions", scopes=("read:accounts",))
def suggestions_v1(call: Call) -> list[Told]:
    return accounts(_suggested(call), call.person)


@endpoint("DELETE", "/api/v1/suggestions/{id}", scopes=("write:accounts",))
def no_thanks(call: Call, id: str) -> Told:
    suggesting.not_this_one(call.person, finding.person(id))
    return {}
