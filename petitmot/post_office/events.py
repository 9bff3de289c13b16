"""Facts of the post office."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class MailDue:
    """Somebody has something to be told of, and an hour has passed since the last letter."""

    person_id: int
