"""Lists of posts by their ids, the newest first, in pages: a question compiled once for members and once for visitors."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, cast

from django.db.models import Exists, OuterRef, Q, QuerySet

from petitmot.kit import clock
from petitmot.kit.compiled import Compiled
from petitmot.kit.pages import LARGEST_ID, Slice, Window
from petitmot.people.models import Mute, Person
from petitmot.posts.models import Post
from petitmot.posts.seeing import listed_to, visible_to

Build = Callable[..., QuerySet[Post]]


class Stream:
    """Pages of what `build(**values)` gives, of which each viewer gets what they may see.

    `hears` leaves out people the viewer has muted, as authors and as those whose words are shared. `mine` hands the
    viewer's id to `build` (as `viewer`; 0 for a visitor). `lists`: a list for everybody, without people whom
    moderators limited and the viewer does not follow.
    """

    def __init__(
        self, build: Build, *, hears: bool = True, mine: bool = False, lists: bool = False, **kinds: type
    ) -> None:
        self._build, self._hears, self._mine, self._lists, self._kinds = build, hears, mine, lists, kinds
        self._asked: dict[tuple[bool, bool, int], Compiled[int]] = {}

    def page(self, viewer: Person | None, part: Window, **values: Any) -> Slice[int]:
        """Return one page of ids. One query."""
        upwards = part.min_id is not None
        found = self._question(viewer is not None, upwards, part.limit)(
            **values,
            **({} if viewer is None else {"viewer": viewer.pk}),
            **({"now": clock.now()} if viewer is not None and self._hears else {}),
            after=max(part.since_id or 0, part.min_id or 0),
            before=LARGEST_ID if part.max_id is None else part.max_id,
        )
        if upwards:
            found.reverse()
        return Slice(found, found[-1], found[0]) if found else Slice([], None, None)

    def _question(self, member: bool, upwards: bool, limit: int) -> Compiled[int]:
        key = (member, upwards, limit)
        if key not in self._asked:
            kinds: dict[str, type] = {**self._kinds, "after": int, "before": int}
            if member:
                kinds |= {"viewer": int} | ({"now": datetime} if self._hears else {})
            self._asked[key] = Compiled(cast("Callable[..., QuerySet[Any, int]]", self._of(upwards, limit)), **kinds)
        return self._asked[key]

    def _of(self, upwards: bool, limit: int) -> Build:
        def rows(
            *, after: int, before: int, viewer: int | None = None, now: datetime | None = None, **values: Any
        ) -> Any:
            given = values | ({"viewer": viewer or 0} if self._mine else {})
            found = self._build(**given).filter(pk__gt=after, pk__lt=before)
            whom = None if viewer is None else Person(pk=viewer)
            found = visible_to(whom, found)
            if self._lists:
                found = listed_to(whom, found)
            if now is not None and viewer is not None:
                found = found.exclude(_muted("author_id", viewer, now) | _muted("shares__author_id", viewer, now))
            return found.order_by("pk" if upwards else "-pk").values_list("pk", flat=True)[:limit]

        return rows


def _muted(author: str, viewer: int, now: datetime) -> Exists:
    in_force = Q(until__isnull=True) | Q(until__gt=now)
    return Exists(Mute.objects.filter(in_force, muter_id=viewer, muted_id=OuterRef(author)))
