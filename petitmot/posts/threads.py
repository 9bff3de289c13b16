"""Threads: what a post answers, and what answers it, as far as the reader may see."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from petitmot.kit.compiled import Compiled
from petitmot.people.models import Person
from petitmot.posts import gathering
from petitmot.posts.models import Post
from petitmot.posts.seeing import is_listed, visible_to
from petitmot.posts.showing import Facts, Shown, facts

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


@dataclass(frozen=True)
class Line:
    """A thread as one line of facts: what comes before the post, the post at `middle`, and the replies, each with its depth."""

    facts: list[Facts]
    middle: int
    depths: list[int]


def around(viewer: Person | None, post: Post) -> Thread:
    """Return the thread around a post the viewer may see."""
    line = line_of(viewer, post)
    shown = [found.shown() for found in line.facts]
    after = [Reply(it, depth) for it, depth in zip(shown[line.middle + 1 :], line.depths, strict=True)]
    return Thread(shown[: line.middle], shown[line.middle], after)


def line_of(viewer: Person | None, post: Post) -> Line:
    """Return the same as facts: what a page needs that has most of its words at hand."""
    rows = (
        _OPEN_THREAD.rows(thread=post.thread) if viewer is None else _THREAD.rows(viewer=viewer.pk, thread=post.thread)
    )
    by_id = {row[0]: row for row in rows}
    if post.pk not in by_id:
        by_id |= gathering.visible_rows(viewer, [post.pk])
    children: dict[int, list[int]] = {}
    parents = {id_: row[gathering.OWN["in_reply_to_id"]] for id_, row in by_id.items()}
    for id_, parent in parents.items():
        if parent is not None:
            children.setdefault(parent, []).append(id_)
    before, after = _ancestors(post.pk, parents), _descendants(post.pk, children)
    order = [*before, post.pk, *(id_ for id_, _depth in after)]
    found = facts(viewer, [by_id[id_] for id_ in order])
    return Line(found, len(before), [depth for _id, depth in after])


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
    whom = None if viewer is None else Person(pk=viewer)
    listed = Q(in_reply_to=None) | Q(conversation__isnull=False) | is_listed(whom)
    return visible_to(whom, gathering.as_shown(rows)).filter(listed).order_by("pk")[:MOST]


def _places(thread: int, viewer: int | None = None) -> QuerySet[Post, tuple[int, int | None]]:
    return _thread(thread, viewer).values_list("pk", "in_reply_to_id")


_OPEN_PLACES = Compiled[tuple[int, int | None]](_places, thread=int)
_PLACES = Compiled[tuple[int, int | None]](_places, viewer=int, thread=int)
_OPEN_THREAD = Compiled[Post](_thread, thread=int)
_THREAD = Compiled[Post](_thread, viewer=int, thread=int)
