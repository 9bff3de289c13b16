"""A post as it is shown to one viewer: everything a page needs, gathered for a whole list in a few queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from petitmot.people.models import Person
from petitmot.posts import gathering, polls
from petitmot.posts.models import Picture, Post


@dataclass(frozen=True)
class Names:
    """Who did something, as this viewer may know it: names, never a number (rule 26)."""

    known: tuple[Person, ...] = ()
    others: bool = False  # people the viewer does not know did, too

    def __bool__(self) -> bool:
        return bool(self.known or self.others)


NOBODY = Names()


@dataclass(frozen=True)
class Shown:
    """One post for one viewer. For a share, `post` is what was shared and `shared_by` who did."""

    row_id: int  # the id that is marked as read
    post: Post
    pictures: tuple[Picture, ...] = ()
    shared_by: Person | None = None
    quoted: Post | None = None
    quote_is_gone: bool = False  # it quoted words that are no longer there, or not for this viewer
    answered: Person | None = None  # whom it replies to
    poll: polls.Shown | None = None
    liked_by: Names = field(default_factory=Names)
    is_mine: bool = False
    i_like: bool = False
    i_keep: bool = False
    i_share: bool = False
    for_some: bool = False  # *pour quelques personnes*: nothing more is ever said (rule 29)


def show(viewer: Person | None, ids: Sequence[int]) -> list[Shown]:
    """Return these posts in this order, without those the viewer may not see; about eight queries for any number."""
    by_id = gathering.visible_posts(viewer, ids)
    return assemble(viewer, [by_id[id_] for id_ in ids if id_ in by_id])


def assemble(viewer: Person | None, rows: Sequence[Post]) -> list[Shown]:
    """Gather what a list of posts, already known to be visible, is shown with."""
    told = [row.shares or row for row in rows]
    ids = [post.pk for post in told]
    pictures = gathering.pictures(told)
    mine = gathering.marks_of(viewer, ids)
    parents = gathering.authors_answered(told)
    likers = gathering.likes(viewer, ids)
    named = _named(viewer, told, likers)
    quoted = gathering.visible_posts(viewer, {post.quotes_id for post in told if post.quotes_id})
    every = [*rows, *told, *quoted.values()]
    people = gathering.people_by_id(
        {post.author_id for post in every} | {*parents.values()} | {pk for pks in named.values() for pk in pks}
    )
    gathering.put_authors(every, people)
    gathering.put_previews(told)
    asked = polls.shown(viewer, told)
    return [
        Shown(
            row_id=row.pk,
            post=post,
            pictures=pictures.get(post.pk, ()),
            shared_by=row.author if row.shares_id else None,
            quoted=quoted.get(post.quotes_id or 0),
            poll=asked.get(post.pk),
            quote_is_gone=post.quote_removed or (post.quotes_id is not None and post.quotes_id not in quoted),
            answered=people.get(parents.get(post.in_reply_to_id or 0, 0)),
            liked_by=_names(people, named.get(post.pk, ()), likers.get(post.pk, ())),
            is_mine=viewer is not None and post.author_id == viewer.pk,
            i_like=post.pk in mine["likes"],
            i_keep=post.pk in mine["keeps"],
            i_share=post.pk in mine["shares"],
            for_some=post.visibility in ("circle", "contacts"),
        )
        for row, post in zip(rows, told, strict=True)
    ]


Likers = dict[int, list[tuple[int, bool]]]


def _named(viewer: Person | None, posts: Sequence[Post], likers: Likers) -> dict[int, list[int]]:
    """Return whom a viewer is told of: the author of a post sees all names, others whom they know (rule 26)."""
    own = {post.pk for post in posts if viewer is not None and post.author_id == viewer.pk}
    return {id_: [pk for pk, is_known in rows if is_known or id_ in own] for id_, rows in likers.items()}


def _names(people: dict[int, Person], named: Sequence[int], likers: Sequence[tuple[int, bool]]) -> Names:
    return Names(tuple(people[pk] for pk in named), others=len(named) < len(likers)) if likers else NOBODY
