"""What stands on a person's page, under a tag, or from the people of a circle: newest first, paged by id."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import partial

from django.db.models import F, Q, QuerySet

from petitmot.kit.compiled import Compiled
from petitmot.kit.text import fold
from petitmot.people.models import Person
from petitmot.posts.models import Post, Tag, Visibility
from petitmot.posts.seeing import listed_to, visible_to

PAGE = 20
FAR = 2**63 - 1  # above every id


@dataclass(frozen=True)
class Stretch:
    """Ids of one page, the newest first, and the id below which the next one begins (0: nowhere)."""

    ids: list[int]
    older: int


def of_person(viewer: Person | None, author: Person, *, before: int = 0, replies: bool = False) -> Stretch:
    """Return what a person wrote and shared, as far as the viewer may see it; without private words.

    Replies to others are left out, unless `replies` asks for them.
    """
    ask = (_WALL if not replies else _WALL_WITH_REPLIES)[viewer is None]
    return _cut(ask(**_who(viewer), author=author.pk, before=before or FAR), PAGE)


def pinned(viewer: Person | None, author: Person) -> list[int]:
    """Return the ids of what a person pinned to their page, the last pinned first."""
    return _PINNED[viewer is None](**_who(viewer), author=author.pk)


def tagged(viewer: Person | None, tag: Tag, *, before: int = 0, size: int = PAGE) -> Stretch:
    """Return the public words that carry a tag; quiet ones are in no tag page (rule 27)."""
    rows = Post.objects.filter(tagged__tag=tag, visibility=Visibility.PUBLIC)
    return _stretch(listed_to(viewer, visible_to(viewer, rows)), before, size)


def find_tag(name: str) -> Tag | None:
    """Return a tag by its name, without regard to case and accents."""
    return Tag.objects.filter(name=fold(name)[:100]).first()


def of_people(viewer: Person, authors: Collection[int], *, before: int = 0, size: int = PAGE) -> Stretch:
    """Return what these people wrote and shared, as far as the viewer may see it."""
    rows = Post.objects.filter(author_id__in=authors, conversation=None)
    rows = rows.filter(Q(in_reply_to=None) | Q(in_reply_to__author=F("author")) | Q(in_reply_to__author=viewer))
    return _stretch(visible_to(viewer, rows), before, size)


def _stretch(rows: QuerySet[Post], before: int, size: int) -> Stretch:
    if before:
        rows = rows.filter(pk__lt=before)
    return _cut(list(rows.order_by("-pk").values_list("pk", flat=True)[: size + 1]), size)


def _cut(ids: list[int], size: int) -> Stretch:
    return Stretch(ids[:size], ids[size - 1] if len(ids) > size else 0)


def _who(viewer: Person | None) -> dict[str, int]:
    return {} if viewer is None else {"viewer": viewer.pk}


def _wall(author: int, before: int, viewer: int | None = None, *, replies: bool) -> QuerySet[Post, int]:
    rows = Post.objects.filter(author_id=author, conversation=None, pk__lt=before)
    if not replies:
        rows = rows.filter(Q(in_reply_to=None) | Q(in_reply_to__author=F("author")))
    seen = visible_to(None if viewer is None else Person(pk=viewer), rows)
    return seen.order_by("-pk").values_list("pk", flat=True)[: PAGE + 1]


def _pinned(author: int, viewer: int | None = None) -> QuerySet[Post, int]:
    rows = Post.objects.filter(author_id=author, pinned_at__isnull=False)
    seen = visible_to(None if viewer is None else Person(pk=viewer), rows)
    return seen.order_by("-pinned_at").values_list("pk", flat=True)


def _for_both(build: Callable[..., QuerySet[Post, int]], **kinds: type) -> dict[bool, Compiled[int]]:
    """Compile a question for members (False) and for visitors (True)."""
    return {False: Compiled(build, viewer=int, **kinds), True: Compiled(build, **kinds)}


_WALL = _for_both(partial(_wall, replies=False), author=int, before=int)
_WALL_WITH_REPLIES = _for_both(partial(_wall, replies=True), author=int, before=int)
_PINNED = _for_both(_pinned, author=int)
