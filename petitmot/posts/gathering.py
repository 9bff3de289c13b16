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

from petitmot.kit.compiled import Compiled, Row
from petitmot.people.models import Contact, Follow, Person
from petitmot.posts.models import Bookmark, Favourite, LinkPreview, Picture, Post
from petitmot.posts.seeing import visible_to

# What a page shows of a post and of a person: a row holds a post's values, its author's, their server's, and what it shares.
POST_SHOWN = (
    *("id", "author", "published", "visibility", "html", "plain", "warning", "language", "edited_at", "pinned_at"),
    *("in_reply_to", "shares", "quotes", "quote_state", "preview", "has_pictures", "has_poll", "is_sensitive"),
)
PERSON_SHOWN = (
    *("id", "name", "display_name", "portrait", "left_at", "covered_at"),
    *("server__id", "server__domain", "server__is_local"),
)
_FIELDS = [field.attname for field in Post._meta.concrete_fields if field.name in POST_SHOWN]
OWN = {name: place for place, name in enumerate(_FIELDS)}  # where a row holds what
AUTHOR = slice(len(OWN), len(OWN) + len(PERSON_SHOWN) + 1)  # and the column that names the server
SHARED = slice(AUTHOR.stop, AUTHOR.stop + len(OWN))
PICTURE_POST = [field.attname for field in Picture._meta.concrete_fields].index("post_id")


def visible_posts(viewer: Person | None, ids: Collection[int]) -> dict[int, Post]:
    """Return those of these posts that a viewer may see, whole, by id, each with what it shares."""
    wanted = list(ids)
    found = _SEEN_BY_ANYBODY(ids=wanted) if viewer is None else _SEEN_BY_ONE(viewer=viewer.pk, ids=wanted)
    return {post.pk: post for post in found}


def visible_rows(viewer: Person | None, ids: Collection[int]) -> dict[int, Row]:
    """Return those of these posts that a viewer may see, by id, as rows of what a page shows (`OWN`, `AUTHOR`, `SHARED`)."""
    wanted = list(ids)
    found = _ROWS_FOR_ANYBODY.rows(ids=wanted) if viewer is None else _ROWS_FOR_ONE.rows(viewer=viewer.pk, ids=wanted)
    return {row[0]: row for row in found}


def as_shown(rows: QuerySet[Post]) -> QuerySet[Post]:
    """Ask for posts in the form of `visible_rows`."""
    shared, author = (f"shares__{name}" for name in POST_SHOWN), (f"author__{name}" for name in PERSON_SHOWN)
    return rows.select_related("author__server", "shares").only(*POST_SHOWN, *author, *shared)


def post_of(row: Row) -> Post:
    """Return a post of what a page shows of it; what it does not show would be asked for."""
    return _SHOWN.made([row])[0]


def person_of(row: Row) -> Person:
    """Return a person, with their server, of what a page shows of them."""
    return _FACES.made([row])[0]


def preview_of(row: Row) -> LinkPreview:
    return _PREVIEWS.made([row])[0]


def pictures_of(rows: Iterable[Row]) -> tuple[Picture, ...]:
    return tuple(_PICTURES.made(list(rows)))


def put_authors(posts: Iterable[Post], people: Mapping[int, Person]) -> None:
    """Put their authors on posts."""
    for post in posts:
        post.author = people[post.author_id]


def people_by_id(ids: Collection[int]) -> dict[int, Person]:
    """Return persons with their servers, by id."""
    return {person.pk: person for person in _PEOPLE(ids=list(ids))}


def people_rows(ids: Collection[int]) -> dict[int, Row]:
    """Return what a page shows of persons and their servers, by id."""
    return {row[0]: row for row in _FACES.rows(ids=list(ids))}


def preview_rows(ids: Collection[int]) -> dict[int, Row]:
    """Return the rows of previews of links, by id."""
    return {row[0]: row for row in _PREVIEWS.rows(ids=list(ids))}


def authors_answered(posts: Sequence[Post]) -> dict[int, int]:
    """Return the id of whom each reply answers, by the id of what it answers."""
    return authors_of({post.in_reply_to_id for post in posts if post.in_reply_to_id})


def authors_of(ids: Collection[int]) -> dict[int, int]:
    """Return the ids of who wrote these posts, by the ids of these."""
    return dict(_AUTHORS(ids=list(ids)))


def picture_rows(ids: Collection[int]) -> dict[int, tuple[Row, ...]]:
    """Return the rows of the pictures of posts, in their order."""
    found: dict[int, list[Row]] = defaultdict(list)
    for row in _PICTURES.rows(ids=list(ids)):
        found[row[PICTURE_POST]].append(row)
    return {id_: tuple(rows) for id_, rows in found.items()}


def pictures(posts: Iterable[Post]) -> dict[int, tuple[Picture, ...]]:
    """Return the pictures of each post that has some, in their order."""
    rows = picture_rows([post.pk for post in posts if post.has_pictures])
    return {id_: pictures_of(found) for id_, found in rows.items()}


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
_ROWS_FOR_ANYBODY = Compiled[Post](lambda ids: visible_to(None, as_shown(Post.objects.filter(pk__in=ids))), ids=list)
_ROWS_FOR_ONE = Compiled[Post](
    lambda viewer, ids: visible_to(Person(pk=viewer), as_shown(Post.objects.filter(pk__in=ids))), viewer=int, ids=list
)
_SHOWN = Compiled[Post](lambda ids: Post.objects.filter(pk__in=ids).only(*POST_SHOWN), ids=list)
_AUTHORS = Compiled[tuple[int, int]](
    lambda ids: Post.objects.filter(pk__in=ids).values_list("pk", "author_id"), ids=list
)
_PEOPLE = Compiled[Person](lambda ids: Person.objects.filter(pk__in=ids).select_related("server"), ids=list)
_FACES = Compiled[Person](
    lambda ids: Person.objects.filter(pk__in=ids).select_related("server").only(*PERSON_SHOWN), ids=list
)
_PREVIEWS = Compiled[LinkPreview](lambda ids: LinkPreview.objects.filter(pk__in=ids), ids=list)
_PICTURES = Compiled[Picture](lambda ids: Picture.objects.filter(post_id__in=ids).order_by("place"), ids=list)
_LIKES = Compiled[tuple[int, int, bool]](_likes, viewer=int, ids=list)
_MARKS = Compiled[tuple[str, int]](_marks, viewer=int, ids=list)
