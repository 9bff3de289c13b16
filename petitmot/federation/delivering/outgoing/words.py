"""Words: Create, Update, Delete, to whoever they are for, and later to whoever got them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from petitmot.federation import addresses, keys
from petitmot.federation.addresses import PUBLIC
from petitmot.federation.delivering.outgoing import routes
from petitmot.federation.delivering.outgoing.whose import of_here
from petitmot.federation.delivering.queue import deliver
from petitmot.federation.delivering.recipients import Door, of_followers, of_persons
from petitmot.federation.documents import audience, word_activities
from petitmot.federation.signatures.proofs import prove
from petitmot.kit import clock
from petitmot.kit.compiled import Compiled
from petitmot.people.models import Person
from petitmot.posts.events import WordsDeleted, WordsEdited, WordsPublished
from petitmot.posts.models import Arrival, Post, Visibility
from petitmot.posts.models.post import OPEN_TO_ALL

Document = dict[str, Any]


@dataclass(frozen=True)
class Copy:
    """One wording, and where it goes. `readers`: words for contacts and circles name those of one server alone."""

    doors: frozenset[Door]
    readers: tuple[Person, ...] | None = None


def tell(fact: WordsPublished) -> None:
    """Create. Done twice, it is queued once: where the words went is written in the same transaction."""
    post = _ours(fact.post_id)
    if post is None or post.shares_id is not None:
        return
    made = _written(post, word_activities.create)
    if not made:
        return
    with transaction.atomic():
        if _still_there(post) and not routes.went(post.pk):
            _queue(post, made)


def tell_edit(fact: WordsEdited) -> None:
    """Update: to those who got the words and may still read them, and to those who may now."""
    post = _ours(fact.post_id)
    if post is None:
        return
    went = routes.went(post.pk)
    made = _written(post, word_activities.update, also=went if post.visibility in OPEN_TO_ALL else ())
    with transaction.atomic():
        if _still_there(post):
            _queue(post, made)


def tell_deletion(fact: WordsDeleted) -> None:
    """Delete: to every server that got the words, whoever follows by now. Who leaves takes all their words along."""
    author = of_here(fact.author_id)
    if author is None:
        return
    doors = routes.went(fact.post_id)
    with transaction.atomic():
        if author.left_at is None:
            for copy, to in _those_told(doors, fact.reached):
                gone = word_activities.delete(fact.uri, author, clock.now(), to=to)
                if fact.visibility in audience.FOR_SOME and fact.audience_of_id != author.pk:
                    gone = prove(gone, keys.ed25519_key(author), clock.now())  # others hand it on (FEP-171b)
                deliver(gone, by=author, to=copy)
        routes.forget(fact.post_id)


def copies(post: Post) -> list[Copy]:
    """Work out where a post of here goes, and in which wordings."""
    explicit = audience.reached(post)
    if post.visibility not in audience.FOR_SOME:
        doors = of_persons(explicit)
        if post.visibility != Visibility.NAMED and post.audience_of_id == post.author_id:
            doors |= of_followers(post.author_id)
        return [Copy(frozenset(doors))] if doors else []
    servers: dict[int, list[Person]] = {}
    for person in Person.objects.filter(pk__in=explicit, server__is_local=False):
        servers.setdefault(person.server_id, []).append(person)
    made = [Copy(frozenset(of_persons([one.pk for one in some])), tuple(some)) for some in servers.values()]
    return [copy for copy in made if copy.doors]


def _ours(post_id: int) -> Post | None:
    post = next(iter(_OURS(post=post_id)), None)
    return post if post is not None and post.arrival == Arrival.LIVE else None


_OURS = Compiled[Post](
    lambda post: Post.objects.select_related("author__server", "audience_of", "in_reply_to__author__server").filter(
        pk=post, author__server__is_local=True, author__left_at=None
    ),
    post=int,
)


def _written(
    post: Post, build: Callable[..., Document], also: Iterable[Door] = ()
) -> list[tuple[Document, frozenset[Door]]]:
    found = copies(post)
    if also:
        known = frozenset().union(*(copy.doors for copy in found)) if found else frozenset[Door]()
        found = [Copy(known | frozenset(also))]
    return [(_proven(post, build(post, readers=copy.readers)), copy.doors) for copy in found]


def _proven(post: Post, document: Document) -> Document:
    """Within what somebody elsewhere began, words carry a proof: their server hands them on (FEP-171b, FEP-8b32)."""
    if not audience.is_within(post) or addresses.is_of_here(post.audience_of.uri):
        return document
    return prove(document, keys.ed25519_key(post.author), clock.now())


def _queue(post: Post, made: Sequence[tuple[Document, frozenset[Door]]]) -> None:
    for document, doors in made:
        deliver(document, by=post.author, to=doors)
        routes.note(post.pk, doors)


def _still_there(post: Post) -> bool:
    """Whether it was not deleted meanwhile; it cannot be until this transaction ends."""
    return Post.objects.select_for_update(of=("self",)).filter(pk=post.pk).values_list("pk").first() is not None


def _those_told(doors: set[Door], reached: tuple[int, ...]) -> list[tuple[set[Door], list[str]]]:
    """Words that were for a list are taken back server by server: nobody learns who else had them (rule 29)."""
    if not doors:
        return []
    if not reached:
        return [(doors, [PUBLIC])]
    uris: dict[int, list[str]] = {}
    for server, uri in Person.objects.filter(pk__in=reached).values_list("server_id", "uri"):
        uris.setdefault(server, []).append(uri)
    servers = sorted({door.server for door in doors})
    return [({door for door in doors if door.server == server}, uris.get(server, [])) for server in servers]
