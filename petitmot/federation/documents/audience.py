"""For whom words are, on the wire (ActivityPub, 5.6 and 6.1). No collection is ever named that reaches further than the words do.

| here      | to                          | cc                               |
|-----------|-----------------------------|----------------------------------|
| public    | everybody                   | the author's followers, those named |
| quiet     | the author's followers      | everybody, those named           |
| followers | the author's followers      | those named who follow           |
| named     | the people                  |                                  |
| contacts  | each contact                |                                  |
| circle    | each of its people          |                                  |

Contacts and circles: explicit actors only, never the followers collection (Mastodon reads that as every follower), and
never with the others in it: a document is made for the `readers` it goes to, so that nobody learns who else is there
(rule 29). A reply to somebody else's followers goes to who is answered and those named. A reply within somebody else's
contacts or circle goes to that person, whose server hands it to the others (FEP-171b), and besides to those who are
answered or named on servers that do not know this.
Naming somebody who may not see does not let them in (rule 28): they are left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q

from petitmot.federation import addresses
from petitmot.federation.models import Actor
from petitmot.kit.compiled import Compiled
from petitmot.people.models import Block, Contact, Follow, Person
from petitmot.posts import gathering
from petitmot.posts.models import Audience, Mention, Post, Visibility
from petitmot.posts.models.post import OPEN_TO_ALL

MOST = 512  # people named in one page of posts whose follows are looked at; others are left out
FOR_SOME = (Visibility.CONTACTS, Visibility.CIRCLE)  # addressed to explicit actors, each alone


@dataclass(frozen=True)
class Addressed:
    """Whom one post is for beyond collections: ids of persons."""

    named: tuple[int, ...]  # carry a Mention: named in the text, answered, or written to in private
    explicit: frozenset[int]  # everybody addressed one by one, `named` included


def addressing(post: Post, *, readers: Collection[Person] | None = None) -> tuple[list[str], list[str]]:
    """Return (to, cc) of a post that was written here.

    `readers` are the people this copy goes to (those on one server, or who asks for the document): words for contacts
    and circles are addressed to them alone. Without readers, to everybody they are for.
    """
    whom = addressed([post])[post.pk]
    people = gathering.people_by_id({*whom.explicit, post.author_id})
    return lines(post, people[post.author_id], whom, people, readers)


def is_within(post: Post) -> bool:
    """Whether words were said within what somebody else began for their contacts or a circle."""
    return post.visibility in FOR_SOME and post.audience_of_id != post.author_id


def reached(post: Post) -> frozenset[int]:
    """Return the ids of all persons a post is addressed to one by one; followers are not among them."""
    return addressed([post])[post.pk].explicit


def lines(
    post: Post,
    author: Person,
    whom: Addressed,
    people: Mapping[int, Person],
    readers: Collection[Person] | None,
) -> tuple[list[str], list[str]]:
    """Return (to, cc), from what was gathered."""
    followers = addresses.followers(author)
    explicit = whom.explicit
    if readers is not None and post.visibility in FOR_SOME:
        explicit = explicit & {reader.pk for reader in readers}
    uris = [people[id_].uri for id_ in sorted(explicit) if id_ in people]
    match Visibility(post.visibility):
        case Visibility.PUBLIC:
            return [addresses.PUBLIC], [followers, *uris]
        case Visibility.QUIET:
            return [followers], [addresses.PUBLIC, *uris]
        case Visibility.FOLLOWERS if post.audience_of_id == post.author_id:
            return [followers], uris
        case _:
            return uris, []


def addressed(posts: Sequence[Post]) -> dict[int, Addressed]:
    """Work out whom each post is for, a handful of queries for any number."""
    ids = [post.pk for post in posts]
    answered = gathering.authors_answered(posts)
    mentioned = _grouped(_MENTIONS(ids=ids))
    lists = _grouped(_LISTS(ids=[post.pk for post in posts if post.visibility not in OPEN_TO_ALL]))
    spoken_to = {
        post.pk: {*mentioned.get(post.pk, ()), answered.get(post.in_reply_to_id or 0, 0)} - {post.author_id, 0}
        for post in posts
    }
    ties = _Ties.of(posts, {id_ for ids in spoken_to.values() for id_ in ids})
    handed_on = _handed_on(posts, spoken_to)
    found = {}
    for post in posts:
        who = spoken_to[post.pk] - handed_on.get(post.pk, set())
        inside = _inside(post, who, lists.get(post.pk, set()), ties)
        named = inside if post.visibility == Visibility.NAMED else who & inside
        if post.visibility in OPEN_TO_ALL:
            named = inside = who
        found[post.pk] = Addressed(tuple(sorted(named)), frozenset(inside))
    return found


@dataclass(frozen=True)
class _Ties:
    """The ties that decide about words which are not for all."""

    followers: Mapping[int, set[int]]  # by whom they follow, of those who are spoken to
    contacts: Mapping[int, set[int]]
    apart: Mapping[int, set[int]]  # blocked, in either direction

    @classmethod
    def of(cls, posts: Iterable[Post], among: Collection[int]) -> _Ties:
        narrow = [post for post in posts if post.visibility not in OPEN_TO_ALL]
        owners: dict[str, set[int]] = defaultdict(set)
        for post in narrow:
            owners[post.visibility].add(post.audience_of_id)
        apart: dict[int, set[int]] = defaultdict(set)
        for one, other in _BLOCKS(authors=list({post.author_id for post in narrow})):
            apart[one].add(other)
            apart[other].add(one)
        return cls(
            _grouped(_FOLLOWING(owners=list(owners[Visibility.FOLLOWERS]), among=sorted(among)[:MOST])),
            _grouped(_CONTACTS(owners=list(owners[Visibility.CONTACTS]))),
            apart,
        )


def _handed_on(posts: Sequence[Post], spoken_to: Mapping[int, set[int]]) -> dict[int, set[int]]:
    """By post, those who get it from the server of whose circle it is, and so not from here."""
    within = [post for post in posts if is_within(post)]
    if not within:
        return {}
    everybody = {id_ for post in within for id_ in (*spoken_to[post.pk], post.audience_of_id)}
    knowing = {id_ for (id_,) in _KNOWING(ids=sorted(everybody))}
    here = {id_ for (id_,) in _HERE(ids=[post.audience_of_id for post in within])}
    return {
        post.pk: (spoken_to[post.pk] & knowing) - {post.audience_of_id}
        for post in within
        if post.audience_of_id in knowing | here
    }


def _inside(post: Post, who: set[int], listed: set[int], ties: _Ties) -> set[int]:
    """Those addressed one by one who may see a post that is not for all."""
    owner = post.audience_of_id
    match Visibility(post.visibility):
        case Visibility.FOLLOWERS:
            may = ties.followers.get(owner, set()) | {owner}
            inside = who & may
        case Visibility.CONTACTS:
            may = ties.contacts.get(owner, set()) | {owner}
            inside = may if owner == post.author_id else who & may
        case Visibility.CIRCLE:
            inside = listed if owner == post.author_id else (who | {owner}) & (listed | {owner})
        case _:
            inside = listed
    return inside - ties.apart.get(post.author_id, set()) - {post.author_id}


def _grouped(rows: Iterable[tuple[int, int]]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for one, other in rows:
        found[one].add(other)
    return found


_MENTIONS = Compiled[tuple[int, int]](
    lambda ids: Mention.objects.filter(post_id__in=ids).values_list("post_id", "person_id"), ids=list
)
_LISTS = Compiled[tuple[int, int]](
    lambda ids: Audience.objects.filter(post_id__in=ids).values_list("post_id", "person_id"), ids=list
)
_CONTACTS = Compiled[tuple[int, int]](
    lambda owners: Contact.objects.filter(person_id__in=owners).values_list("person_id", "other_id"), owners=list
)
_FOLLOWING = Compiled[tuple[int, int]](
    lambda owners, among: Follow.objects.filter(followed_id__in=owners, follower_id__in=among).values_list(
        "followed_id", "follower_id"
    ),
    owners=list,
    among=list,
)
_KNOWING = Compiled[tuple[int]](
    lambda ids: Actor.objects.filter(person_id__in=ids, understands_words=True).values_list("person_id"), ids=list
)
_HERE = Compiled[tuple[int]](
    lambda ids: Person.objects.filter(pk__in=ids, server__is_local=True).values_list("pk"), ids=list
)
_BLOCKS = Compiled[tuple[int, int]](
    lambda authors: Block.objects.filter(Q(blocker_id__in=authors) | Q(blocked_id__in=authors)).values_list(
        "blocker_id", "blocked_id"
    ),
    authors=list,
)
