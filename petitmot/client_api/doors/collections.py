"""Collections are selections (docs.joinmastodon.org/methods/collections, 4.6): each stands in one with their consent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from petitmot.client_api import finding
from petitmot.client_api.call import Answer, Call, id_of
from petitmot.client_api.door import endpoint
from petitmot.client_api.entities.collection import collection, collections, item, with_accounts
from petitmot.client_api.errors import ApiError, Details, record_not_found
from petitmot.client_api.paging import address
from petitmot.kit.refusals import NotAllowed, Refusal
from petitmot.people import selecting, selections
from petitmot.people.models import InSelection, Selection

Told = dict[str, Any]
READ, WRITE = ("read:collections",), ("write:collections",)
TEXTS = {"name": "name", "description": "words", "language": "language", "tag_name": "tag"}
FLAGS = {"sensitive": "warned", "discoverable": "listed"}
BASE = "/api/v1/collections"


@endpoint("GET", "/api/v1/accounts/{id}/collections", user=None, scopes=READ)
def of_account(call: Call, id: str) -> Answer:
    """Those on somebody's page; all of one's own."""
    return _page(call, selections.of_owner(call.viewer, finding.person(id)))


@endpoint("GET", "/api/v1/accounts/{id}/in_collections", scopes=READ)
def holding_account(call: Call, id: str) -> Answer:
    """Those one stands in: only oneself may ask."""
    if finding.person(id).pk != call.person.pk:
        raise ApiError(403, "This action is not allowed")
    return _page(call, [row.selection for row in selections.holding(call.person)])


def _page(call: Call, found: list[Selection]) -> Answer:
    """Pages count with `offset`: nobody has more than a few."""
    limit, offset = call.window(40, 80).limit, max(0, call.params.number("offset") or 0)
    links = []
    if offset + limit < len(found):
        links.append(f'<{address(call, offset=offset + limit)}>; rel="next"')
    if offset:
        links.append(f'<{address(call, offset=max(0, offset - limit))}>; rel="prev"')
    told = {"collections": collections(found[offset : offset + limit], call.viewer)}
    return Answer(told, headers={"Link": ", ".join(links)} if links else {})


@endpoint("POST", BASE, scopes=WRITE)
def create(call: Call) -> Told:
    """With `account_ids` all of them are put in, or nothing is made."""
    ids = list(dict.fromkeys(call.params.ids("account_ids")))
    persons = finding.persons(ids[: selecting.MOST_PEOPLE + 1])
    if len(persons) != min(len(ids), selecting.MOST_PEOPLE + 1):
        raise record_not_found()
    said = _said(call)
    name = str(said.pop("name", ""))
    made = _or_details(lambda: selecting.form_with(call.person, persons, name, **said))
    return {"collection": collection(made, call.person)}


@endpoint("GET", f"{BASE}/{{id}}", user=None, scopes=READ)
def show(call: Call, id: str) -> Told:
    return with_accounts(selections.one(call.viewer, id_of(id)), call.viewer)


@endpoint(("PATCH", "PUT"), f"{BASE}/{{id}}", scopes=WRITE)
def update(call: Call, id: str) -> Told:
    own = selections.mine(call.person, id_of(id))
    changed = _or_details(lambda: selections.describe(own, call.person, **_said(call)))
    return {"collection": collection(changed, call.person)}


@endpoint("DELETE", f"{BASE}/{{id}}", scopes=WRITE)
def delete(call: Call, id: str) -> Told:
    selections.end(selections.mine(call.person, id_of(id)), call.person)
    return {}


@endpoint("POST", f"{BASE}/{{id}}/items", scopes=WRITE)
def add(call: Call, id: str) -> Told:
    """At once where they let it be; else `pending`, until they say yes on their page."""
    own = selections.mine(call.person, id_of(id))
    if not call.params.text("account_id").strip():
        raise ApiError(422, "`account_id` parameter is missing")
    person = finding.person(call.params.text("account_id"))
    return {"collection_item": item(selecting.choose(own, call.person, person))}


@endpoint("DELETE", f"{BASE}/{{id}}/items/{{item}}", scopes=WRITE)
def remove(call: Call, id: str, item: str) -> Told:
    selecting.let_go(selections.mine(call.person, id_of(id)), call.person, id_of(item))
    return {}


@endpoint("POST", f"{BASE}/{{id}}/items/{{item}}/revoke", scopes=WRITE)
def revoke(call: Call, id: str, item: str) -> Told:
    """Take oneself out, or say no."""
    selection = selections.one(call.person, id_of(id))
    row = InSelection.objects.filter(selection=selection, pk=id_of(item), state__in=selections.STANDING).first()
    if row is None:
        raise record_not_found()
    if row.person_id != call.person.pk:
        raise NotAllowed("", code="not_allowed")
    selecting.leave(call.person, row.pk)
    return {}


def _said(call: Call) -> dict[str, object]:
    params = call.params
    said: dict[str, object] = {ours: params.text(name) for name, ours in TEXTS.items() if name in params}
    return said | {ours: params.flag(name) for name, ours in FLAGS.items() if params.flag(name) is not None}


_WRONG = {
    "name_blank": ("name", "ERR_BLANK", "can't be blank"),
    "selection_tag": ("tag_name", "ERR_INVALID", "is invalid"),
    "language_invalid": ("language", "ERR_INVALID", "is invalid"),
}


def _or_details(act: Callable[[], Selection]) -> Selection:
    """Do it, or say field by field what cannot be, as where an account is opened."""
    try:
        return act()
    except Refusal as refusal:
        wrong = _WRONG.get(refusal.code)
        if refusal.code == "too_long" and refusal.field in selections.LONGEST:
            name = {ours: theirs for theirs, ours in TEXTS.items()}[refusal.field]
            wrong = (name, "ERR_TOO_LONG", f"is too long (maximum is {selections.LONGEST[refusal.field]} characters)")
        if wrong is None:
            raise
        details = Details()
        details.add(*wrong)
        raise details.error() from refusal
