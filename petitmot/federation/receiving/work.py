"""What a delivery asks for, done by a job: `take`, and how long what came is remembered."""

from __future__ import annotations

import logging
from datetime import timedelta

from petitmot.federation import handling
from petitmot.federation.events import ActivityReceived
from petitmot.federation.models import SeenActivity
from petitmot.federation.parsing import read_object
from petitmot.federation.signatures.material import Signer
from petitmot.kit import clock
from petitmot.kit.compiled import Compiled
from petitmot.kit.refusals import Refusal

log = logging.getLogger("petitmot.federation")

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
    SeenActivity.objects.bulk_create([SeenActivity(uri=fact.seen, at=clock.now())], ignore_conflicts=True)


_SEEN = Compiled[int](lambda uri: SeenActivity.objects.filter(uri=uri).values_list("pk", flat=True), uri=str)


def order(fact: ActivityReceived) -> str:
    """Return the order a delivery stands in, for the wiring."""
    return fact.order


def forget_old() -> None:
    """Forget what came long ago. Periodic."""
    SeenActivity.objects.filter(at__lt=clock.now() - REMEMBERED).delete()
