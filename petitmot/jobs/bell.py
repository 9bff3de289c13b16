"""The bell: rung when a transaction with new jobs was committed, heard by idle runner threads.

Where the runner lives in another process of this server, `send_on` lets the bell be heard there.
"""

from __future__ import annotations

import threading

from petitmot.kit import broadcast

TOPIC = "jobs"

_condition = threading.Condition()
_rings = 0
_sends_on = False


def ring(*, everybody: bool = False) -> None:
    """Wake one idle runner thread (or every one of this process)."""
    global _rings
    if _sends_on:
        broadcast.tell(TOPIC)
        return
    with _condition:
        _rings += 1
        _condition.notify(2**30 if everybody else 1)


def rings() -> int:
    """How often the bell rang; read it before looking for work, so that no ring in between is missed."""
    return _rings


def wait(heard: int, timeout: float) -> None:
    """Sleep until the bell rings once more than `heard`, at most `timeout` seconds."""
    with _condition:
        if _rings == heard:
            _condition.wait(timeout)


def send_on() -> None:
    """From now on the bell of this process rings in the one that runs the jobs."""
    global _sends_on
    _sends_on = True


def hear_others() -> None:
    """The jobs are run here: also those of other processes ring the bell."""
    broadcast.hear(TOPIC, lambda _payload: ring())
