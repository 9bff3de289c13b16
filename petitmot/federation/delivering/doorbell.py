"""The bell of this process's sender: rung when a transaction with new deliveries was committed."""

from __future__ import annotations

import threading

_condition = threading.Condition()
_rings = 0


def ring() -> None:
    """Wake the sender of this process, if there is one."""
    global _rings
    with _condition:
        _rings += 1
        _condition.notify_all()


def rings() -> int:
    """How often it rang; read it before looking for work, so that no ring in between is missed."""
    return _rings


def wait(heard: int, timeout: float) -> None:
    """Sleep until the bell rings once more than `heard`, at most `timeout` seconds."""
    with _condition:
        if _rings == heard:
            _condition.wait(timeout)
