"""`Idempotency-Key`: a request that is sent again, because its answer was lost, is carried out once.

docs.joinmastodon.org/methods/statuses#create: the same key within an hour gets the same answer.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta

from django.db import IntegrityError

from petitmot.client_api.errors import ApiError
from petitmot.client_api.models import Given
from petitmot.client_api.tokens import digest_of
from petitmot.kit import clock

KEPT = timedelta(hours=1)
STUCK = timedelta(minutes=1)  # a request that took longer has died
WAITS, WAIT = 50, 0.1  # how often and how long (seconds) a second request looks whether the first is done


def once(name: str, work: Callable[[], tuple[int, bytes]]) -> tuple[int, bytes]:
    """Do `work` (it returns status and body) once for everything called `name` within an hour.

    Whoever comes while it is at work waits for its answer; what failed may be tried again.
    """
    digest = digest_of(name)
    for _turn in range(WAITS):
        given = Given.objects.filter(pk=digest, at__gt=clock.now() - KEPT).first()
        if given is None or (not given.status and given.at < clock.now() - STUCK):
            if _begin(digest, given):
                return _work(digest, work)
        elif given.status:
            return given.status, bytes(given.body)
        time.sleep(WAIT)
    raise ApiError(503, "There was a temporary problem serving your request, please try again")


def _begin(digest: str, stuck: Given | None) -> bool:
    try:
        old = Given.objects.filter(pk=digest, at__lte=stuck.at if stuck else clock.now() - KEPT)
        old.delete()
        Given.objects.create(pk=digest, at=clock.now())
    except IntegrityError:  # somebody else began
        return False
    return True


def _work(digest: str, work: Callable[[], tuple[int, bytes]]) -> tuple[int, bytes]:
    try:
        status, body = work()
    except BaseException:
        Given.objects.filter(pk=digest).delete()
        raise
    Given.objects.filter(pk=digest).update(status=status, body=body)
    return status, body


def forget_old() -> None:
    """Delete answers older than an hour. Periodic."""
    Given.objects.filter(at__lte=clock.now() - KEPT).delete()
