"""How many words people have written, and when last: kept as they come and go, told by profiles of the client API."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import connection
from django.db.models import F

from petitmot.kit.compiled import Compiled, Row, write
from petitmot.posts.models import Post, Tally, Visibility

_ONE_MORE = """
    INSERT INTO posts_tally (person_id, number, last) VALUES (%s, 1, %s)
    ON CONFLICT (person_id) DO UPDATE SET number = posts_tally.number + 1,
    last = CASE WHEN excluded.last > posts_tally.last THEN excluded.last ELSE posts_tally.last END
"""


def of(persons: Collection[int]) -> dict[int, tuple[int, datetime]]:
    """Return, for each of these persons (ids) who wrote anything but private words: how many, and when last."""
    return {person: (number, last) for person, number, last in _WRITTEN(persons=list(persons)) if number}


def rows(persons: Collection[int]) -> dict[int, Row]:
    """Return the same as rows of the database, by person: to compare, and as keys."""
    return {row[0]: row for row in _WRITTEN.rows(persons=list(persons))}


def one_more(post: Post) -> None:
    """Count a post that was written. In the transaction that writes it; one statement."""
    if post.visibility != Visibility.NAMED:
        at = connection.ops.adapt_datetimefield_value(post.published)
        write(_ONE_MORE, [post.author_id, at])


def one_less(post: Post) -> None:
    """Count a post no more that is gone by now. In the transaction that takes it away."""
    if post.visibility == Visibility.NAMED:
        return
    rows = Tally.objects.filter(person=post.author_id)
    rows.filter(number__gt=0).update(number=F("number") - 1)
    if rows.filter(last__lte=post.published).exists():
        rest = Post.objects.filter(author=post.author_id).exclude(visibility=Visibility.NAMED)
        newest = rest.order_by("-pk").values_list("published", flat=True).first()
        if newest is not None:
            rows.update(last=newest)


_WRITTEN = Compiled[tuple[int, int, datetime]](
    lambda persons: Tally.objects.filter(person_id__in=persons).values_list("person_id", "number", "last"),
    persons=list,
)
