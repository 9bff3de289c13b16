"""63-bit ids, sortable by time: 47 bits of milliseconds since 1970, then 16 bits to tell a millisecond's ids apart."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime

SEQUENCE_BITS = 16


def first_id_at(moment: datetime) -> int:
    """Return the smallest id of the millisecond of `moment`."""
    return int(moment.timestamp() * 1000) << SEQUENCE_BITS


def random_id_at(moment: datetime) -> int:
    """Return an id within the millisecond of `moment`; two calls differ but for one chance in 65,536."""
    return first_id_at(moment) | secrets.randbits(SEQUENCE_BITS)


def moment_of(id_: int) -> datetime:
    """Return the time from which `id_` was made, to the millisecond, UTC."""
    return datetime.fromtimestamp((id_ >> SEQUENCE_BITS) / 1000, UTC)
