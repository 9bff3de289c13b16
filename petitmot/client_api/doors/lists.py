"""Lists are circles (docs.joinmastodon.org/methods/lists). Close ones appear once they hold somebody, and are kept in pages."""

from __future__ import annotations

from typing import Any

from petitmot.client_api import finding
from petitmot.client_api.call import Answer, Call, id_of
from petitmot.client_api.door import endpoint
from petitmot.client_api.entities.lists import told_list
from petitmot.client_api.errors import ApiError, invalid, record_not_found
from petitmot.client_api.listing import people_page
from petitmot.kit.refusals import NotAllowed
from petitmot.people import circles
from petitmot.people.models import Circle, InCircle

Told = dict[str, Any]
MOST_AT_ONCE = 500


@endpoint("GET", "/api/v1/lists", scopes=("read:lists",))
def index(call: Call) -> list[Told]:
    held = set(InCircle.objects.filter(circle__owner=call.person).values_list("circle_id", flat=True).distinct())
    rows = circles.circles_of(call.person)
    return [told_list(circle) for circle in rows if circle.kind != Circle.Kind.CLOSE or circle.pk in held]


@endpoint("GET", "/api/v1/lists/{id}", scopes=("read:lists",))
def show(call: Call, id: str) -> Told:
    return told_list(_mine(call, id))


@endpoint("POST", "/api/v1/lists", scopes=("write:lists",))
def create(call: Call) -> Told:
    replies = _replies(call)
    made = circles.form(call.person, _title(call))
    circles.settle(made, call.person, exclusive=call.params.flag("exclusive"), replies=replies)
    return told_list(circles.my_circle(call.person, made.pk))


@endpoint(("PUT", "PATCH"), "/api/v1/lists/{id}", scopes=("write:lists",))
def update(call: Call, id: str) -> Told:
    circle, replies = _mine(call, id), _replies(call)
    _refuse_close_ones(circle)
    if "title" in call.params and _title(call) != circle.name:
        circles.rename(circle, call.person, _title(call))
    circles.settle(circle, call.person, exclusive=call.params.flag("exclusive"), replies=replies)
    return told_list(circles.my_circle(call.person, circle.pk))


@endpoint("DELETE", "/api/v1/lists/{id}", scopes=("write:lists",))
def delete(call: Call, id: str) -> Told:
    """A deleted list is a circle no longer used; what was written to it keeps its audience."""
    circle = _mine(call, id)
    _refuse_close_ones(circle)
    circles.end(circle, call.person)
    return {}


@endpoint("GET", "/api/v1/lists/{id}/accounts", scopes=("read:lists",))
def people(call: Call, id: str) -> Answer:
    """`limit=0` asks for all of them."""
    rows = InCircle.objects.filter(circle=_mine(call, id))
    if call.params.text("limit") == "0":
        call.params.values["limit"] = str(MOST_AT_ONCE)
        return people_page(call, rows, "person", limit=MOST_AT_ONCE)
    return people_page(call, rows, "person")


@endpoint("POST", "/api/v1/lists/{id}/accounts", scopes=("write:lists",))
def take_in(call: Call, id: str) -> Told:
    """All of them or nobody: 404 for who is not followed, 422 for who is in it already."""
    circle = _mine(call, id)
    _refuse_close_ones(circle)
    ids = call.params.ids("account_ids")[:MOST_AT_ONCE]
    persons = finding.persons(ids)
    if len(persons) != len(ids):
        raise record_not_found()
    if InCircle.objects.filter(circle=circle, person__in=ids).exists():
        raise invalid("Account has already been taken")
    circles.take_all_in(circle, call.person, persons)
    return {}


@endpoint("DELETE", "/api/v1/lists/{id}/accounts", scopes=("write:lists",))
def take_out(call: Call, id: str) -> Told:
    circle = _mine(call, id)
    _refuse_close_ones(circle)
    for person in finding.persons(call.params.ids("account_ids")[:MOST_AT_ONCE]):
        circles.take_out(circle, call.person, person)
    return {}


def _mine(call: Call, id: str) -> Circle:
    return circles.my_circle(call.person, id_of(id))


def _refuse_close_ones(circle: Circle) -> None:
    if circle.kind == Circle.Kind.CLOSE:
        raise NotAllowed("close ones are kept on their own page", code="close_ones")


def _title(call: Call) -> str:
    title = " ".join(call.params.text("title").split())
    if not title:
        raise invalid("Title can't be blank")
    return title


def _replies(call: Call) -> str | None:
    said = call.params.text("replies_policy")
    if said and said not in circles.REPLIES:
        raise ApiError(422, f"'{said[:40]}' is not a valid replies_policy")
    return said or None
