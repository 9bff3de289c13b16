"""Conversations: one for each set of people (docs.joinmastodon.org/methods/conversations, rule 31)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.db.models import F

from petitmot.client_api.call import Answer, Call, id_of
from petitmot.client_api.door import endpoint
from petitmot.client_api.entities.account import accounts
from petitmot.client_api.entities.status import by_id
from petitmot.client_api.paging import page
from petitmot.kit.pages import window
from petitmot.people.models import Person
from petitmot.posts import conversations
from petitmot.posts.models import Member

READ = ("read:statuses",)
WRITE = ("write:conversations",)


@endpoint("GET", "/api/v1/conversations", scopes=READ)
def several(call: Call) -> Answer:
    """Pages by the id of the newest word, as in Mastodon."""
    rows = conversations.of_person(call.person).annotate(last=F("conversation__last_post"))
    found = window(rows, call.window(20, 40), field="last")
    return page(call, told(call.person, found.items), older=found.older, newer=found.newer)


@endpoint("GET", "/api/v1/timelines/direct", scopes=READ)
def direct(call: Call) -> Answer:
    """The newest word of each conversation, for old applications."""
    rows = conversations.of_person(call.person).annotate(last=F("conversation__last_post"))
    found = window(rows, call.window(20, 40), field="last")
    words = by_id(call.person, [row.conversation.last_post for row in found.items])
    return page(call, list(words.values()), older=found.older, newer=found.newer)


@endpoint("POST", "/api/v1/conversations/{id}/read", scopes=WRITE)
def read(call: Call, id: str) -> dict[str, Any]:
    member = conversations.find(call.person, id_of(id))
    conversations.mark_read(member, member.conversation.last_post)
    return _again(call, member)


@endpoint("POST", "/api/v1/conversations/{id}/unread", scopes=WRITE)
def unread(call: Call, id: str) -> dict[str, Any]:
    member = conversations.find(call.person, id_of(id))
    conversations.mark_unread(member)
    return _again(call, member)


@endpoint("DELETE", "/api/v1/conversations/{id}", scopes=WRITE)
def hide(call: Call, id: str) -> dict[str, Any]:
    """Out of one's own sight until a newer word comes."""
    conversations.hide(conversations.find(call.person, id_of(id)))
    return {}


def _again(call: Call, member: Member) -> dict[str, Any]:
    return told(call.person, [conversations.find(call.person, member.conversation_id)])[0]


def told(person: Person, members: Sequence[Member]) -> list[dict[str, Any]]:
    """Tell conversations (docs.joinmastodon.org/entities/Conversation), each from one person's side."""
    ids = [member.conversation_id for member in members]
    rows = list(Member.objects.filter(conversation__in=ids).select_related("person__server").order_by("pk"))
    others = [row for row in rows if row.person_id != person.pk]
    told_of: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row, account in zip(others, accounts([row.person for row in others], person), strict=True):
        told_of[row.conversation_id].append(account)
    words = by_id(person, [member.conversation.last_post for member in members])
    return [
        {
            "id": str(member.conversation_id),
            "unread": member.conversation.last_post > member.read_up_to,
            "accounts": told_of[member.conversation_id],
            "last_status": words.get(member.conversation.last_post),
        }
        for member in members
    ]
