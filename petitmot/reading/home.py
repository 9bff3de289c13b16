"""Home: what my people and I wrote and shared, the newest first. A question, never a copy.

It is what applications show. The people of a circle that is read by itself (`Circle.exclusive`) stand there and not here;
Today, which misses nothing, holds them all the same.

Driven by the people one reads, as Today is: for each of them one seek in the index (author, id) finds the newest few, which
say how far the page can reach; only whoever wrote more than these within it is asked for the rest. So it costs what the
people are, not what the posts are. Who may see what is decided by `posts.seeing` alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Value

from petitmot.kit import clock
from petitmot.kit.compiled import Compiled, run
from petitmot.kit.pages import LARGEST_ID, Slice, Window
from petitmot.people.models import Follow, InCircle, Mute
from petitmot.posts.models import Post
from petitmot.reading.languages import READS, Reads

LATELY = 2 * 86_400_000 << 16  # two days in ids: a share of what stood there lately shows nothing new
MOST_ROUNDS = 40  # a page is looked for no further back than this many times its size

# What stands in a home, of `p`, written by `m`: words in the languages one reads this person in (null: in all). A share is
# shown once, not next to what it shares, and where the reader wants to see this person's shares; a reply where it
# answers one's people, oneself, or names one. Whose words are left to a list (not `here`) are one's people all the same.
_STANDS = """
  (m.languages IS NULL OR p.language = '' OR {reads})
  AND (p.shares_id IS NULL OR (
      m.shares
      AND NOT EXISTS (SELECT 1 FROM posts_post o JOIN mine y ON y.id = o.author_id AND y.here
                      WHERE o.id = p.shares_id AND o.id > p.id - {lately}
                      AND (y.languages IS NULL OR o.language = '' OR {reads_shared}))
      AND NOT EXISTS (SELECT 1 FROM posts_post o JOIN people_mute u ON u.muter_id = %(me)s AND u.muted_id = o.author_id
                      WHERE o.id = p.shares_id AND (u.until IS NULL OR u.until > %(now)s))
      AND NOT EXISTS (SELECT 1 FROM posts_post e JOIN mine y ON y.id = e.author_id AND y.shares AND y.here
                      WHERE e.shares_id = p.shares_id AND e.id < p.id AND e.id > p.id - {lately}
                      AND (y.languages IS NULL OR e.language = '' OR {reads_earlier}))))
  AND (p.in_reply_to_id IS NULL OR m.id = %(me)s
      OR EXISTS (SELECT 1 FROM posts_post q JOIN mine y ON y.id = q.author_id WHERE q.id = p.in_reply_to_id)
      OR EXISTS (SELECT 1 FROM posts_mention t WHERE t.post_id = p.id AND t.person_id = %(me)s))
