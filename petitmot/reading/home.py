"""Home: what my people and I wrote and shared, the newest first. A question, never a copy.

Driven by the people one reads, as Today is: for each of them one seek in the index (author, id) finds their newest; only
those of the newest few can stand on the page, and of each of these as many are taken as the page holds. So it costs
what the people are, not what the posts are. Who may see what is decided by `posts.seeing` alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from django.db import connection

from petitmot.kit import clock
from petitmot.kit.compiled import run
from petitmot.kit.pages import LARGEST_ID, Slice, Window

LATELY = 2 * 86_400_000 << 16  # two days in ids: a share of what stood there lately shows nothing new
MOST_ROUNDS = 40  # a page is looked for no further back than this many times its size

# What stands in a home, of `p`. A share is shown once, not next to what it shares, and where the reader wants to see
# this person's shares; a reply where it answers one's people, oneself, or names one.
_STANDS = """
  (p.shares_id IS NULL OR (
      m.shares
      AND NOT EXISTS (SELECT 1 FROM posts_post o JOIN mine y ON y.id = o.author_id
                      WHERE o.id = p.shares_id AND o.id > p.id - {lately})
      AND NOT EXISTS (SELECT 1 FROM posts_post o JOIN people_mute u ON u.muter_id = %(me)s AND u.muted_id = o.author_id
                      WHERE o.id = p.shares_id AND (u.until IS NULL OR u.until > %(now)s))
      AND NOT EXISTS (SELECT 1 FROM posts_post e JOIN mine y ON y.id = e.author_id AND y.shares
                      WHERE e.shares_id = p.shares_id AND e.id < p.id AND e.id > p.id - {lately})))
  AND (p.in_reply_to_id IS NULL OR m.id = %(me)s
      OR EXISTS (SELECT 1 FROM posts_post q JOIN mine y ON y.id = q.author_id WHERE q.id = p.in_reply_to_id)
      OR EXISTS (SELECT 1 FROM posts_mention t WHERE t.post_id = p.id AND t.person_id = %(me)s))
"""

_QUESTION = """
WITH mine(id, shares) AS {once} (
    SELECT f.followed_id, f.shows_shares FROM people_follow f WHERE f.follower_id = %(me)s
      AND NOT EXISTS (SELECT 1 FROM people_mute u WHERE u.muter_id = %(me)s AND u.muted_id = f.followed_id
                      AND (u.until IS NULL OR u.until > %(now)s))
    UNION ALL SELECT c.other_id, {yes} FROM people_contact c WHERE c.person_id = %(me)s
      AND NOT EXISTS (SELECT 1 FROM people_follow f WHERE f.follower_id = %(me)s AND f.followed_id = c.other_id)
      AND NOT EXISTS (SELECT 1 FROM people_mute u WHERE u.muter_id = %(me)s AND u.muted_id = c.other_id
                      AND (u.until IS NULL OR u.until > %(now)s))
    UNION ALL SELECT %(me)s, {yes}
),
front(id, shares, at) AS {once} (
    SELECT id, shares, at FROM (
        SELECT m.id, m.shares, (
            SELECT p.id FROM posts_post p WHERE p.author_id = m.id AND p.id > %(after)s AND p.id < %(before)s AND {stands}
            ORDER BY p.id {way} LIMIT 1
        ) AS at FROM mine m
    ) newest WHERE at IS NOT NULL ORDER BY at {way} LIMIT %(limit)s
)
SELECT id FROM (
    SELECT r.id FROM front m {rows}
    UNION
    SELECT p.id FROM reading_followedtag g
    JOIN posts_tagged t ON t.tag_id = g.tag_id AND t.post_id > %(after)s AND t.post_id < %(before)s
    JOIN posts_post p ON p.id = t.post_id
    WHERE g.reader_id = %(me)s AND p.visibility = 'public'
      AND NOT EXISTS (SELECT 1 FROM people_person l WHERE l.id = p.author_id AND l.limited_at IS NOT NULL)
      AND NOT EXISTS (SELECT 1 FROM people_mute u WHERE u.muter_id = %(me)s AND u.muted_id = p.author_id
                      AND (u.until IS NULL OR u.until > %(now)s))
) found ORDER BY id {way} LIMIT %(limit)s
"""
_OF_ONE = """SELECT p.id FROM posts_post p
    WHERE p.author_id = m.id AND p.id > %(after)s AND p.id < %(before)s AND {within} AND {stands} ORDER BY p.id {way} LIMIT %(limit)s"""
_WITHIN = {  # where the front is full, nothing beyond its last can be on the page
    "DESC": "p.id >= (SELECT CASE WHEN COUNT(*) >= %(limit)s THEN MIN(at) ELSE 0 END FROM front)",
    "ASC": "p.id <= (SELECT CASE WHEN COUNT(*) >= %(limit)s THEN MAX(at) ELSE %(before)s END FROM front)",
}
_JOINED = {
    "sqlite": "JOIN posts_post r ON r.id IN ({of_one})",
    "postgresql": "CROSS JOIN LATERAL ({of_one}) r",
}

Keep = Callable[[list[int]], list[int]]


def page(reader_id: int, part: Window, keep: Keep) -> Slice[int]:
    """Return the ids of a page, the newest first.

    `keep` takes candidates and returns those the reader may see and wants to, in the same order; whoever renders
    the page has read them then.
    """
    upwards = part.min_id is not None
    after = max(part.since_id or 0, part.min_id or 0)
    before = part.max_id if part.max_id is not None else LARGEST_ID
    found: list[int] = []
    for _round in range(MOST_ROUNDS):
        ids = candidates(reader_id, after=after, before=before, limit=part.limit, upwards=upwards)
        found += keep(ids)
        if len(found) >= part.limit or len(ids) < part.limit:
            break
        after, before = (ids[-1], before) if upwards else (after, ids[-1])
    found = found[: part.limit]
    if upwards:
        found.reverse()
    return Slice(found, found[-1], found[0]) if found else Slice([], None, None)


def candidates(
    reader_id: int, *, after: int = 0, before: int = LARGEST_ID, limit: int, upwards: bool = False
) -> list[int]:
    """Return ids between two ids, from the newest down (or from the oldest up); some may not be for the reader."""
    values: dict[str, Any] = {
        "me": reader_id,
        "after": after,
        "before": before,
        "limit": limit,
        "now": connection.ops.adapt_datetimefield_value(clock.now()),
    }
    return [row[0] for row in run(_question(connection.vendor, upwards), values)]


@cache
def _question(vendor: str, upwards: bool) -> str:
    way = "ASC" if upwards else "DESC"
    stands = _STANDS.format(lately=LATELY)
    of_one = _OF_ONE.format(stands=stands, way=way, within=_WITHIN[way])
    return _QUESTION.format(
        stands=stands,
        way=way,
        rows=_JOINED[vendor].format(of_one=of_one),
        once="MATERIALIZED",
        yes="TRUE" if vendor == "postgresql" else "1",
    )


def holds(reader_id: int, ids: Iterable[int]) -> set[int]:
    """Return those of these ids that stand in this reader's home: for streams, which ask about one post at a time."""
    wanted = set(ids)
    return {id_ for id_ in wanted if id_ in candidates(reader_id, after=id_ - 1, before=id_ + 1, limit=1)}
