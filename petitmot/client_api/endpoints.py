"""One way into the client API, as it was opened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

View = Callable[..., Any]


@dataclass(frozen=True)
class Endpoint:
    """One way in: what it is called, who may, and the function behind it."""

    method: str
    path: str  # "/api/v1/accounts/{id}/follow"
    view: View
    scopes: tuple[str, ...] = ()  # one of them is enough; a parent holds its children
    user: bool | None = True
    repeats: bool = False  # honours Idempotency-Key
    unconfirmed: bool = False  # open to an account whose e-mail is not confirmed yet
    copied: bool = False  # told the same to the same token until something is written, or for a second
    parts: tuple[str, ...] = field(default=())
