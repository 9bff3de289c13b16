"""The questions behind a page of posts, each asked for the whole list at once and compiled once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django.db.models import (
    BooleanField,
    CharField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Value,
)

from petitmot.kit.compiled import Compiled
from petitmot.people.models import Contact, Follow, Person
from petitmot.posts.models import Bookmark, Favourite, LinkPreview, Picture, Post
from petitmot.posts.seeing import visible_to


def visible_posts(viewer: Person | None, ids: Collection[int]) -> dict[int, Post]:
    """Return those of these posts that a viewer may see, by id, each with what it shares."""
    wanted = list(ids)
    found = _SEEN_BY_ANYBODY(ids=wanted) if viewer is None else _SEEN_BY_ONE(viewer=viewer.pk, ids=wanted)
    return {post.pk: post for post in found}


def put_authors(posts: Iterable[Post], people: Mapping[int, Person]) -> None:
    """Put their authors on posts."""
    for post in posts:
        post.author = people[post.author_id]


def put_previews(posts: Iterable[Post]) -> None:
    """Put previews of links on posts that came without them."""
    bare = [post for post in posts if post.preview_id and not Post.preview.is_cached(post)]
    previews = {row.pk: row for row in _PREVIEWS(ids=list({post.preview_id for post in bare}))}
    for post in bare:
        post.preview = previews.get(post.preview_id or 0)


def people_by_id(ids: Collection[int]) -> dict[int, Person]:
    """Return persons with their servers, by id."""
    return {person.pk: person for person in _PEOPLE(ids=list(ids))}


def authors_answered(posts: Sequence[Post]) -> dict[int, int]:
    """Return the id of whom each reply answers, by the id of what it answers."""
    return dict(_AUTHORS(ids=list({post.in_reply_to_id for post in posts if post.in_reply_to_id})))


def pictures(posts: Iterable[Post]) -> dict[int, tuple[Picture, ...]]:
    """Return the pictures of each post, in their order."""
    found: dict[int, list[Picture]] = defaultdict(list)
    for picture in _PICTURES(ids=[post.pk for post in posts if post.has_pictures]):
        found[picture.post_id or 0].append(picture)
    return {id_: tuple(rows) for id_, rows in found.items()}


def likes(viewer: Person | None, ids: Sequence[int]) -> dict[int, list[tuple[int, bool]]]:
    """Return the ids of who likes each post, the first who did first, and whether the viewer knows them (rule 26)."""
    found: dict[int, list[tuple[int, bool]]] = defaultdict(list)
    rows = _LIKES(viewer=viewer.pk if viewer else 0, ids=list(ids))
    for post_id, person_id, is_known in rows:
        found[post_id].append((person_id, bool(is_known)))
    return found


def marks_of(viewer: Person | None, ids: Sequence[int]) -> dict[str, set[int]]:
    """Return which of these posts a viewer likes, keeps and shares."""
    marks: dict[str, set[int]] = {"likes": set(), "keeps": set(), "shares": set()}
    if viewer is not None:
        for name, post_id in _MARKS(viewer=viewer.pk, ids=list(ids)):
            marks[name].add(post_id)
    return marks


def _likes(viewer: int, ids: list[int]) -> QuerySet:  # type: ignore[type-arg]
    contact = Contact.objects.filter(person_id=viewer, other=OuterRef("person_id"))
    follow = Follow.objects.filter(follower_id=viewer, followed=OuterRef("person_id"))
    known = ExpressionWrapper(Q(person_id=viewer) | Exists(contact) | Exists(follow), BooleanField())
    rows = Favourite.objects.filter(post_id__in=ids).annotate(known=known)
    return rows.order_by("at", "pk").values_list("post_id", "person_id", "known")


def _marks(viewer: int, ids: list[int]) -> QuerySet:  # type: ignore[type-arg]
    likes = Favourite.objects.filter(person_id=viewer, post_id__in=ids)
    keeps = Bookmark.objects.filter(person_id=viewer, post_id__in=ids)
    shares = Post.objects.filter(author_id=viewer, shares_id__in=ids)
    return _mark("likes", likes, "post_id").union(
        _mark("keeps", keeps, "post_id"), _mark("shares", shares, "shares_id"), all=True
    )


def _mark(name: str, rows: QuerySet[Any, Any], post: str) -> QuerySet[Any, Any]:
    named: QuerySet[Any, Any] = rows.annotate(mark=Value(name, output_field=CharField()), about=F(post))
    return named.values_list("mark", "about")


def _rows(ids: list[int]) -> QuerySet[Post]:
    return Post.objects.filter(pk__in=ids).select_related("shares")


_SEEN_BY_ANYBODY = Compiled[Post](lambda ids: visible_to(None, _rows(ids)), ids=list)
_SEEN_BY_ONE = Compiled[Post](lambda viewer, ids: visible_to(Person(pk=viewer), _rows(ids)), viewer=int, ids=list)
_AUTHORS = Compiled[tuple[int, int]](
    lambda ids: Post.objects.filter(pk__in=ids).values_list("pk", "author_id"), ids=list
)
_PEOPLE = Compiled[Person](lambda ids: Person.objects.filter(pk__in=ids).select_related("server"), ids=list)
_PREVIEWS = Compiled[LinkPreview](lambda ids: LinkPreview.objects.filter(pk__in=ids), ids=list)
_PICTURES = Compiled[Picture](lambda ids: Picture.objects.filter(post_id__in=ids).order_by("place"), ids=list)
_LIKES = Compiled[tuple[int, int, bool]](_likes, viewer=int, ids=list)
_MARKS = Compiled[tuple[str, int]](_marks, viewer=int, ids=list)
