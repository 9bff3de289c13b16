"""Threads: what a post answers, and what answers it, as far as the reader may see."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from petitmot.kit.compiled import Compiled
from petitmot.people.models import Person
from petitmot.posts.models import Post
from petitmot.posts.seeing import visible_to
from petitmot.posts.showing import Shown, assemble

MOST = 400


@dataclass(frozen=True)
class Reply:
    """One reply in a thread, with how deep it stands below the post the page is about."""

    shown: Shown
    depth: int


@dataclass(frozen=True)
class Thread:
    before: list[Shown]  # from the first word to what is answered
    post: Shown
    after: list[Reply]  # replies, each followed by its own, oldest first


def around(viewer: Person | None, post: Post) -> Thread:
    """Return the thread around a post the viewer may see."""
    posts = _OPEN_THREAD(thread=post.thread) if viewer is None else _THREAD(viewer=viewer.pk, thread=post.thread)
    if post.pk not in {row.pk for row in posts}:
        posts.append(post)
    shown = {item.row_id: item for item in assemble(viewer, posts)}
    children: dict[int, list[int]] = {}
    parents = {row.pk: row.in_reply_to_id for row in posts}
    for id_, parent in parents.items():
        if parent is not None:
            children.setdefault(parent, []).append(id_)
    return Thread(
        before=[shown[id_] for id_ in _ancestors(post.pk, parents)],
        post=shown[post.pk],
        after=[Reply(shown[id_], depth) for id_, depth in _descendants(post.pk, children)],
    )


@dataclass(frozen=True)
class Places:
    """Ids around a post: from the first word to what it answers, and what answers it, each followed by its own answers."""

    before: list[int]
    after: list[int]


def places(viewer: Person | None, id_: int, thread: int) -> Places:
    """Return the ids around a post, as far as the viewer may see. One query."""
    rows = _OPEN_PLACES(thread=thread) if viewer is None else _PLACES(viewer=viewer.pk, thread=thread)
    parents = dict(rows)
    children: dict[int, list[int]] = {}
    for row, parent in rows:
        if parent is not None:
            children.setdefault(parent, []).append(row)
    return Places(_ancestors(id_, parents), [row for row, _depth in _descendants(id_, children)])


def _ancestors(id_: int, parents: dict[int, int | None]) -> list[int]:
    line: list[int] = []
    parent = parents.get(id_)
    while parent is not None and parent in parents:
        line.append(parent)
        parent = parents[parent]
    return line[::-1]


def _descendants(id_: int, children: dict[int, list[int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    waiting = [(child, 0) for child in reversed(children.get(id_, []))]
    while waiting:
        child, depth = waiting.pop()
        found.append((child, depth))
        waiting.extend((grandchild, depth + 1) for grandchild in reversed(children.get(child, [])))
    return found


def _thread(thread: int, viewer: int | None = None) -> QuerySet[Post]:
    rows = Post.objects.filter(thread=thread, shares=None)
    return visible_to(None if viewer is None else Person(pk=viewer), rows).order_by("pk")[:MOST]


def _places(thread: int, viewer: int | None = None) -> QuerySet[Post, tuple[int, int | None]]:
    return _thread(thread, viewer).values_list("pk", "in_reply_to_id")


_OPEN_PLACES = Compiled[tuple[int, int | None]](_places, thread=int)
_PLACES = Compiled[tuple[int, int | None]](_places, viewer=int, thread=int)
_OPEN_THREAD = Compiled[Post](_thread, thread=int)
_THREAD = Compiled[Post](_thread, viewer=int, thread=int)
