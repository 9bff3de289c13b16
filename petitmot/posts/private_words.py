"""Questions about private words: to whom alone they were written, and what they say without the names they begin with."""

from __future__ import annotations

import re

from petitmot.people.models import Person
from petitmot.posts.models import Audience, Post


def written_to(post: Post) -> Person | None:
    """Return the one person a private word was written to; None where there are several."""
    readers = list(Audience.objects.filter(post=post).values_list("person_id", flat=True)[:2])
    return Person.objects.select_related("server").get(pk=readers[0]) if len(readers) == 1 else None


def without_names(plain: str) -> str:
    """Return private words without the names they begin with: elsewhere, to write to somebody is to name them."""
    return _NAMES.sub("", plain).strip()


_NAMES = re.compile(r"\A\s*(?:@[\w.\-]+(?:@[\w.\-]+(?::\d+)?)?[\s,:]*)+")
