"""To read: marks by person and by post, kept by the server, so that two devices never undo each other (rules 9 to 13)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import islice

from django.db import transaction
from django.db.models import Count, OuterRef, Subquery

from petitmot.kit import clock
from petitmot.kit.compiled import Compiled
from petitmot.people.events import Followed
from petitmot.people.models import Follow, Person
from petitmot.posts.models import Arrival, Post
from petitmot.posts.seeing import visible_to
from petitmot.reading import today
from petitmot.reading.models import KeptUnread, ReadMark, ReadPost

UNREAD_AT_FIRST = 5  # of a newly followed person (rule 10)
MOST_LOOSE = 20  # single rows of one reader and author that may lie behind words that Today does not show
MOST_LOOKED_AT = 1_000  # of what a reader still has to read, when their marks are folded


def mark_read(reader: Person, post_ids: Iterable[int], *, by_gesture: bool = True) -> None:
    """Mark exactly these posts as read; a share marks what it shows too (rule 11).

    What the reader may not see is not marked: if it is written for them one day, it will be unread.
    `by_gesture` also ends *garder non lu*: a button that says "read" does, scrolling past does not (rule 13).
    """
    wanted = set(post_ids)
    rows = visible_to(reader, Post.objects.filter(pk__in=wanted)).values_list("pk", "shares_id")
    shown = {id_ for row in rows for id_ in row if id_ is not None}
    with transaction.atomic():
        if by_gesture:
            KeptUnread.objects.filter(reader=reader, post__in=shown).delete()
        ReadPost.objects.bulk_create([ReadPost(reader=reader, post_id=id_) for id_ in shown], ignore_conflicts=True)


def keep_unread(reader: Person, post: Post) -> None:
    """*Garder non lu*: this post stays in Today until a gesture says it is read."""
    KeptUnread.objects.get_or_create(reader=reader, post=post, defaults={"since": clock.now()})


def mark_person_read(reader: Person, author: Person, up_to: int) -> None:
    """Mark all LIVE posts of an author up to an id as read: catch-up's button. Marks only move forward."""
    with transaction.atomic():
        mark, new = ReadMark.objects.get_or_create(reader=reader, author=author, defaults={"up_to": up_to})
        if not new:
            ReadMark.objects.filter(pk=mark.pk, up_to__lt=up_to).update(up_to=up_to)
        KeptUnread.objects.filter(reader=reader, post__author=author, post_id__lte=up_to).delete()


def mark_all_read(reader: Person, authors: Iterable[int], up_to: int) -> None:
    """Mark all LIVE posts of these authors (ids) up to an id as read, but what is kept unread. Two statements."""
    ids = list(authors)
    with transaction.atomic():
        marks = [ReadMark(reader=reader, author_id=author, up_to=up_to) for author in ids]
        ReadMark.objects.bulk_create(marks, ignore_conflicts=True)
        ReadMark.objects.filter(reader=reader, author__in=ids, up_to__lt=up_to).update(up_to=up_to)


def begin_with_newest(fact: Followed) -> None:
    """A reaction to a first follow: the newest five posts are unread, older ones are not part of Today (rule 10).

    Newest at the moment of the follow: whatever was written since is unread, however late this reaction comes.
    """
    if ReadMark.objects.filter(reader_id=fact.follower_id, author_id=fact.followed_id).exists():
        return
    follow = Follow.objects.filter(follower_id=fact.follower_id, followed_id=fact.followed_id).first()
    if follow is None:  # ended meanwhile
        return
    rows = Post.objects.filter(author_id=fact.followed_id, arrival=Arrival.LIVE, arrived__lt=follow.since)
    rows = rows.order_by("-pk")
    older = rows.values_list("pk", flat=True)[UNREAD_AT_FIRST : UNREAD_AT_FIRST + 1]
    ReadMark.objects.get_or_create(
        reader_id=fact.follower_id, author_id=fact.followed_id, defaults={"up_to": next(iter(older), 0)}
    )