"""

_QUESTION = """
WITH elsewhere(id) AS {once} (
    SELECT i.person_id FROM people_circle c JOIN people_incircle i ON i.circle_id = c.id
    WHERE c.owner_id = %(me)s AND c.exclusive AND c.ended_at IS NULL
),
mine(id, shares, here, languages) AS {once} (
    SELECT f.followed_id, f.shows_shares, f.followed_id NOT IN (SELECT id FROM elsewhere), NULLIF(f.languages, '[]')
    FROM people_follow f WHERE f.follower_id = %(me)s
      AND NOT EXISTS (SELECT 1 FROM people_mute u WHERE u.muter_id = %(me)s AND u.muted_id = f.followed_id
                      AND (u.until IS NULL OR u.until > %(now)s))
    UNION ALL SELECT c.other_id, {yes}, c.other_id NOT IN (SELECT id FROM elsewhere), NULL FROM people_contact c WHERE c.person_id = %(me)s
      AND NOT EXISTS (SELECT 1 FROM people_follow f WHERE f.follower_id = %(me)s AND f.followed_id = c.other_id)
      AND NOT EXISTS (SELECT 1 FROM people_mute u WHERE u.muter_id = %(me)s AND u.muted_id = c.other_id
                      AND (u.until IS NULL OR u.until > %(now)s))
    UNION ALL SELECT %(me)s, {yes}, {yes}, NULL
),
seeds(id, shares, languages, at) AS {once} (
    SELECT m.id, m.shares, m.languages, r.id FROM mine m {first} WHERE m.here
),
page(least) AS {once} ({least}),
deeper(id, shares, languages, at) AS {once} (
    SELECT id, shares, languages, {furthest}(at) FROM seeds GROUP BY id, shares, languages
    HAVING COUNT(*) >= {deep} AND {furthest}(at) {within} (SELECT least FROM page)
)
SELECT id FROM (
    SELECT at AS id FROM seeds WHERE at {within} (SELECT least FROM page)
    UNION ALL SELECT r.id FROM deeper m {more}
    UNION
    SELECT p.id FROM reading_followedtag g
    JOIN posts_tagged t ON t.tag_id = g.tag_id AND t.post_id > %(after)s AND t.post_id < %(before)s
    JOIN posts_post p ON p.id = t.post_id
    LEFT JOIN mine m ON m.id = p.author_id
    WHERE g.reader_id = %(me)s AND p.visibility = 'public'
      AND NOT EXISTS (SELECT 1 FROM people_person l WHERE l.id = p.author_id AND l.limited_at IS NOT NULL)
      AND (m.languages IS NULL OR p.language = '' OR {reads}) AND p.author_id NOT IN (SELECT id FROM elsewhere)
      AND NOT EXISTS (SELECT 1 FROM people_mute u WHERE u.muter_id = %(me)s AND u.muted_id = p.author_id
                      AND (u.until IS NULL OR u.until > %(now)s))
) found ORDER BY id {way} LIMIT %(limit)s
"""
# Of each person so many at first: enough to fill the page twice, were all as busy as each other.
_DEEP = "(SELECT 1 + 2 * %(limit)s / COUNT(*) FROM mine)"
_OF_ONE = """SELECT p.id FROM posts_post p
    WHERE p.author_id = m.id AND {between} AND {stands} ORDER BY p.id {way} LIMIT {most}"""
# How far the page can reach: where these first ones fill it, not beyond the last of them. Each bound stands once: of
# two on the same side SQLite seeks by the first and reads all that somebody ever wrote to hold it against the second.
_LEAST = {
    "DESC": """SELECT CASE WHEN COUNT(*) >= %(limit)s THEN MIN(at) ELSE %(after)s + 1 END
    FROM (SELECT at FROM seeds ORDER BY at DESC LIMIT %(limit)s) newest""",
    "ASC": """SELECT CASE WHEN COUNT(*) >= %(limit)s THEN MAX(at) ELSE %(before)s - 1 END
    FROM (SELECT at FROM seeds ORDER BY at LIMIT %(limit)s) oldest""",
}
_BEYOND = {  # what is still to be asked of whoever has nothing but what stands on the page
    "DESC": "p.id < m.at AND p.id >= (SELECT least FROM page)",
    "ASC": "p.id > m.at AND p.id <= (SELECT least FROM page)",
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
    reads = READS[vendor]
    stands = _STANDS.format(
        lately=LATELY,
        reads=reads.format(languages="m.languages", language="p.language"),
        reads_shared=reads.format(languages="y.languages", language="o.language"),
        reads_earlier=reads.format(languages="y.languages", language="e.language"),
    )
    first = _OF_ONE.format(stands=stands, way=way, between="p.id > %(after)s AND p.id < %(before)s", most=_DEEP)
    more = _OF_ONE.format(stands=stands, way=way, between=_BEYOND[way], most="%(limit)s")
    return _QUESTION.format(
        first=_JOINED[vendor].format(of_one=first),
        more=_JOINED[vendor].format(of_one=more),
        least=_LEAST[way],
        furthest="MIN" if way == "DESC" else "MAX",
        within=">=" if way == "DESC" else "<=",
        deep=_DEEP,
        reads=reads.format(languages="m.languages", language="p.language"),
        way=way,
        once="MATERIALIZED",
        yes="TRUE" if vendor == "postgresql" else "1",
    )


def holds(reader_id: int, ids: Iterable[int]) -> set[int]:
    """Return those of these ids that stand in this reader's home: for streams, which ask about one post at a time."""
    wanted = set(ids)
    return {id_ for id_ in wanted if id_ in candidates(reader_id, after=id_ - 1, before=id_ + 1, limit=1)}


def readers_of_plain(post: Post, readers: Iterable[int]) -> set[int]:
    """Return readers in whose home words stand that answer and share nothing, since they follow who wrote them. One query.

    Others may have them there, too (contacts, followed tags): ask `holds`.
    """
    now = clock.now()
    return set(_FOLLOWING(author=post.author_id, language=post.language, now=now, readers=list(readers)))


def _following(author: int, language: str, now: datetime, readers: list[int]) -> QuerySet[Follow, Any]:
    in_force = Q(until__isnull=True) | Q(until__gt=now)
    muted = Mute.objects.filter(in_force, muter=OuterRef("follower_id"), muted_id=author)
    apart = InCircle.objects.filter(
        person_id=author, circle__owner=OuterRef("follower_id"), circle__exclusive=True, circle__ended_at=None
    )
    reads = Q(languages=[]) | Q(Reads("languages", Value(language, output_field=CharField())))
    rows = Follow.objects.filter(reads, followed_id=author, follower_id__in=readers)
    return rows.exclude(Exists(muted)).exclude(Exists(apart)).values_list("follower_id", flat=True)


_FOLLOWING = Compiled[int](_following, author=int, language=str, now=datetime, readers=list)
