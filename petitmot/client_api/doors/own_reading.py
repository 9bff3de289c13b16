"""Petitmot's own: Today with its marks, circles, attentions. Scopes `read:words`, `write:words`."""

from __future__ import annotations

from typing import Any

from petitmot.attentions import lost, owed
from petitmot.client_api.call import Call, id_of
from petitmot.client_api.door import endpoint
from petitmot.client_api.entities.account import accounts
from petitmot.client_api.entities.lists import told_list
from petitmot.client_api.entities.moments import moment
from petitmot.client_api.entities.status import statuses
from petitmot.kit.pages import LARGEST_ID
from petitmot.people import circles
from petitmot.people.models import Person
from petitmot.posts.seeing import find
from petitmot.reading import marks, today

Told = dict[str, Any]
BASE = "/api/petitmot/v1"
READ, WRITE = ("read:words",), ("write:words",)
MOST = 200


@endpoint("GET", f"{BASE}/today", scopes=READ)
def show(call: Call) -> Told:
    """The next unread words, oldest first, after the id `after`; `has_more` false is the end. Nothing is marked."""
    after = min(max(0, call.params.number("after") or 0), LARGEST_ID)
    page = today.page(call.person, after=after, size=call.window(20).limit)
    return {
        "statuses": statuses(call.person, page.ids),
        "has_more": page.has_more,
        "up_to_date": not page.ids and not after and today.is_up_to_date(call.person),
    }


@endpoint("POST", f"{BASE}/today/read", scopes=WRITE)
def read(call: Call) -> Told:
    """Mark exactly these (`ids[]`) as read; `by_gesture=false` leaves what is kept unread."""
    marks.mark_read(call.person, call.params.ids("ids")[:MOST], by_gesture=call.params.flag("by_gesture") is not False)
    return {}


@endpoint("POST", f"{BASE}/today/{{id}}/keep_unread", scopes=WRITE)
def keep_unread(call: Call, id: str) -> Told:
    """*Garder non lu*: it stays in Today until a gesture says it is read."""
    marks.keep_unread(call.person, find(call.person, id_of(id)))
    return {}


@endpoint("GET", f"{BASE}/circles", scopes=READ)
def my_circles(call: Call) -> list[Told]:
    """All circles in use, close ones first, with the ids of their people."""
    return [
        told_list(circle) | {"kind": circle.kind, "account_ids": [str(person.pk) for person in circle.members.all()]}
        for circle in circles.circles_of(call.person)
    ]


@endpoint("GET", f"{BASE}/attentions", scopes=READ)
def attentions(call: Call) -> Told:
    """Who waits for a word of mine, whose word I wait for, who is lost from view."""
    me = call.person
    mine, theirs, gone = owed.owed_by(me), owed.waiting_for(me), lost.lost_from_view(me)
    told = _people([line.person for line in (*mine, *theirs)] + [each.person for each in gone], me)
    return {
        "owed": [_line(line, told) | {"id": str(line.line)} for line in mine],
        "waiting": [_line(line, told) for line in theirs],
        "lost_from_view": [
            {"account": told[each.person.pk], "last_word_at": moment(each.last_word.published)} for each in gone
        ],
    }


@endpoint("POST", f"{BASE}/attentions/{{id}}/no_answer_needed", scopes=WRITE)
def no_answer_needed(call: Call, id: str) -> Told:
    """Clear one line of words that wait for mine."""
    owed.no_answer_needed(call.person, id_of(id))
    return {}


def _people(people: list[Person], viewer: Person) -> dict[int, Told]:
    return {person.pk: told for person, told in zip(people, accounts(people, viewer), strict=True)}


def _line(line: owed.Owed, told: dict[int, Told]) -> Told:
    return {"account": told[line.person.pk], "status_id": str(line.post.pk), "at": moment(line.post.published)}
