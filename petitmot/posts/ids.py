"""Ids of posts: one space for all, taken inside the writing transaction (rules 7 and 8)."""

from __future__ import annotations

from datetime import datetime

from petitmot.kit.compiled import run
from petitmot.kit.ids import first_id_at, random_id_at
from petitmot.posts.models import Arrival, Clock, Post

_TICK = """
    UPDATE posts_clock SET last = CASE WHEN last + 1 > %s THEN last + 1 ELSE %s END WHERE id = 1 RETURNING last
"""


def take_id(arrival: Arrival, *, arrived: datetime, published: datetime) -> int:
    """Return a new id: from the arrival for LIVE, from the publication for what is brought in later."""
    return next_live_id(arrived) if arrival == Arrival.LIVE else _id_in_the_past(published)


def next_live_id(moment: datetime) -> int:
    """Return an id above every one given before, also when the clock goes back.

    The row stays locked until the transaction ends: ids become visible in their own order, so that whoever has read
    up to an id has missed nothing below it.
    """
    at = first_id_at(moment)
    rows = run(_TICK, [at, at])
    if not rows:
        Clock.objects.get_or_create(pk=1, defaults={"last": 0})
        rows = run(_TICK, [at, at])
    return int(rows[0][0])


def _id_in_the_past(published: datetime) -> int:
    while True:
        id_ = random_id_at(published)
        if not Post.objects.filter(pk=id_).exists():
            return id_
