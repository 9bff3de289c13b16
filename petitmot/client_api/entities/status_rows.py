"""The questions behind a page of statuses: each asked once for the page, compiled, as plain tuples."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import CharField, Count, F, QuerySet, Value

from petitmot.client_api.models import PostedWith
from petitmot.kit.compiled import Compiled
from petitmot.people.models import Follow, Person
from petitmot.posts.models import Audience, Favourite, Mention, MutedThread, Picture, Post, Tagged
from petitmot.posts.seeing import visible_to


class Head(NamedTuple):
    """What is asked of a post each time: that the viewer may see it, and what may change without an edit."""

    id: int
    edited_at: object  # as the database gives it: a key, not a date
    author: int
    shares: int | None
    answers: int | None
    answered: int | None  # whose words are answered
    quotes: int | None
    quote_state: str
    quotable_by: str
    preview: int | None
    thread: int
    pinned_at: object  # None where it is not pinned
    visibility: str
    circle: int | None
    hung: int  # how often its pictures changed without an edit
    has_poll: bool
    emoji: str  # ids, as the database writes a list
    covered: object  # since when moderators cover what the author shows; else None


class Body(NamedTuple):
    """What a post says: the same for everybody until it is edited."""

    id: int
    uri: str
    published: datetime
    edited_at: datetime | None
    html: str
    warning: str
    language: str
    is_sensitive: bool
    has_pictures: bool
    visibility: str
    shares: int | None
    name: str
    domain: str
    is_local: bool
    covered: datetime | None


class Named(NamedTuple):
    """Somebody a post speaks to."""

    post: int
    id: int
    name: str
    domain: str
    is_local: bool
    uri: str


def heads(viewer: Person | None, ids: Collection[int]) -> dict[int, Head]:
    """Return those of these posts that the viewer may see. One query."""
    wanted = list(ids)
    found = _OPEN_HEADS.rows(ids=wanted) if viewer is None else _HEADS.rows(viewer=viewer.pk, ids=wanted)
    return {row[0]: Head._make(row) for row in found}


def bodies(ids: Collection[int]) -> list[Body]:
    return [Body._make(row) for row in _BODIES(ids=list(ids))]


def people_named(ids: Collection[int], private: Collection[int]) -> dict[int, list[Named]]:
    """Return whom posts name, in the order of the text; in private words everybody they are for."""
    found: dict[int, dict[int, Named]] = defaultdict(dict)
    for row in [*_NAMED(ids=list(ids)), *_READERS(ids=list(private))]:
        found[row[0]].setdefault(row[1], Named._make(row))
    return {post: list(people.values()) for post, people in found.items()}


def tag_names(ids: Collection[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for post, name in _TAGS(ids=list(ids)):
        found[post].append(name)
    return found


def pictures(ids: Collection[int]) -> dict[int, list[Picture]]:
    found: dict[int, list[Picture]] = defaultdict(list)
    for picture in _PICTURES(ids=list(ids)):
        found[picture.post_id or 0].append(picture)
    return found


def replies(ids: Collection[int]) -> dict[int, int]:
    """Return how many words answer each post, private ones apart."""
    return dict(_REPLIES(ids=list(ids)))


def tallies(ids: Collection[int]) -> dict[str, dict[int, int]]:
    """Return how many like, share and quote each post: only ever told to its author."""
    found: dict[str, dict[int, int]] = {"likes": {}, "shares": {}, "quotes": {}}
    for name, post, number in _TALLIES(ids=list(ids)):
        found[name][post] = number
    return found


def hushed(viewer: Person, threads: Collection[int]) -> set[int]:
    return set(_HUSHED(viewer=viewer.pk, threads=list(threads)))


def followed(viewer: Person, authors: Collection[int]) -> set[int]:
    return set(_FOLLOWED(viewer=viewer.pk, authors=list(authors)))


def applications(ids: Iterable[int]) -> dict[int, dict[str, Any]]:
    """Return with which application posts were written, where one was: told to their author alone."""
    return {post: {"name": name, "website": website or None} for post, name, website in _WITH(ids=list(ids))}


_HEAD = (
    "pk",
    "edited_at",
    "author_id",
    "shares_id",
    "in_reply_to_id",
    "in_reply_to__author_id",
    "quotes_id",
    "quote_state",
    "quotable_by",
    "preview_id",
    "thread",
    "pinned_at",
    "visibility",
    "circle_id",
    "hung",
    "has_poll",
    "emoji",
    "author__covered_at",
)
_BODY = (
    "pk",
    "uri",
    "published",
    "edited_at",
    "html",
    "warning",
    "language",
    "is_sensitive",
    "has_pictures",
    "visibility",
    "shares_id",
    "author__name",
    "author__server__domain",
    "author__server__is_local",
    "author__covered_at",
)
_PERSON = ("person_id", "person__name", "person__server__domain", "person__server__is_local", "person__uri")


def _heads(ids: list[int], viewer: int | None = None) -> QuerySet[Post, Any]:
    rows = visible_to(None if viewer is None else Person(pk=viewer), Post.objects.filter(pk__in=ids))
    return rows.values_list(*_HEAD)


def _tallies(ids: list[int]) -> QuerySet[Any, Any]:
    return _tally("likes", Favourite.objects.filter(post_id__in=ids), "post_id").union(
        _tally("shares", Post.objects.filter(shares_id__in=ids), "shares_id"),
        _tally("quotes", Post.objects.filter(quotes_id__in=ids), "quotes_id"),
        all=True,
    )


def _tally(name: str, rows: QuerySet[Any, Any], post: str) -> QuerySet[Any, Any]:
    named = rows.order_by().annotate(mark=Value(name, output_field=CharField()), about=F(post))
    counted: QuerySet[Any, Any] = named.values("mark", "about").annotate(number=Count("pk"))
    return counted.values_list("mark", "about", "number")


_HEADS = Compiled[Any](_heads, viewer=int, ids=list)
_OPEN_HEADS = Compiled[Any](_heads, ids=list)
_BODIES = Compiled[Any](lambda ids: Post.objects.filter(pk__in=ids).values_list(*_BODY), ids=list)
_NAMED = Compiled[Any](
    lambda ids: Mention.objects.filter(post_id__in=ids).order_by("pk").values_list("post_id", *_PERSON), ids=list
)
_READERS = Compiled[Any](
    lambda ids: Audience.objects.filter(post_id__in=ids).order_by("pk").values_list("post_id", *_PERSON), ids=list
)
_TAGS = Compiled[tuple[int, str]](
    lambda ids: Tagged.objects.filter(post_id__in=ids).order_by("pk").values_list("post_id", "tag__name"), ids=list
)
_PICTURES = Compiled[Picture](lambda ids: Picture.objects.filter(post_id__in=ids).order_by("place", "pk"), ids=list)
_REPLIES = Compiled[tuple[int, int]](
    lambda ids: (
        Post.objects.filter(in_reply_to_id__in=ids, conversation=None)
        .order_by()
        .values_list("in_reply_to_id")
        .annotate(number=Count("pk"))
    ),
    ids=list,
)
_TALLIES = Compiled[tuple[str, int, int]](_tallies, ids=list)
_HUSHED = Compiled[int](
    lambda viewer, threads: MutedThread.objects.filter(person_id=viewer, thread__in=threads).values_list(
        "thread", flat=True
    ),
    viewer=int,
    threads=list,
)
_FOLLOWED = Compiled[int](
    lambda viewer, authors: Follow.objects.filter(follower_id=viewer, followed_id__in=authors).values_list(
        "followed_id", flat=True
    ),
    viewer=int,
    authors=list,
)
_WITH = Compiled[tuple[int, str, str]](
    lambda ids: PostedWith.objects.filter(post_id__in=ids).values_list("post_id", "name", "website"), ids=list
)
