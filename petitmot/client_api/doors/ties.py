"""What one does with somebody: follow, ask, block, mute, note (docs.joinmastodon.org/methods/accounts)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from petitmot.client_api import finding
from petitmot.client_api.call import Call
from petitmot.client_api.door import endpoint
from petitmot.client_api.entities.account import account
from petitmot.client_api.entities.relationship import relationship, relationships
from petitmot.client_api.errors import ApiError, record_not_found
from petitmot.client_api.listing import people_page
from petitmot.kit import clock
from petitmot.kit.refusals import NotFound, Refusal
from petitmot.people import contacts, distance, follows, remarks
from petitmot.people.models import Person, Recommended

Told = dict[str, Any]
LONGEST_MUTE = 10 * 365 * 86_400  # seconds
MOST = 100


@endpoint("GET", "/api/v1/accounts/relationships", scopes=("read:follows",), copied=True)
def between(call: Call) -> list[Told]:
    ids = call.params.ids("id")[:MOST]
    there = {person.pk for person in finding.persons(ids)}
    return relationships(call.person, [id_ for id_ in ids if id_ in there])


@endpoint("POST", "/api/v1/accounts/{id}/follow", scopes=("write:follows",))
def follow(call: Call, id: str) -> Told:
    """With `comment`: follow and ask with these words; 422 with a `code` where they do not count or no stamp is left."""
    person, params = finding.person(id), call.params
    languages = params.texts("languages") if "languages" in params else None
    try:
        if params.said("comment"):
            contacts.ask(call.person, person, words=params.text("comment"))
        follows.follow(
            call.person, person, shares=params.flag("reblogs"), tells=params.flag("notify"), languages=languages
        )
    except NotFound:
        raise ApiError(403, "This action is not allowed") from None
    except Refusal as refusal:
        if refusal.code == "oneself":
            raise record_not_found() from None
        if params.said("comment"):
            raise ApiError(422, refusal.sentence, code=refusal.code) from None
        raise
    return relationship(call.person, person.pk)


def _act(path: str, scope: str, do: Callable[[Person, Person, Call], object]) -> None:
    """An act on somebody, answered with what is between the two afterwards. On oneself it does nothing, as in Mastodon."""

    @endpoint("POST", f"/api/v1/accounts/{{id}}/{path}", scopes=(scope,))
    def act(call: Call, id: str) -> Told:
        person = finding.person(id)
        try:
            do(call.person, person, call)
        except Refusal as refusal:
            if refusal.code != "oneself":
                raise
        return relationship(call.person, person.pk)


def _mute(muter: Person, muted: Person, call: Call) -> None:
    seconds = min(max(0, call.params.number("duration") or 0), LONGEST_MUTE)
    until = clock.now() + timedelta(seconds=seconds) if seconds else None
    hides = call.params.flag("notifications")
    distance.mute(muter, muted, until=until, hides_notices=hides is not False)


def _recommend(owner: Person, person: Person, _call: Call) -> None:
    try:
        remarks.recommend(owner, person)
    except Refusal:
        raise ApiError(422, "Validation failed: You must be already following the person you want to endorse") from None


_act("unfollow", "write:follows", lambda me, them, _call: follows.unfollow(me, them))
_act("remove_from_followers", "write:follows", lambda me, them, _call: follows.remove_follower(me, them))
_act("block", "write:blocks", lambda me, them, _call: distance.block(me, them))
_act("unblock", "write:blocks", lambda me, them, _call: distance.unblock(me, them))
_act("mute", "write:mutes", _mute)
_act("unmute", "write:mutes", lambda me, them, _call: distance.unmute(me, them))
_act("note", "write:accounts", lambda me, them, call: remarks.note(me, them, call.params.text("comment")))
_act("pin", "write:accounts", _recommend)
_act("unpin", "write:accounts", lambda me, them, _call: remarks.recommend_no_more(me, them))
_act("endorse", "write:accounts", _recommend)
_act("unendorse", "write:accounts", lambda me, them, _call: remarks.recommend_no_more(me, them))


@endpoint("GET", "/api/v1/accounts/{id}/endorsements", scopes=("read:accounts",), user=None)
def endorsements_of(call: Call, id: str) -> Any:
    whom = finding.person(id)
    return people_page(call, Recommended.objects.filter(owner=whom), "person")


@endpoint("GET", "/api/v1/endorsements", scopes=("read:accounts",))
def endorsements(call: Call) -> Any:
    return people_page(call, Recommended.objects.filter(owner=call.person), "person")


@endpoint("POST", "/api/v1/follows", scopes=("write:follows",))
def follow_by_handle(call: Call) -> Told:
    """The old way, by `uri`; clients older than Mastodon 3."""
    found = finding.by_handle(call.require("uri"))
    if found is None:
        raise record_not_found()
    follows.follow(call.person, found)
    return account(found, call.person)
