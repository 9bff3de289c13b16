"""What a delivery asks for, done by a job: `take`, and how long what came is remembered."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction

from petitmot.federation import handling
from petitmot.federation.events import ActivityReceived
from petitmot.federation.models import SeenActivity
from petitmot.federation.parsing import read_object
from petitmot.federation.signatures.material import Signer
from petitmot.kit import clock
from petitmot.kit.compiled import Compiled
from petitmot.kit.fetching import without_network
from petitmot.kit.inserting import Insert
from petitmot.kit.refusals import Refusal

log = logging.getLogger("petitmot.federation")

AT_ONCE = 8  # deliveries in one transaction: whoever writes besides waits about ten milliseconds for them
REMEMBERED = timedelta(days=7)  # longer than a signature holds (`signatures.dates`), and than most servers try again


def take(fact: ActivityReceived) -> None:
    """Do what came in, once. A reaction. What cannot be is left alone: nobody waits for the answer."""
    if _SEEN(uri=fact.seen):
        return
    signer = Signer(fact.signer_uri, fact.signer_host, fact.key_id)
    activity = read_object(fact.text.encode())
    try:
        handling.handle(signer, activity, inbox_of=fact.inbox_of)
    except Refusal as refused:
        log.info("%s of %s was left alone: %s", activity.get("type"), fact.signer_host, refused.code)
    _REMEMBER(SeenActivity(uri=fact.seen, at=clock.now()))


def take_all(facts: Sequence[ActivityReceived]) -> None:
    """Do what came in, of many deliveries, a few in each transaction; what was done stays done where a later one fails.

    Raises `NotNow` where something would have to be fetched, and whatever `take` raises: then each is done alone.
    """
    for start in range(0, len(facts), AT_ONCE):
        with without_network(), transaction.atomic():
            for fact in facts[start : start + AT_ONCE]:
                take(fact)


_REMEMBER = Insert(SeenActivity, ignore=True)
_SEEN = Compiled[int](lambda uri: SeenActivity.objects.filter(uri=uri).values_list("pk", flat=True), uri=str)


def order(fact: ActivityReceived) -> str:
    """Return the order a delivery stands in, for the wiring."""
    return fact.order


def forget_old() -> None:
    """Forget what came long ago. Periodic."""
    SeenActivity.objects.filter(at__lt=clock.now() - REMEMBERED).delete()
