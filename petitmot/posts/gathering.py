"""The questions behind a page of posts, each asked for the whole list at once and compiled once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

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
from django.db.models.functions import Coalesce

from petitmot.kit.compiled import Compiled, Row
from petitmot.people.models import Contact, Follow, Person
from petitmot.posts.models import Bookmark, Favourite, LinkPreview, Picture, Post
from petitmot.posts.seeing import visible_to

# What a page shows of a post and of a person: a row holds a post's values, its author's, their server's, and, where it
# is a share, what it shares. Not the plain text: what filters look into, they ask for (`plain_of`).
POST_SHOWN = (
    *("id", "author", "published", "visibility", "html", "warning", "language", "edited_at", "pinned_at"),
    *("in_reply_to", "shares", "quotes", "quote_state", "preview", "emoji", "has_pictures", "has_poll", "is_sensitive"),
)
PERSON_SHOWN = (
    *("id", "name", "display_name", "portrait", "left_at", "covered_at", "emoji"),
    *("server__id", "server__domain", "server__is_local"),
)
_FIELDS = [field.attname for field in Post._meta.concrete_fields if field.name in POST_SHOWN]
OWN = {name: place for place, name in enumerate(_FIELDS)}  # where a row holds what
AUTHOR = slice(len(OWN), len(OWN) + len(PERSON_SHOWN) + 1)  # and the column that names the server
_SEEN_OF_PERSONS = [field.name for field in Person._meta.concrete_fields if field.name in (*PERSON_SHOWN, "server")]
NAMED_WITH = _SEEN_OF_PERSONS.index("emoji")  # in the row of a person
SHARED = slice(AUTHOR.stop, AUTHOR.stop + len(OWN))
SHARES = OWN["shares_id"]
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
    shared = {row[SHARES] for row in found} - {None}
    if not shared:
        return {row[0]: row for row in found}
    words: dict[int | None, Row] = {row[0]: row for row in _SHOWN.rows(ids=list(shared))}
    return {row[0]: row + words.get(row[SHARES], ()) for row in found if row[SHARES] is None or row[SHARES] in words}


def as_shown(rows: QuerySet[Post]) -> QuerySet[Post]:
    """Ask for posts in the form of `visible_rows`, but for what is shared."""
    author = (f"author__{name}" for name in PERSON_SHOWN)
    return rows.select_related("author__server").only(*POST_SHOWN, *author)


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
    return {person.pk: person for person in _PEOPLE.copied(_PEOPLE.rows(ids=list(ids)))}


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


def plain_of(ids: Collection[int]) -> dict[int, str]:
    """Return what posts say in plain text, by id."""
    return dict(_PLAIN(ids=list(ids)))


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


class Liker(NamedTuple):
    """`sign`: one of Unicode, or a `:code:` of the emoji with the id `emoji` (0: none)."""

    person: int
    is_known: bool
    sign: str
    emoji: int


@dataclass(frozen=True, slots=True)
class Marked:
    """What was done with posts, by their ids: who likes them, the first who did first, each with whether the viewer knows
    them (rule 26), and the sign it was said with; what the viewer keeps and shares.
    """

    likers: dict[int, list[Liker]] = field(default_factory=dict)
    keeps: set[int] = field(default_factory=set)
    shares: set[int] = field(default_factory=set)


def marked(viewer: Person | None, ids: Sequence[int]) -> Marked:
    """Return what was done with these posts, as far as it concerns a viewer. One query."""
    found = Marked()
    for _at, _row, mark, post_id, person_id, is_known, sign, emoji_id in sorted(
        _MARKED.rows(viewer=viewer.pk if viewer else 0, ids=list(ids))
    ):
        if mark == "likes":
            found.likers.setdefault(post_id, []).append(Liker(person_id, bool(is_known), sign, emoji_id))
        else:
            (found.keeps if mark == "keeps" else found.shares).add(post_id)
    return found


def marks_of(viewer: Person | None, ids: Sequence[int]) -> dict[str, set[int]]:
    """Return which of these posts a viewer likes, keeps and shares."""
    marks: dict[str, set[int]] = {"likes": set(), "keeps": set(), "shares": set()}
    if viewer is not None:
        for name, post_id in _MARKS(viewer=viewer.pk, ids=list(ids)):
            marks[name].add(post_id)
    return marks


def _marked(viewer: int, ids: list[int]) -> QuerySet:  # type: ignore[type-arg]
    contact = Contact.objects.filter(person_id=viewer, other=OuterRef("person_id"))
    follow = Follow.objects.filter(follower_id=viewer, followed=OuterRef("person_id"))
    known = ExpressionWrapper(Q(person_id=viewer) | Exists(contact) | Exists(follow), BooleanField())
    likes = Favourite.objects.filter(post_id__in=ids).annotate(known=known)
    keeps = Bookmark.objects.filter(person_id=viewer, post_id__in=ids).annotate(known=Value(value=True))
    shares = Post.objects.filter(author_id=viewer, shares_id__in=ids).annotate(known=Value(value=True))
    liked = _mark_of("likes", likes, "at", "post_id", "person_id", sign=F("sign"), emoji=Coalesce(F("emoji_id"), 0))
    return liked.union(
        _mark_of("keeps", keeps, "at", "post_id", "person_id"),
        _mark_of("shares", shares, "published", "shares_id", "author_id"),
        all=True,
    )


def _mark_of(
    name: str,
    rows: QuerySet[Any, Any],
    at: str,
    post: str,
    by: str,
    sign: Any = Value("", output_field=CharField()),  # noqa: B008 - never changed
    emoji: Any = Value(0),  # noqa: B008
) -> QuerySet[Any, Any]:
    named: QuerySet[Any, Any] = rows.order_by().annotate(
        mark=Value(name, output_field=CharField()), moment=F(at), row=F("pk"), about=F(post), by=F(by)
    )
    named = named.annotate(with_sign=sign, with_emoji=emoji)
    return named.values_list("moment", "row", "mark", "about", "by", "known", "with_sign", "with_emoji")


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
_PLAIN = Compiled[tuple[int, str]](lambda ids: Post.objects.filter(pk__in=ids).values_list("pk", "plain"), ids=list)
_PEOPLE = Compiled[Person](lambda ids: Person.objects.filter(pk__in=ids).select_related("server"), ids=list)
_FACES = Compiled[Person](
    lambda ids: Person.objects.filter(pk__in=ids).select_related("server").only(*PERSON_SHOWN), ids=list
)
_PREVIEWS = Compiled[LinkPreview](lambda ids: LinkPreview.objects.filter(pk__in=ids), ids=list)
_PICTURES = Compiled[Picture](lambda ids: Picture.objects.filter(post_id__in=ids).order_by("place"), ids=list)
_MARKED = Compiled[tuple[datetime, int, str, int, int, bool]](_marked, viewer=int, ids=list)
_MARKS = Compiled[tuple[str, int]](_marks, viewer=int, ids=list)
