"""The one hot question of Today, written by hand: which ids are unread from my people, oldest first (rule 11).

Driven by the people one reads, not by the posts there are: for each of them one seek in the index (author, id) from
their mark on, so that a million read posts cost nothing. Who may see what is not decided here but by `posts.seeing`.
"""

from __future__ import annotations

from functools import cache

from django.db import DEFAULT_DB_ALIAS, connections

from petitmot.kit import clock
from petitmot.kit.compiled import adapted, run

_QUESTION = """
WITH mine(id) AS (
    SELECT followed_id FROM people_follow WHERE follower_id = %(me)s
    UNION SELECT other_id FROM people_contact WHERE person_id = %(me)s
),
heard(id) AS (
    SELECT id FROM mine WHERE id NOT IN (
        SELECT muted_id FROM people_mute WHERE muter_id = %(me)s AND (until IS NULL OR until > %(now)s)
    )
)
SELECT p.id, EXISTS (SELECT 1 FROM reading_keptunread t WHERE t.reader_id = %(me)s AND t.post_id = p.id) FROM heard m
LEFT JOIN reading_readmark k ON k.reader_id = %(me)s AND k.author_id = m.id
JOIN posts_post p ON p.author_id = m.id AND p.id > {greatest}(%(after)s, COALESCE(k.up_to, (
    SELECT n.id FROM posts_post n
    LEFT JOIN people_follow f ON f.follower_id = %(me)s AND f.followed_id = n.author_id
    WHERE n.author_id = m.id AND n.arrival = 0 AND (f.since IS NULL OR n.arrived < f.since)
    ORDER BY n.id DESC LIMIT 1 OFFSET 5
), 0))
LEFT JOIN posts_post o ON o.id = p.shares_id
LEFT JOIN posts_post q ON q.id = p.in_reply_to_id
WHERE p.arrival = 0 AND p.conversation_id IS NULL
  AND NOT EXISTS (SELECT 1 FROM reading_readpost r WHERE r.reader_id = %(me)s AND r.post_id = p.id)
  AND (p.shares_id IS NULL OR (
      o.author_id <> %(me)s
      AND NOT (o.arrival = 0 AND o.author_id IN (SELECT id FROM mine))
      AND NOT EXISTS (SELECT 1 FROM people_mute u WHERE u.muter_id = %(me)s AND u.muted_id = o.author_id
                      AND (u.until IS NULL OR u.until > %(now)s))
      AND NOT EXISTS (SELECT 1 FROM reading_readpost r WHERE r.reader_id = %(me)s AND r.post_id = o.id)
      AND NOT EXISTS (SELECT 1 FROM reading_readmark s
                      WHERE s.reader_id = %(me)s AND s.author_id = o.author_id AND s.up_to >= o.id)
      AND NOT EXISTS (SELECT 1 FROM posts_post e WHERE e.shares_id = p.shares_id AND e.id < p.id
                      AND e.author_id IN (SELECT id FROM heard))))
  AND (p.in_reply_to_id IS NULL OR q.author_id = p.author_id OR q.author_id = %(me)s
      OR q.author_id IN (SELECT id FROM mine)
      OR EXISTS (SELECT 1 FROM posts_mention t WHERE t.post_id = p.id AND t.person_id = %(me)s))
UNION
SELECT post_id, TRUE FROM reading_keptunread WHERE reader_id = %(me)s AND post_id > %(after)s
ORDER BY 1 LIMIT %(limit)s
"""


@cache
def _question(vendor: str) -> str:
    return _QUESTION.format(greatest="GREATEST" if vendor == "postgresql" else "MAX")


def unread_ids(reader_id: int, *, after: int = 0, limit: int) -> list[int]:
    """Return ids of posts that are unread, above `after`, oldest first; some may turn out not to be for the reader."""
    return list(unread(reader_id, after=after, limit=limit))


def unread(reader_id: int, *, after: int = 0, limit: int) -> dict[int, bool]:
    """Return the same, each with whether the reader keeps it unread."""
    db = connections[DEFAULT_DB_ALIAS]
    values = {"me": reader_id, "after": after, "limit": limit, "now": adapted(db, clock.now())}
    return {id_: bool(is_kept) for id_, is_kept in run(_question(db.vendor), values)}
