"""Petitmot's own: the desk and its gestures, requests one made, stamps, introductions. Scopes `read:words`, `write:words`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from petitmot.attentions import desk
from petitmot.client_api import finding
from petitmot.client_api.call import Call, id_of
from petitmot.client_api.door import endpoint
from petitmot.client_api.entities.account import account, accounts
from petitmot.client_api.entities.moments import moment
from petitmot.client_api.entities.requests import sent, sheets
from petitmot.client_api.errors import record_not_found
from petitmot.people import contacts, gestures, introductions, pace, requests, stamps, standing
from petitmot.people.models import ContactRequest, Introduction, Person

Told = dict[str, Any]
BASE = "/api/petitmot/v1"
READ, WRITE = ("read:words",), ("write:words",)


@endpoint("GET", f"{BASE}/requests", scopes=READ)
def on_desk(call: Call) -> Told:
    """The desk: `for_you`, `wordless`, `for_everybody`, as a machine sorts and a person decides."""
    found = desk.of(call.person)
    piles = {"for_you": found.for_you, "wordless": found.wordless, "for_everybody": found.for_everybody}
    return {name: sheets(pile, call.person) for name, pile in piles.items()}


@endpoint("GET", f"{BASE}/requests/sent", scopes=READ)
def made(call: Call) -> list[Told]:
    """Requests one made, and where they stand."""
    return sent(standing.requests_of(call.person), call.person)


@endpoint("POST", f"{BASE}/requests", scopes=WRITE)
def ask(call: Call) -> Told:
    """Ask `account_id` with `words` (and `because`, a status); 422 with a `code` where they do not count."""
    asked = finding.person(call.require("account_id"))
    pace.spend(call.person, "ask")
    because = call.params.number("because")
    request = contacts.ask(call.person, asked, words=call.params.text("words"), because=because)
    return sent([request], call.person)[0]


@endpoint("GET", f"{BASE}/requests/{{id}}", scopes=READ)
def show(call: Call, id: str) -> Told:
    """One request of one's desk; reading it is told to who asked, where one lets it be seen."""
    sheet = desk.one(call.person, id_of(id))
    requests.mark_read(sheet.request, call.person)
    return sheets([sheet], call.person)[0]


@endpoint("DELETE", f"{BASE}/requests/{{id}}", scopes=WRITE)
def withdraw(call: Call, id: str) -> Told:
    """Take one's own request back; its stamp is home again."""
    mine = ContactRequest.objects.filter(asker=call.person, pk=id_of(id)).first()
    if mine is None:
        raise record_not_found()
    requests.withdraw(mine, call.person)
    return {}


def _gesture(name: str, said: str, do: Callable[[ContactRequest, Person, str], object]) -> None:
    def act(call: Call, id: str) -> Told:
        request = requests.on_my_desk(call.person, id_of(id))
        do(request, call.person, call.params.text("words"))
        return {}

    act.__doc__ = said
    endpoint("POST", f"{BASE}/requests/{{id}}/{name}", scopes=WRITE)(act)


_gesture("accept", "Accept, with `words` or without.", lambda r, me, words: contacts.accept(r, me, words=words))
_gesture("decline", "Decline kindly, in two minutes.", lambda r, me, words: gestures.decline(r, me, words=words))
_gesture("decline_silently", "Decline without a word.", lambda r, me, _words: gestures.decline_silently(r, me))
_gesture(
    "ask_for_words",
    "Ask for a few words, in two minutes.",
    lambda r, me, words: gestures.ask_for_words(me, r.asker, words=words, request=r),
)
_gesture(
    "report", "Show it to the moderators, in two minutes.", lambda r, me, words: gestures.report(r, me, words=words)
)


@endpoint("POST", f"{BASE}/requests/{{id}}/undo", scopes=WRITE)
def undo(call: Call, id: str) -> Told:
    """Take the last gesture on a request back, while it can be."""
    mine = ContactRequest.objects.filter(asked=call.person, pk=id_of(id)).first()
    if mine is None:
        raise record_not_found()
    gestures.undo(call.person, mine)
    return {}


@endpoint("GET", f"{BASE}/stamps", scopes=READ)
def sheet_of_stamps(call: Call) -> list[Told]:
    """The sheet: each stamp's number, and with whom it is (null: at home)."""
    found = stamps.sheet(call.person)
    return [{"number": stamp.number, "with": str(stamp.at.pk) if stamp.at else None} for stamp in found]


@endpoint("GET", f"{BASE}/introductions", scopes=READ)
def waiting(call: Call) -> list[Told]:
    """Introductions one may still take up."""
    return [_introduction(row, call.person) for row in introductions.waiting_for(call.person)]


@endpoint("POST", f"{BASE}/introductions", scopes=WRITE)
def introduce(call: Call) -> Told:
    """Introduce two of one's contacts (`account_ids[]`) to each other with `words`."""
    both = finding.persons(call.params.ids("account_ids"))
    if len(both) != 2:
        raise record_not_found()
    row = introductions.introduce(call.person, both[0], both[1], words=call.params.text("words"))
    return {"id": str(row.pk), "accounts": accounts(both, call.person), "words": row.words, "at": moment(row.at)}


@endpoint("POST", f"{BASE}/introductions/{{id}}/decline", scopes=WRITE)
def leave_it(call: Call, id: str) -> Told:
    """Not to take an introduction up; nobody is told."""
    row = Introduction.objects.filter(pk=id_of(id)).first()
    if row is None:
        raise record_not_found()
    introductions.decline(row, call.person)
    return {}


def _introduction(row: Introduction, person: Person) -> Told:
    other = introductions.the_other(row, person)
    return {
        "id": str(row.pk),
        "introducer": account(row.introducer, person),
        "account": account(other, person),
        "words": row.words,
        "at": moment(row.at),
    }
