"""Who waits to be let in: follows, and contact requests with their words (docs.joinmastodon.org/methods/follow_requests)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from petitmot.client_api import finding
from petitmot.client_api.call import Answer, Call
from petitmot.client_api.door import endpoint
from petitmot.client_api.entities.account import accounts
from petitmot.client_api.entities.relationship import relationship
from petitmot.client_api.errors import record_not_found
from petitmot.client_api.paging import page
from petitmot.people import contacts, follows, gestures
from petitmot.people.models import ContactRequest, FollowRequest, Gesture, Person

Told = dict[str, Any]
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Waiting:
    """Somebody who waits: since when, and with which words. Its place in the list is that moment, in microseconds."""

    person: Person
    since: datetime
    request: ContactRequest | None

    @property
    def place(self) -> int:
        return (self.since - _EPOCH) // timedelta(microseconds=1)


@endpoint("GET", "/api/v1/follow_requests", scopes=("read:follows",))
def index(call: Call) -> Answer:
    """Each person once, the newest first. Three queries beside those for the accounts."""
    part = call.window(40)
    waiting = [each for each in _waiting(call.person) if part.max_id is None or each.place < part.max_id]
    lowest = max(part.since_id or 0, part.min_id or 0)
    waiting = [each for each in waiting if each.place > lowest]
    shown = waiting[-part.limit :] if part.min_id is not None else waiting[: part.limit]
    told = [dict(each) for each in accounts([each.person for each in shown], call.person)]
    for each, said in zip(shown, told, strict=True):
        if each.request is not None:
            said["request_note"] = each.request.note
            said["request_state"] = each.request.state
            said["request_reasons"] = [reason["code"] for reason in each.request.reasons]
    older = shown[-1].place if shown and shown[-1] is not waiting[-1] else None
    return page(call, told, older=older, newer=shown[0].place if shown else None)


def _waiting(person: Person) -> list[Waiting]:
    acted = Gesture.objects.filter(owner=person).values_list("about_id", flat=True)
    rows = ContactRequest.objects.on_desk().filter(asked=person, about=ContactRequest.About.CONTACT)
    found = {
        row.asker_id: Waiting(row.asker, row.asked_at, row)
        for row in rows.exclude(asker__in=list(acted)).select_related("asker__server")
    }
    for asked in FollowRequest.objects.filter(followed=person).select_related("follower__server"):
        found.setdefault(asked.follower_id, Waiting(asked.follower, asked.since, None))
    return sorted(
        (each for each in found.values() if each.person.is_present), key=lambda each: each.place, reverse=True
    )


@endpoint("POST", "/api/v1/follow_requests/{id}/authorize", scopes=("write:follows",))
def authorize(call: Call, id: str) -> Told:
    """Let the follow in, and accept the contact: words may follow as a private word (`visibility=direct`)."""
    person = finding.person(id)
    request, asked = _request(call.person, person), _asked_to_follow(call.person, person)
    if request is None and not asked:
        raise record_not_found()
    if asked:
        follows.approve_follower(call.person, person)
    if request is not None:
        contacts.accept(request, call.person)
    return relationship(call.person, person.pk)


@endpoint("POST", "/api/v1/follow_requests/{id}/reject", scopes=("write:follows",))
def reject(call: Call, id: str) -> Told:
    """Refuse in silence: to who asked it looks like waiting (rule 20)."""
    person = finding.person(id)
    request, asked = _request(call.person, person), _asked_to_follow(call.person, person)
    if request is None and not asked:
        raise record_not_found()
    if asked:
        follows.refuse_follower(call.person, person)
    if request is not None:
        gestures.decline_silently(request, call.person)
    return relationship(call.person, person.pk)


def _request(me: Person, them: Person) -> ContactRequest | None:
    rows = ContactRequest.objects.on_desk().filter(asked=me, asker=them, about=ContactRequest.About.CONTACT)
    return rows.first()


def _asked_to_follow(me: Person, them: Person) -> bool:
    return FollowRequest.objects.filter(followed=me, follower=them).exists()
