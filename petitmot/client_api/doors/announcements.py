"""Announcements: read them, put them aside, answer with a sign (docs.joinmastodon.org/methods/announcements)."""

from __future__ import annotations

from typing import Any

from petitmot.client_api.call import Call, id_of
from petitmot.client_api.door import endpoint
from petitmot.client_api.entities.announcement import announcements
from petitmot.moderation import announcements as domain
from petitmot.moderation.models import Announcement

REACT = ("write:favourites",)


@endpoint("GET", "/api/v1/announcements", user=True, scopes=("read", "read:accounts"))
def current(call: Call) -> list[dict[str, Any]]:
    """Those that are not over, also those that were read: `read` says so, as in Mastodon since 3.3.

    `with_dismissed=false` leaves out what was put aside, as it was asked for before.
    """
    told = domain.of_person(call.person)
    if call.params.flag("with_dismissed") is False:
        told = [each for each in told if not each.is_read]
    return announcements(told)


@endpoint("POST", "/api/v1/announcements/{id}/dismiss", scopes=("write:accounts",))
def dismiss(call: Call, id: str) -> dict[str, Any]:
    domain.put_aside(call.person, _one(id))
    return {}


@endpoint("PUT", "/api/v1/announcements/{id}/reactions/{name}", scopes=REACT)
def react(call: Call, id: str, name: str) -> dict[str, Any]:
    domain.answer(call.person, _one(id), _sign(name))
    return {}


@endpoint("DELETE", "/api/v1/announcements/{id}/reactions/{name}", scopes=REACT)
def take_back(call: Call, id: str, name: str) -> dict[str, Any]:
    domain.take_answer_back(call.person, _one(id), _sign(name))
    return {}


def _one(id: str) -> Announcement:
    return domain.find(id_of(id))


def _sign(name: str) -> str:
    """Some applications write a code with its colons."""
    return name[:100].strip(":")
