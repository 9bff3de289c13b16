"""Where posts went: written down when they go, looked up when they are edited or deleted."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import msgspec

from petitmot.federation.delivering.recipients import Door
from petitmot.federation.models import Reached, Route


def note(post_id: int, doors: Iterable[Door]) -> None:
    """Remember that a post went to these doors. In the transaction that queues it."""
    went = sorted(set(doors))
    if not went:
        return
    inboxes = [list(door) for door in went]
    key = hashlib.sha256(msgspec.json.encode(inboxes)).hexdigest()
    route, _new = Route.objects.get_or_create(key=key, defaults={"inboxes": inboxes})
    Reached.objects.get_or_create(post_id=post_id, route=route)


def went(post_id: int) -> set[Door]:
    """Return every door a post went to."""
    rows = Reached.objects.filter(post_id=post_id).values_list("route__inboxes", flat=True)
    return {Door(server, inbox) for inboxes in rows for server, inbox in inboxes}


def forget(post_id: int) -> None:
    """The post is gone, and those who had it were told."""
    Reached.objects.filter(post_id=post_id).delete()
