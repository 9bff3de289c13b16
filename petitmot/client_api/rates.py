"""How much an application may ask: 300 calls in five minutes, told in `X-RateLimit-*` (docs.joinmastodon.org/api/rate-limits).

Counted in memory, in each process for itself: a row for every GET would cost more than the GET. What writes words,
follows or asks has limits of its own in `people.pace`, shared by all processes. A call that a copy answers
(`site/bridge/copies.py`) is counted like any other, by the process that accepts.
"""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from functools import lru_cache

from django.conf import settings

from petitmot.kit import clock

COPIED = (
    "petitmot.copied"  # in the environment of a request: who is counted, where a copy may answer them the next time
)
CALLS = 300
WITHIN = 300  # seconds

_counts: dict[str, int] = {}
_lock = threading.Lock()
_window = 0


@lru_cache(maxsize=2)
def _reset(window: int) -> str:
    return datetime.fromtimestamp((window + 1) * WITHIN, UTC).strftime("%Y-%m-%dT%H:%M:%S.000000Z")


def count(who: str) -> tuple[dict[str, str], bool]:
    """Count a call of a token or a network address; return the headers that say so, and whether it may go on.

    With limits switched off by the operator nothing is counted and everything is left.
    """
    global _window
    now = int(clock.now().timestamp())
    window = now // WITHIN
    used = 1
    if settings.PETITMOT_RATE_LIMITS:
        with _lock:
            if window != _window:
                _counts.clear()
                _window = window
            used = _counts[who] = _counts.get(who, 0) + 1
    headers = {
        "X-RateLimit-Limit": str(CALLS),
        "X-RateLimit-Remaining": str(max(0, CALLS - used)),
        "X-RateLimit-Reset": _reset(window),
    }
    return headers, used <= CALLS
