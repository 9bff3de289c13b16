"""From one process of a server to all of them: a topic and a few characters, for copies to drop and bells to ring.

It is no outbox: nothing is kept, and what must not be lost is announced instead. In a server of one process there are
no others, and to tell is to hear. `site/processes` carries what is told between several: whoever is handed a request
has heard all that was told before that request came in.
"""

from __future__ import annotations

from collections.abc import Callable

Hearer = Callable[[str], None]

_hearers: dict[str, list[Hearer]] = {}
_alone: set[str] = set()
_carry: Callable[[str, str], None] | None = None


def hear(topic: str, hearer: Hearer, *, alone: bool = False) -> Callable[[], None]:
    """Call `hearer` with what is told of a topic, from any thread; it is quick and raises nothing. Returns its end.

    `alone`: what is told of it concerns this process and no other.
    """
    if alone:
        _alone.add(topic)
    hearers = _hearers.setdefault(topic, [])
    hearers.append(hearer)
    return lambda: hearers.remove(hearer)


def tell(topic: str, payload: str = "") -> None:
    """Tell every process of this server: this one before the call returns, the others before their next request."""
    received(topic, payload)
    if _carry is not None:
        _carry(topic, payload)


def received(topic: str, payload: str) -> bool:
    """Let this process hear; returns whether it was for this one alone."""
    hearers = _hearers.get(topic, ())
    for hearer in hearers:
        hearer(payload)
    return bool(hearers) and topic in _alone


def use(carry: Callable[[str, str], None] | None) -> None:
    """Say how what is told here reaches the other processes; told once, by whoever starts them."""
    global _carry
    _carry = carry
