"""What will never arrive: given up visibly, forgotten after a while, so that the dead do not fill the disk."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction
from django.db.models import Count, Exists, F, OuterRef, Q

from petitmot.federation.models import Actor, Delivery, OutgoingActivity, Peer, Reached, Route
from petitmot.kit import clock
from petitmot.moderation.events import ServerLimited

PATIENCE = timedelta(days=14)  # how long a delivery waits for a silent server
LITTLE = timedelta(days=1)  # the same, once the server has been silent for that long
SEEN = timedelta(days=7)  # how long a delivery that was given up can be looked at
MOST_WAITING = 20_000  # deliveries for one server
AT_ONCE = 2_000  # rows of one short transaction


def mark_gone(inboxes: Sequence[str]) -> None:
    """Note that nobody is behind these inboxes any more; whoever knows people looks again before it believes it."""
    Actor.objects.filter(Q(inbox__in=inboxes) | Q(shared_inbox__in=inboxes)).update(failed_at=clock.now())


def write_off() -> None:
    """Give up what waited too long, forget what was given up a week ago, and wake servers that were forgotten. Periodic."""
    moment = clock.now()
    _drop_refused()
    lost = Peer.objects.filter(unreachable_since__lt=moment - PATIENCE).values("pk")
    waiting = Delivery.objects.filter(given_up_at=None)
    _give_up(waiting.filter(activity__made__lt=moment - PATIENCE))
    _give_up(waiting.filter(server__in=lost, activity__made__lt=moment - LITTLE))
    for server, number in _crowded():
        _give_up(waiting.filter(server=server).order_by("pk"), most=number - MOST_WAITING)
    while Delivery.objects.filter(
        pk__in=list(Delivery.objects.filter(given_up_at__lt=moment - SEEN).values_list("pk", flat=True)[:AT_ONCE])
    ).delete()[0]:
        pass
    alone = OutgoingActivity.objects.filter(~Exists(Delivery.objects.filter(activity=OuterRef("pk"))))
    alone.filter(made__lt=moment - timedelta(hours=1)).delete()
    Route.objects.filter(~Exists(Reached.objects.filter(route=OuterRef("pk")))).delete()
    _wake_the_forgotten()


def drop_refused(_fact: ServerLimited) -> None:
    """A reaction: nothing waits for servers that are refused."""
    _drop_refused()


def _drop_refused() -> None:
    rows = Delivery.objects.filter(server__refused_at__isnull=False).order_by("pk")
    while ids := list(rows.values_list("pk", flat=True)[:AT_ONCE]):
        Delivery.objects.filter(pk__in=ids).delete()


def _give_up(rows, most: int | None = None) -> None:  # type: ignore[no-untyped-def]
    """Silent servers have nothing to show for each row: they are counted, and gone."""
    while most is None or most > 0:
        found = list(rows.values_list("pk", "server_id")[: min(AT_ONCE, most or AT_ONCE)])
        if not found:
            return
        counts: dict[int, int] = {}
        for _pk, server in found:
            counts[server] = counts.get(server, 0) + 1
        with transaction.atomic():
            Delivery.objects.filter(pk__in=[pk for pk, _server in found]).delete()
            for server, number in sorted(counts.items()):
                Peer.objects.filter(pk=server).update(given_up=F("given_up") + number)
        most = None if most is None else most - len(found)


def _crowded() -> list[tuple[int, int]]:
    rows = Delivery.objects.filter(given_up_at=None).values("server").annotate(number=Count("pk"))
    return list(rows.filter(number__gt=MOST_WAITING).values_list("server", "number"))


def _wake_the_forgotten() -> None:
    """A net below the bell: a server for which something waits, and that nobody was told of."""
    waits = Delivery.objects.filter(server=OuterRef("server_id"), given_up_at=None)
    Peer.objects.filter(Exists(waits), due=None).update(due=clock.now())
