"""Notification requests: strangers' first private words (rule 19), and the policy behind them.

docs.joinmastodon.org/methods/notifications, entities/NotificationRequest and NotificationPolicy. The house filters one
thing, private words of strangers; everything else is accepted, whatever an application asks for.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from petitmot.client_api.call import Answer, Call, id_of
from petitmot.client_api.door import endpoint
from petitmot.client_api.doors.notifications import READ, WRITE
from petitmot.client_api.entities.account import accounts
from petitmot.client_api.entities.moments import moment
from petitmot.client_api.entities.status import by_id
from petitmot.client_api.errors import record_not_found
from petitmot.client_api.paging import page
from petitmot.kit.pages import window
from petitmot.people import conversing, gestures, profiles
from petitmot.people.models import ContactRequest, Manners, Person
from petitmot.posts.models import Post, Visibility

POLICIES = ("for_not_following", "for_not_followers", "for_new_accounts", "for_limited_accounts", "for_bots")
FILTERS = ("filter_not_following", "filter_not_followers", "filter_new_accounts")
MOST_COUNTED = 100


@endpoint("GET", "/api/v2/notifications/policy", scopes=READ)
def policy(call: Call) -> dict[str, Any]:
    private = "accept" if _is_open(call.person) else "filter"
    limited = {"for_limited_accounts": "drop"}  # notices of people in retreat come to their followers alone
    return (
        dict.fromkeys(POLICIES, "accept")
        | limited
        | {"for_private_mentions": private, "summary": _summary(call.person)}
    )


@endpoint(("PATCH", "PUT"), "/api/v2/notifications/policy", scopes=WRITE)
def set_policy(call: Call) -> dict[str, Any]:
    said = call.params.text("for_private_mentions")
    if said in ("accept", "filter", "drop"):
        profiles.mind(call.person, opens_conversations=said == "accept")
    return policy(call)


@endpoint("GET", "/api/v1/notifications/policy", scopes=READ)
def old_policy(call: Call) -> dict[str, Any]:
    filters = dict.fromkeys(FILTERS, False) | {"filter_private_mentions": not _is_open(call.person)}
    return filters | {"summary": _summary(call.person)}


@endpoint(("PATCH", "PUT"), "/api/v1/notifications/policy", scopes=WRITE)
def set_old_policy(call: Call) -> dict[str, Any]:
    said = call.params.flag("filter_private_mentions")
    if said is not None:
        profiles.mind(call.person, opens_conversations=not said)
    return old_policy(call)


@endpoint("GET", "/api/v1/notifications/requests", scopes=READ)
def several(call: Call) -> Answer:
    found = window(_waiting(call.person), call.window(40))
    return page(call, _told(call.person, found.items), older=found.older, newer=found.newer)


@endpoint("GET", "/api/v1/notifications/requests/merged", scopes=READ)
def merged(call: Call) -> dict[str, bool]:
    """Always true: what was accepted is among the notifications with the same answer."""
    return {"merged": True}


@endpoint("GET", "/api/v1/notifications/requests/{id}", scopes=READ)
def one(call: Call, id: str) -> dict[str, Any]:
    return _told(call.person, [_mine(call, id)])[0]


@endpoint("POST", "/api/v1/notifications/requests/{id}/accept", scopes=WRITE)
def accept(call: Call, id: str) -> dict[str, Any]:
    return _accept(call, [_mine(call, id)])


@endpoint("POST", "/api/v1/notifications/requests/{id}/dismiss", scopes=WRITE)
def dismiss(call: Call, id: str) -> dict[str, Any]:
    return _dismiss(call, [_mine(call, id)])


@endpoint("POST", "/api/v1/notifications/requests/accept", scopes=WRITE)
def accept_several(call: Call) -> dict[str, Any]:
    return _accept(call, list(_waiting(call.person).filter(pk__in=call.params.ids("id"))))


@endpoint("POST", "/api/v1/notifications/requests/dismiss", scopes=WRITE)
def dismiss_several(call: Call) -> dict[str, Any]:
    return _dismiss(call, list(_waiting(call.person).filter(pk__in=call.params.ids("id"))))


def _accept(call: Call, requests: Sequence[ContactRequest]) -> dict[str, Any]:
    with transaction.atomic():
        for request in requests:
            conversing.open_conversation(call.person, request.asker)
    return {}


def _dismiss(call: Call, requests: Sequence[ContactRequest]) -> dict[str, Any]:
    for request in requests:
        gestures.decline_silently(request, call.person)
    return {}


def _waiting(person: Person) -> QuerySet[ContactRequest]:
    rows = ContactRequest.objects.on_desk().filter(asked=person, about=ContactRequest.About.CONVERSATION)
    return rows.select_related("asker__server")


def _mine(call: Call, id: str) -> ContactRequest:
    found = _waiting(call.person).filter(pk=id_of(id)).first()
    if found is None:
        raise record_not_found()
    return found


def _told(person: Person, requests: Sequence[ContactRequest]) -> list[dict[str, Any]]:
    """Tell requests with the words they came with. A handful of queries for a page."""
    askers = [request.asker for request in requests]
    rows = Post.objects.filter(author__in=askers, visibility=Visibility.NAMED, audience__person=person)
    words: dict[int, list[int]] = {}
    for post, author in rows.order_by("pk").values_list("pk", "author_id"):
        words.setdefault(author, []).append(post)
    told = by_id(person, [ids[-1] for ids in words.values()])
    return [
        {
            "id": str(request.pk),
            "created_at": moment(request.asked_at),
            "updated_at": moment(request.answered_at or request.asked_at),
            "notifications_count": str(len(words.get(request.asker_id, [])) or 1),
            "account": account,
            "last_status": told.get(words.get(request.asker_id, [0])[-1]),
        }
        for request, account in zip(requests, accounts(askers, person), strict=True)
    ]


def _is_open(person: Person) -> bool:
    return Manners.objects.filter(person=person, opens_conversations=True).exists()


def _summary(person: Person) -> dict[str, int]:
    number = min(_waiting(person).count(), MOST_COUNTED)
    return {"pending_requests_count": number, "pending_notifications_count": number}
