"""Whom and what one keeps away: blocks, mutes, whole servers (docs.joinmastodon.org/methods/blocks, /mutes, /domain_blocks)."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from petitmot.client_api.call import Answer, Call
from petitmot.client_api.door import endpoint
from petitmot.client_api.entities.moments import maybe
from petitmot.client_api.errors import invalid
from petitmot.client_api.listing import people_page
from petitmot.client_api.paging import page
from petitmot.kit import clock
from petitmot.kit.pages import window
from petitmot.kit.refusals import Refusal
from petitmot.people import distance
from petitmot.people.models import Block, Mute, ServerBlock


@endpoint("GET", "/api/v1/blocks", scopes=("read:blocks",))
def blocks(call: Call) -> Answer:
    return people_page(call, Block.objects.filter(blocker=call.person), "blocked")


@endpoint("GET", "/api/v1/mutes", scopes=("read:mutes",))
def mutes(call: Call) -> Answer:
    """MutedAccount: an account, and until when."""
    rows = Mute.objects.filter(Q(until=None) | Q(until__gt=clock.now()), muter=call.person)

    def until(row: Any, told: dict[str, Any]) -> None:
        told["mute_expires_at"] = maybe(row.until)

    return people_page(call, rows, "muted", more=until)


@endpoint("GET", "/api/v1/domain_blocks", scopes=("read:blocks",))
def servers(call: Call) -> Answer:
    found = window(ServerBlock.objects.filter(blocker=call.person), call.window(100, 200))
    return page(call, [row.domain for row in found.items], older=found.older, newer=found.newer)


@endpoint("POST", "/api/v1/domain_blocks", scopes=("write:blocks",))
def block_server(call: Call) -> dict[str, Any]:
    domain = call.params.text("domain")
    if not domain.strip():
        raise invalid("Domain can't be blank")
    try:
        distance.block_server(call.person, domain)
    except Refusal as refusal:
        if refusal.code in ("domain_invalid", "own_server"):
            raise invalid("Domain is not a valid domain name") from None
        raise
    return {}


@endpoint("DELETE", "/api/v1/domain_blocks", scopes=("write:blocks",))
def unblock_server(call: Call) -> dict[str, Any]:
    distance.unblock_server(call.person, call.params.text("domain"))
    return {}
