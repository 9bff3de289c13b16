"""The bell: rung when a transaction with new jobs was committed, heard by idle runner threads.

Where the runner lives in another process of this server, `send_on` lets the bell be heard there.
"""

from __future__ import annotations

import threading
import time

from petitmot.kit import broadcast

TOPIC = "jobs"
SOON = 0.1  # seconds: jobs that may wait so long are taken up many at a time

_condition = threading.Condition()
_rings = 0
_rings_at: float | None = None  # time.monotonic() of a ring that is to come
_sends_on = False


def ring(*, everybody: bool = False, soon: bool = False) -> None:
    """Wake one idle runner thread (or every one of this process); `soon`: a moment later, for all such rings once."""
    global _rings, _rings_at
    if _sends_on:
        broadcast.tell(TOPIC, "soon" if soon else "")
        return
    with _condition:
        if not soon:
            _rings += 1
        elif _rings_at is None:
            _rings_at = time.monotonic() + SOON
        else:
            return
        _condition.notify(2**30 if everybody else 1)


def rings() -> int:
    """How often the bell rang; read it before looking for work, so that no ring in between is missed."""
    return _rings


def wait(heard: int, timeout: float) -> None:
    """Sleep until the bell rings once more than `heard`, at most `timeout` seconds."""
    end = time.monotonic() + timeout
    with _condition:
        while _rings == heard and not _ring_that_was_to_come():
            now = time.monotonic()
            if now >= end:
                return
            _condition.wait(max(0.0, min(end, _rings_at or end) - now))


def _ring_that_was_to_come() -> bool:
    global _rings, _rings_at
    if _rings_at is None or time.monotonic() < _rings_at:
        return False
    _rings, _rings_at = _rings + 1, None
    return True


def send_on() -> None:
    """From now on the bell of this process rings in the one that runs the jobs."""
    global _sends_on
    _sends_on = True


def hear_others() -> None:
    """The jobs are run here: also those of other processes ring the bell."""
    broadcast.hear(TOPIC, lambda payload: ring(soon=payload == "soon"), alone=True)
