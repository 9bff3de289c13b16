"""A person's notices as a list of lines: the same event by several people stands in one (rule 26)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone

from petitmot.attentions.models import ON_NO_PAGE, Notice
from petitmot.attentions.notices import Kind
from petitmot.attentions.seen_notices import seen_up_to
from petitmot.people import ties
from petitmot.people.filters import Sieve
from petitmot.people.models import Person, WordFilter
from petitmot.posts import acknowledging
from petitmot.posts.models import Post
from petitmot.posts.seeing import visible_to

GROUPED = {Kind.LIKED, Kind.SHARED, Kind.FOLLOWED, Kind.ARRIVED}
MOST = 200


@dataclass(frozen=True)
class Told:
    """One line of notices: the same event, by one or several people."""

    kind: str
    persons: list[Person]
    post: Post | None
    about: int
    at: datetime
    is_new: bool
    last_id: int
    covered: str = ""  # the title of a filter that holds the words: they are shown on a gesture
    signs: list[acknowledging.Sign] = field(default_factory=list)  # that people elsewhere liked the words with


def of_person(person: Person, *, before: int | None = None, most: int = MOST) -> list[Told]:
    """Return this person's notices, the newest first; likes and shares of one post stand in one line.

    Not in it: people kept away or gone since, words this person may not see any more, and those a filter hides.
    """
    rows = Notice.objects.filter(person=person, actor__left_at=None, actor__suspended_at=None)
    rows = rows.exclude(kind__in=ON_NO_PAGE).select_related("actor__server", "post__author__server").order_by("-pk")
    if before:
        rows = rows.filter(pk__lt=before)
    found = list(rows[:most])
    apart = ties.apart_among(person, [row.actor_id for row in found]) | ties.muted_ids(person, notices=True)
    found = [row for row in found if row.actor_id not in apart]
    held = _held(person, found)
    found = [row for row in found if row.pk not in held or held[row.pk].action != WordFilter.Action.HIDE]
    return _grouped(_still_seen(person, found), seen_up_to(person), held)


def _held(person: Person, rows: list[Notice]) -> dict[int, WordFilter]:
    """Return the filter that holds the words of others a notice is about, by its id."""
    theirs = [(row.pk, row.post) for row in rows if row.post and row.post.author_id != person.pk]
    sieve = Sieve(person, "notifications") if theirs else None
    if sieve is None or not sieve.filters:
        return {}
    caught = ((pk, sieve.catch(post.pk, (post.plain, post.warning))) for pk, post in theirs)
    return {pk: held for pk, held in caught if held is not None}


def _still_seen(person: Person, rows: list[Notice]) -> list[Notice]:
    theirs = {row.post.pk for row in rows if row.post and row.post.author_id != person.pk}
    if not theirs:
        return rows
    seen = set(visible_to(person, Post.objects.filter(pk__in=theirs)).values_list("pk", flat=True))
    return [row for row in rows if row.post_id not in theirs or row.post_id in seen]


def older_than(person: Person, before: int, most: int) -> int:
    """Return where the next older page begins (its `before`), 0 where there is none."""
    rows = Notice.objects.filter(person=person, pk__lt=before).exclude(kind__in=ON_NO_PAGE)
    ids = list(rows.order_by("-pk").values_list("pk", flat=True)[most - 1 : most + 1])
    return ids[0] if len(ids) > 1 else 0


def _grouped(rows: Sequence[Notice], seen: int, held: Mapping[int, WordFilter]) -> list[Told]:
    lines: dict[tuple[object, ...], Told] = {}
    liked = {row.post_id for row in rows if row.kind == Kind.LIKED and row.post_id}
    signs = acknowledging.signs(liked) if liked else {}
    for row in rows:
        key = (row.kind, row.post_id, timezone.localdate(row.at)) if row.kind in GROUPED else (row.pk,)
        if key in lines:
            lines[key].persons.append(row.actor)
        else:
            covered = held[row.pk].title if row.pk in held else ""
            lines[key] = Told(row.kind, [row.actor], row.post, row.about, row.at, row.pk > seen, row.pk, covered)
        sign = signs.get((row.post_id or 0, row.actor_id)) if row.kind == Kind.LIKED else None
        if sign and sign not in lines[key].signs:
            lines[key].signs.append(sign)
    return list(lines.values())
