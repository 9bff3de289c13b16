"""How much one server may bring at once, in this process: so that no one server takes all of ours."""

from __future__ import annotations

import time
from collections import OrderedDict
from threading import Lock

from django.conf import settings

from petitmot.kit.refusals import TooOften

BURST = 12_000  # deliveries of one host at once
A_SECOND = 300.0  # come back
HOSTS = 5_000  # remembered at most

_lock = Lock()
_clear_at: OrderedDict[str, float] = OrderedDict()


def count(host: str) -> None:
    """Count a delivery. Raises `TooOften`. Nothing is counted where the operator switched limits off."""
    if not settings.PETITMOT_RATE_LIMITS:
        return
    now = time.monotonic()
    with _lock:
        clear_at = max(_clear_at.pop(host, now), now) + 1 / A_SECOND
        over = clear_at - now - BURST / A_SECOND
        _clear_at[host] = min(clear_at, now + BURST / A_SECOND)
        if len(_clear_at) > HOSTS:
            _clear_at.popitem(last=False)
    if over > 0:
        raise TooOften("Too many deliveries at once.", wait=max(1, int(over) + 1))
