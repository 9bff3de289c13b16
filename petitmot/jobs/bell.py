"""The bell of this process: rung when a transaction with new jobs was committed, heard by idle runner threads."""

from __future__ import annotations

import threading

_condition = threading.Condition()
_rings = 0


def ring(*, everybody: bool = False) -> None:
    """Wake one idle runner thread of this process (or every one)."""
    global _rings
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
