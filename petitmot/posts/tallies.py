"""How many words people have written, and when last: what profiles of the client API show."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Count, Max

from petitmot.kit.compiled import Compiled
from petitmot.posts.models import Post, Visibility


def of(persons: Iterable[int]) -> dict[int, tuple[int, datetime]]:
    """Return, for each of these persons (ids) who wrote anything but private words: how many, and when last."""
    found = _WRITTEN(persons=list(persons))
    return {person: (number, last) for person, number, last in found}


_WRITTEN = Compiled[tuple[int, int, datetime]](
    lambda persons: (
        Post.objects.filter(author_id__in=persons)
        .exclude(visibility=Visibility.NAMED)
        .order_by()
        .values_list("author_id")
        .annotate(number=Count("pk"), last=Max("published"))
    ),
    persons=list,
)
