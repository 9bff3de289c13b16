"""To search: people, tags, and words, one's own and those for all; the newest first, nothing ranked."""

from __future__ import annotations

import re

from django.db import connection
from django.db.models import Exists, OuterRef, Q

from petitmot.kit.addresses import split_handle
from petitmot.kit.text import fold
from petitmot.people import ties
from petitmot.people.models import Person
from petitmot.posts.models import Post, Tag, Visibility
from petitmot.posts.seeing import listed_to, visible_to
from petitmot.reading.full_text import MATCH, question
from petitmot.reading.models import PersonText, PostText

MOST_WORDS = 8  # of what was asked for
PAGE = 20
_WORD = re.compile(r"[^\W_]+")


def words_of(text: str) -> list[str]:
    """Return the words of what was asked for, folded: letters and figures only, whatever was typed."""
    return _WORD.findall(fold(text[:200]))[:MOST_WORDS]


def find_posts(viewer: Person | None, text: str, *, before: int | None = None, most: int = PAGE) -> list[int]:
    """Return ids of posts that hold all the words: one's own, and public ones; quiet words are in no search (rule 27)."""
    words = words_of(text)
    if not words:
        return []
    asked = question(connection.vendor, words)  # letters and figures only, and a parameter all the same
    rows = PostText.objects.extra(where=[MATCH[connection.vendor]], params=[asked])  # noqa: S610
    mine = Q(author=viewer) if viewer else Q(pk__in=())
    posts = Post.objects.filter(mine | Q(visibility=Visibility.PUBLIC), pk__in=rows.values("post_id"))
    if before:
        posts = posts.filter(pk__lt=before)
    return list(listed_to(viewer, visible_to(viewer, posts)).order_by("-pk").values_list("pk", flat=True)[:most])


def find_people(viewer: Person | None, text: str, *, most: int = 12) -> list[Person]:
    """Return people whose name, address, trade or place holds the words; those one knows first, then by name."""
    by_address = split_handle(text)
    words = words_of(text)
    if not words:
        return []
    rows = PersonText.objects.all()
    for word in words:
        rows = rows.filter(text__contains=word)
    named = _named(by_address)  # whom moderators limited is found by who writes the whole address
    listed = ties.listed_to(viewer, Person.objects.filter(pk__in=rows.values("person_id")))
    found = Person.objects.present().filter(Q(pk__in=listed.values("pk")) | named)
    if viewer:
        found = found.exclude(ties.apart(viewer.pk))
    known = ties.known_ids(viewer) if viewer else set()
    people = found.select_related("server").order_by("name")[: most * 4]
    return sorted(people, key=lambda person: (person.pk not in known, person.called.casefold()))[:most]


def find_tags(viewer: Person | None, text: str, *, most: int = 12) -> list[Tag]:
    """Return tags that begin with what was asked for, by name.

    Only those that stand in words one would find (rule 27): a tag of private words tells what is spoken of there.
    """
    words = words_of(text)
    if len(words) != 1:
        return []
    mine = Q(author=viewer) if viewer else Q(pk__in=())
    carrying = Post.objects.filter(mine | Q(visibility=Visibility.PUBLIC), tagged__tag=OuterRef("pk"))
    tags = Tag.objects.filter(Exists(listed_to(viewer, visible_to(viewer, carrying))), name__startswith=words[0])
    return list(tags.order_by("name")[:most])


def _named(split: tuple[str, str | None] | None) -> Q:
    if split is None:
        return Q(pk__in=())
    name, host = split
    return Q(name=name, server__domain=host) if host else Q(name=name, server__is_local=True)
