"""Catch-up after an absence: who wrote meanwhile, close ones in full, everybody else on one line (rules 15 and 16)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from petitmot.kit.text import excerpt
from petitmot.people import ties
from petitmot.people.models import Person
from petitmot.posts.models import Post
from petitmot.reading.today import PAGE, Page, unread

MOST = 5000  # unread posts looked at; what comes after them is told when these are read
FIRST_WORDS = 90  # characters


@dataclass(frozen=True)
class Line:
    """One person's words meanwhile: from when to when, how they begin, and the id up to which the line speaks."""

    person: Person
    first: datetime
    last: datetime
    words: str
    up_to: int
    is_one: bool


@dataclass(frozen=True)
class Waits:
    """What waits after an absence: ids of close ones' posts, oldest first, and a line for everybody else."""

    close_ids: list[int]
    lines: list[Line]


def what_waits(reader: Person) -> Waits:
    """Gather everything unread: close ones first and never folded, then one line a person, who wrote first first."""
    ids = list(islice(unread(reader, at_once=500), MOST))
    close = ties.close_ids(reader)
    close_ids: list[int] = []
    others: dict[int, list[int]] = defaultdict(list)
    for id_, author in _authors(ids):
        if author in close:
            close_ids.append(id_)
        else:
            others[author].append(id_)
    return Waits(close_ids, _lines(others))


def of_person(reader: Person, author: Person, *, size: int = PAGE) -> Page:
    """Return a page of what one person wrote (or shared) that is unread, oldest first."""
    ids: list[int] = []
    for id_, by in _authors(list(islice(unread(reader, at_once=500), MOST))):
        if by != author.pk:
            continue
        if len(ids) == size:
            return Page(ids, has_more=True)
        ids.append(id_)
    return Page(ids, has_more=False)


def _authors(ids: list[int]) -> list[tuple[int, int]]:
    """Return (id, author) in the order of `ids`, asked in bites that every database takes."""
    found: dict[int, int] = {}
    for start in range(0, len(ids), 500):
        found.update(Post.objects.filter(pk__in=ids[start : start + 500]).values_list("pk", "author_id"))
    return [(id_, found[id_]) for id_ in ids if id_ in found]


def _lines(others: dict[int, list[int]]) -> list[Line]:
    people = Person.objects.select_related("server").in_bulk(list(others))
    ends = {id_ for ids in others.values() for id_ in (ids[0], ids[-1])}
    posts: dict[int, Post] = {}
    for start in range(0, len(ends), 500):
        bite = sorted(ends)[start : start + 500]
        posts |= Post.objects.select_related("shares").in_bulk(bite)
    return [_line(people[author], ids, posts) for author, ids in others.items()]


def _line(person: Person, ids: list[int], posts: dict[int, Post]) -> Line:
    first, last = posts[ids[0]], posts[ids[-1]]
    told = first.shares or first
    words = excerpt(told.warning or told.plain, FIRST_WORDS)
    return Line(person, first.published, last.published, words, last.pk, is_one=len(ids) == 1)
