"""Facts of the post office."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class MailDue:
    """Somebody has something to be told of, and an hour has passed since the last letter."""

    person_id: int


@dataclass(frozen=True)
class WordsByMailDue:
    """Somebody without an account has a letter to come, with public words they asked for."""

    reader_id: int
