"""What Mastodon.py is asked to do, by name, in an order that makes sense: what is called, and how its answer must look."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@dataclass
class Stage:
    """Three people with their libraries, the operator, four strangers, and what was made on the way.

    `made` also holds two whom the staff decides about: `target`, and `leaving`.
    """

    address: str
    ana: Any
    bruno: Any
    chloe: Any
    boss: Any
    strangers: list[Any]
    made: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in ("ana", "bruno", "chloe", "boss"):
            self.made[name] = getattr(self, name).me()

    def keep(self, name: str, what: Any) -> Any:
        self.made[name] = what
        return what

    def id(self, name: str) -> Any:
        return self.made[name]["id"]

    def name(self, who: str) -> str:
        return str(self.made[who]["username"])


Do = Callable[[Stage], Any]
Look = Callable[[Any, Stage], Any]
Deed = tuple[Do, Look]


def holds(who: str) -> Look:
    """A list in which this one stands."""
    return lambda told, s: s.id(who) in [each["id"] for each in told]


def lacks(who: str) -> Look:
    return lambda told, s: s.id(who) not in [each["id"] for each in told]


def is_true(name: str) -> Look:
    return lambda told, s: told[name] is True


def is_false(name: str) -> Look:
    return lambda told, s: told[name] is False


def nothing(told: Any, s: Stage) -> bool:
    """Empty, and rightly so: Petitmot has none of it."""
    return not told


def done(told: Any, s: Stage) -> bool:
    """Something was done that is answered with nothing."""
    return told is None or told == {}


def texts(told: Any) -> list[str]:
    return [each["content"] for each in told]
