"""To deliver: write down what has to reach which inboxes. The sender does the rest, in its own time."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any

import msgspec
from django.db import connection, transaction

from petitmot.federation.delivering import doorbell, ledger
from petitmot.federation.delivering.recipients import Door
from petitmot.federation.models import Delivery, OutgoingActivity, Peer
from petitmot.kit import clock
from petitmot.people.models import Person

BATCH = 500  # rows of one INSERT
WRITTEN_OFF = timedelta(days=14)  # of silence after which a server is told only the newest things
SEEN_AGAIN = timedelta(minutes=1)  # how often the same server's sign of life is looked at


def deliver(
    activity: dict[str, Any], *, by: Person | None, to: Iterable[Door], noted: Callable[[int], object] | None = None
) -> int:
    """Write one delivery for each door; return how many. `by` signs (None: this server's own actor). No door, nothing is written.

    The activity is stored once, as it will be sent (without `bto` and `bcc`). In the caller's transaction, where there is one: what is announced
    there and what is queued here are kept together; `noted` is called in it with the id of the stored activity.
    """
    doors = sorted(set(to))
    if not doors:
        return 0
    moment, author = clock.now(), by.pk if by else 0
    body = msgspec.json.encode({name: value for name, value in activity.items() if name not in ("bto", "bcc")})
    with transaction.atomic():
        servers = sorted({door.server for door in doors})
        _know(servers)
        stored = OutgoingActivity.objects.create(
            uri=str(activity["id"])[:500], author=by, body=body.decode(), made=moment
        )
        Delivery.objects.bulk_create(
            [
                Delivery(activity=stored, server_id=door.server, author_id=author, inbox=door.inbox, due=moment)
                for door in doors
            ],
            batch_size=BATCH,
        )
        if noted is not None:
            noted(stored.pk)
        with connection.cursor() as cursor:
            for start in range(0, len(servers), BATCH):
                ledger.wake(cursor, servers[start : start + BATCH], moment)
        transaction.on_commit(doorbell.ring)
    return len(doors)


def _know(servers: list[int]) -> None:
    known = set(Peer.objects.filter(server__in=servers).values_list("pk", flat=True))
    new = [Peer(server_id=server) for server in servers if server not in known]
    if new:
        Peer.objects.bulk_create(new, ignore_conflicts=True)


_seen: dict[str, datetime] = {}  # host -> when its sign of life was last looked at, in this process


def alive(host: str) -> None:
    """Something came from this server (`host`, with its port where it has one): what waits for it goes out again.

    Cheap: the same server is looked at once a minute, and a row is written only where it had been silent.
    """
    moment = clock.now()
    last = _seen.get(host)
    if last is not None and timedelta(0) <= moment - last < SEEN_AGAIN:
        return
    if len(_seen) > 10_000:
        _seen.clear()
    _seen[host] = moment
    if Peer.objects.filter(server__domain=host, failures__gt=0).exists():
        Peer.objects.filter(server__domain=host).update(
            failures=0, unreachable_since=None, paused_until=None, last_alive=moment
        )
        doorbell.ring()
