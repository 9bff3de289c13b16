"""Timelines that applications show: everybody's public words, a tag's, a circle's people, a page of the web, a person's."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from petitmot.kit.pages import Slice, Window
from petitmot.kit.text import fold
from petitmot.people.models import Circle, InCircle, Person
from petitmot.posts.models import Post, Tag, Tagged, Visibility
from petitmot.reading.streams import Stream

MOST_TAGS = 4  # of each kind, beside the one the timeline is named after


def public(
    viewer: Person | None, part: Window, *, local: bool = False, remote: bool = False, only_media: bool = False
) -> Slice[int]:
    """Return public words of all, or of those who live here or elsewhere; no shares, no replies to others."""
    return _public(local, remote, only_media).page(viewer, part)


@cache
def _public(local: bool, remote: bool, only_media: bool) -> Stream:
    rows = Post.objects.filter(visibility=Visibility.PUBLIC, shares=None)
    rows = rows.filter(Q(in_reply_to=None) | Q(in_reply_to__author=F("author")))
    if local != remote:
        rows = rows.filter(author__server__is_local=local)
    if only_media:
        rows = rows.filter(has_pictures=True)
    return Stream(rows.all, lists=True)


def tagged(
    viewer: Person | None,
    part: Window,
    names: Sequence[str],
    *,
    every: Sequence[str] = (),
    none: Sequence[str] = (),
    local: bool = False,
    remote: bool = False,
    only_media: bool = False,
) -> Slice[int]:
    """Return public words that carry one of `names`, all of `every` and none of `none`."""
    ids = _tags(names[: MOST_TAGS + 1])
    must = [_tags([name]) for name in every[:MOST_TAGS]]
    if not ids or not all(must):
        return Slice([], None, None)
    rows = Post.objects.filter(visibility=Visibility.PUBLIC, shares=None)
    rows = rows.filter(Exists(Tagged.objects.filter(post=OuterRef("pk"), tag__in=ids)))
    for wanted in must:
        rows = rows.filter(Exists(Tagged.objects.filter(post=OuterRef("pk"), tag__in=wanted)))
    if unwanted := _tags(none[:MOST_TAGS]):
        rows = rows.exclude(Exists(Tagged.objects.filter(post=OuterRef("pk"), tag__in=unwanted)))
    if local != remote:
        rows = rows.filter(author__server__is_local=local)
    if only_media:
        rows = rows.filter(has_pictures=True)
    return Stream(rows.all, lists=True).page(viewer, part)


def _tags(names: Sequence[str]) -> list[int]:
    folded = [fold(name.removeprefix("#"))[:100] for name in names]
    return list(Tag.objects.filter(name__in=folded).values_list("pk", flat=True))


def of_circle(viewer: Person, part: Window, circle: Circle) -> Slice[int]:
    """Return what the people of one of the viewer's circles wrote and shared; replies among them and to the viewer."""
    return _OF_CIRCLE.page(viewer, part, circle=circle.pk)


def _of_circle(circle: int, viewer: int) -> QuerySet[Post]:
    inside = InCircle.objects.filter(circle_id=circle)
    rows = Post.objects.filter(conversation=None).filter(Exists(inside.filter(person=OuterRef("author"))))
    answered = Exists(inside.filter(person=OuterRef("in_reply_to__author")))
    return rows.filter(
        Q(in_reply_to=None) | Q(in_reply_to__author=F("author")) | Q(in_reply_to__author_id=viewer) | Q(answered)
    )


def about_link(viewer: Person | None, part: Window, url: str) -> Slice[int]:
    """Return public words whose preview is of this page of the web."""
    rows = Post.objects.filter(visibility=Visibility.PUBLIC, shares=None, preview__url=url.partition("#")[0])
    return Stream(rows.all, lists=True).page(viewer, part)


def of_person(
    viewer: Person | None,
    part: Window,
    author: Person,
    *,
    only_media: bool = False,
    no_replies: bool = False,
    no_shares: bool = False,
) -> Slice[int]:
    """Return what a person wrote and shared, as far as the viewer may see it; no private words."""
    return _of_person(only_media, no_replies, no_shares).page(viewer, part, author=author.pk)


@cache
def _of_person(only_media: bool, no_replies: bool, no_shares: bool) -> Stream:
    def rows(author: int) -> QuerySet[Post]:
        found = Post.objects.filter(author_id=author, conversation=None)
        if only_media:
            found = found.filter(has_pictures=True)
        if no_replies:
            found = found.filter(Q(in_reply_to=None) | Q(in_reply_to__author=F("author")))
        return found.filter(shares=None) if no_shares else found

    return Stream(rows, hears=False, author=int)


def of_person_tagged(viewer: Person | None, part: Window, author: Person, tag: str) -> Slice[int]:
    """Return a person's words that carry a tag."""
    ids = _tags([tag])
    rows = Post.objects.filter(author=author, conversation=None, shares=None)
    rows = rows.filter(Exists(Tagged.objects.filter(post=OuterRef("pk"), tag__in=ids)))
    return Stream(rows.all, hears=False).page(viewer, part) if ids else Slice([], None, None)


_OF_CIRCLE = Stream(_of_circle, mine=True, circle=int)