def fold_marks() -> None:
    """A job: single rows that have become a run from the mark on are folded into it.

    Where many lie behind words that Today never shows their reader (an answer to a stranger, words for a circle), these
    do not hold them up: the mark goes on to the first that Today still has to show.
    """
    rows = ReadPost.objects.values_list("reader_id", "post__author_id")
    for reader_id, author_id in list(rows.distinct()):
        fold(reader_id, author_id)
    loose: dict[int, list[int]] = defaultdict(list)
    for reader_id, author_id, _many in rows.annotate(many=Count("pk")).filter(many__gt=MOST_LOOSE):
        loose[reader_id].append(author_id)
    for reader in Person.objects.filter(pk__in=loose):
        waiting, looked_at = _still_to_be_shown(reader)
        for author_id in loose[reader.pk]:
            _fold_before(reader.pk, author_id, waiting.get(author_id, looked_at))


def _still_to_be_shown(reader: Person) -> tuple[dict[int, int], int | None]:
    """Return of each author the first id that Today still shows this reader, and up to which id that was asked."""
    ids = list(islice(today.unread(reader, at_once=today.MANY), MOST_LOOKED_AT))
    authors = dict(Post.objects.filter(pk__in=ids).values_list("pk", "author_id"))
    waiting = {authors[id_]: id_ for id_ in reversed(ids) if id_ in authors}
    return waiting, ids[-1] if len(ids) == MOST_LOOKED_AT else None


def fold(reader_id: int, author_id: int) -> None:
    """Move one mark forward over all that is read, and drop the rows it covers."""
    with transaction.atomic():
        mark = ReadMark.objects.filter(reader_id=reader_id, author_id=author_id).first()
        first_unread = _first_unread_after(reader_id, author_id, mark.up_to if mark else 0)
        _fold_before(reader_id, author_id, first_unread)


def _fold_before(reader_id: int, author_id: int, first_unread: int | None) -> None:
    with transaction.atomic():
        mark = ReadMark.objects.filter(reader_id=reader_id, author_id=author_id).first()
        up_to = mark.up_to if mark else 0
        read = ReadPost.objects.filter(reader_id=reader_id, post__author_id=author_id)
        if first_unread is not None:
            read = read.filter(post_id__lt=first_unread)
        last = read.order_by("-post_id").values_list("post_id", flat=True).first()
        if last is None:
            return
        if mark is None:
            ReadMark.objects.create(reader_id=reader_id, author_id=author_id, up_to=last)
        elif last > up_to:
            ReadMark.objects.filter(pk=mark.pk, up_to__lt=last).update(up_to=last)
        ReadPost.objects.filter(
            pk__in=list(read.filter(post_id__lte=max(last, up_to)).values_list("pk", flat=True))
        ).delete()


def _first_unread_after(reader_id: int, author_id: int, up_to: int) -> int | None:
    read = ReadPost.objects.filter(reader_id=reader_id, post_id=OuterRef("pk")).values("pk")
    rows = Post.objects.filter(author_id=author_id, arrival=Arrival.LIVE, pk__gt=up_to)
    kept = KeptUnread.objects.filter(reader_id=reader_id, post__author_id=author_id)  # these stand above every mark
    rows = rows.exclude(pk__in=kept.values("post_id"))
    return rows.annotate(row=Subquery(read[:1])).filter(row=None).order_by("pk").values_list("pk", flat=True).first()


def unread_by_author(reader: Person, posts: Iterable[Post]) -> dict[int, list[int]]:
    """Group ids of posts by their author, each in order: for catch-up's lines."""
    groups: dict[int, list[int]] = defaultdict(list)
    for post in posts:
        groups[post.author_id].append(post.pk)
    return {author: sorted(ids) for author, ids in groups.items()}


def kept_unread_among(reader: Person, post_ids: Sequence[int]) -> set[int]:
    """Return those of these posts that this person keeps unread."""
    return set(_KEPT(reader=reader.pk, ids=list(post_ids)))


_KEPT = Compiled[int](
    lambda reader, ids: KeptUnread.objects.filter(reader_id=reader, post_id__in=ids).values_list("post_id", flat=True),
    reader=int,
    ids=list,
)
