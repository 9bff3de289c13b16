"""Times as applications read them: ISO 8601 in UTC with milliseconds, days as dates."""

from __future__ import annotations

from datetime import UTC, datetime


def moment(at: datetime) -> str:
    """`2026-11-22T14:00:00.123Z`."""
    if at.tzinfo is not UTC:
        at = at.astimezone(UTC)
    return f"{at.isoformat(timespec='milliseconds')[:-6]}Z"


def maybe(at: datetime | None) -> str | None:
    return None if at is None else moment(at)


def midnight(at: datetime) -> str:
    """The day, as a moment: since Mastodon 3.4 the day somebody joined is told without its hour."""
    return f"{at.astimezone(UTC):%Y-%m-%d}T00:00:00.000Z"


def day(at: datetime | None) -> str | None:
    return None if at is None else f"{at.astimezone(UTC):%Y-%m-%d}"
