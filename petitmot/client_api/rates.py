"""How much an application may ask: 300 calls in five minutes, told in `X-RateLimit-*` (docs.joinmastodon.org/api/rate-limits).

Counted in memory, in each process for itself: a row for every GET would cost more than the GET. What writes words,
follows or asks has limits of its own in `people.pace`, shared by all processes.
"""

from __future__ import annotations

import threading
from datetime import UTC, datetime

from django.conf import settings

from petitmot.kit import clock

CALLS = 300
WITHIN = 300  # seconds

_counts: dict[str, int] = {}
_lock = threading.Lock()
_window = 0


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
    reset = datetime.fromtimestamp((window + 1) * WITHIN, UTC)
    headers = {
        "X-RateLimit-Limit": str(CALLS),
        "X-RateLimit-Remaining": str(max(0, CALLS - used)),
        "X-RateLimit-Reset": reset.strftime("%Y-%m-%dT%H:%M:%S.000000Z"),
    }
    return headers, used <= CALLS
