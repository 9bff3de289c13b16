"""When a signature was made: not long ago, not in a future that clocks that differ do not explain."""

from __future__ import annotations

import math
from datetime import UTC, timedelta
from email.utils import parsedate_to_datetime

from petitmot.federation.signatures.material import Unverified
from petitmot.kit import clock

# Mastodon's own window; within it, what was seen is remembered (`SeenActivity`).
OLDEST = timedelta(hours=12)
AHEAD = timedelta(hours=1)


def check_date(value: str) -> None:
    """Check a `Date` header. Raises `Unverified`."""
    try:
        said = parsedate_to_datetime(value)
        said = said.replace(tzinfo=UTC) if said.tzinfo is None else said.astimezone(UTC)
    except (ValueError, TypeError, OverflowError) as error:
        raise Unverified("The Date header is missing or cannot be read.") from error
    _check(said.timestamp())


def check_created(created: int, expires: int | None) -> None:
    """Check the seconds (since 1970) at which a signature was made and ends. Raises `Unverified`."""
    _check(created)
    if expires is not None and expires < math.floor(clock.now().timestamp()):
        raise Unverified("The signature has expired.")


def _check(said: float) -> None:
    now = clock.now().timestamp()
    if said < now - OLDEST.total_seconds():
        raise Unverified("The signature was made too long ago: twelve hours at most.")
    if said > now + AHEAD.total_seconds():
        raise Unverified("The signature was made in the future: one hour at most. Is the clock right?")
