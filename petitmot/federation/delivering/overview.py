"""What the operator sees of deliveries: which servers are silent, since when, what waits, what was given up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Count, Min, Q, QuerySet

from petitmot.federation.delivering import doorbell
from petitmot.federation.models import Delivery, Peer
from petitmot.kit import clock


@dataclass(frozen=True)
class Line:
    """One server for which something waits, or was given up."""

    domain: str
    silent_since: datetime | None
    next_try: datetime | None
    waiting: int
    oldest: datetime | None  # since when the oldest of what waits does
    given_up: int
    error: str


def servers(most: int = 200) -> list[Line]:
    """Return servers that are silent, or for which something waits: the longest silence first. Two queries."""
    rows = Peer.objects.select_related("server").filter(Q(unreachable_since__isnull=False) | Q(due__isnull=False))
    peers = list(rows.order_by("unreachable_since", "server__domain")[:most])
    waiting = _waiting([peer.pk for peer in peers])
    return [_line(peer, *waiting.get(peer.pk, (0, None))) for peer in sorted(peers, key=_silence)]


def given_up(most: int = 200) -> QuerySet[Delivery]:
    """Return deliveries that were given up in the last days, newest first, with server and activity."""
    rows = Delivery.objects.filter(given_up_at__isnull=False).select_related("server", "activity")
    return rows.order_by("-given_up_at", "-pk")[:most]


def try_now(domain: str) -> int:
    """End a server's pause, and give what was given up lately another chance; return how many deliveries wait then."""
    moment = clock.now()
    with transaction.atomic():
        peer = Peer.objects.select_for_update(of=("self",)).filter(server__domain=domain.lower()).first()
        if peer is None:
            return 0
        rows = Delivery.objects.filter(server=peer.pk)
        rows.filter(given_up_at__isnull=False).update(given_up_at=None, attempts=0, due=moment)
        rows.update(due=moment)
        number = rows.count()
        Peer.objects.filter(pk=peer.pk).update(paused_until=None, due=moment if number else None)
        transaction.on_commit(doorbell.ring)
    return number


def _silence(peer: Peer) -> tuple[bool, datetime | int]:
    return (peer.unreachable_since is None, peer.unreachable_since or 0)


def _waiting(servers: Sequence[int]) -> dict[int, tuple[int, datetime | None]]:
    rows = Delivery.objects.filter(server__in=servers, given_up_at=None).values("server")
    counted = rows.annotate(number=Count("pk"), oldest=Min("activity__made"))
    return {server: (number, oldest) for server, number, oldest in counted.values_list("server", "number", "oldest")}


def _line(peer: Peer, waiting: int, oldest: datetime | None) -> Line:
    return Line(
        domain=peer.server.domain,
        silent_since=peer.unreachable_since,
        next_try=peer.paused_until or peer.due,
        waiting=waiting,
        oldest=oldest,
        given_up=peer.given_up,
        error=peer.last_error,
    )
