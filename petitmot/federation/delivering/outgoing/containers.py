"""What is said within words for some people reaches the others they are for, from the server of their author (FEP-171b)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from petitmot.federation.delivering.outgoing import routes
from petitmot.federation.delivering.queue import deliver
from petitmot.federation.delivering.recipients import of_persons
from petitmot.federation.documents import audience, word_activities
from petitmot.federation.events import SaidWithin
from petitmot.federation.knowing.containers import owned_here
from petitmot.federation.models import HandedOn
from petitmot.kit import clock
from petitmot.people.models import Person
from petitmot.posts.events import WordsEdited, WordsPublished
from petitmot.posts.models import Post

Document = dict[str, Any]


def hand_on(fact: SaidWithin) -> None:
    """Hand on what somebody elsewhere did: the activity as it came, with its proof. A reaction.

    Its author's own server is left out: there it was said. Words that were taken back go where they had gone.
    """
    root = Post.objects.select_related("author__server").filter(pk=fact.root_id).first()
    if root is None:
        return
    said = msgspec.json.decode(fact.text)
    gone = said.get("type") == "Delete"
    _keep(root, fact, said, gone=gone)
    went = {door.server for door in routes.went(fact.post_id)} if gone else None
    for people in _by_server(root, fact.author_id):
        if went is None or people[0].server_id in went:
            _add(root, said, people, None if gone else fact.post_id)
    if gone:
        routes.forget(fact.post_id)


def _keep(root: Post, fact: SaidWithin, said: Document, *, gone: bool) -> None:
    """For who reads the container later; with words that are gone, all that was said of them goes, too."""
    post = None if gone else Post.objects.filter(pk=fact.post_id).first()
    if gone or post is not None:
        kept = {"root": root, "post": post, "said": fact.text, "at": clock.now()}
        HandedOn.objects.get_or_create(uri=word_activities.add_uri(root.pk, said), defaults=kept)


def tell(fact: WordsPublished) -> None:
    """The same of words by somebody else who lives here."""
    _tell_of_here(fact.post_id, word_activities.create)


def tell_edit(fact: WordsEdited) -> None:
    """And of their edits. That they are taken back is told where they went (`outgoing.words`)."""
    _tell_of_here(fact.post_id, word_activities.update)


def _tell_of_here(post_id: int, build: Callable[..., Document]) -> None:
    post = Post.objects.select_related("author__server", "audience_of").filter(pk=post_id).first()
    if post is None or not post.author.server.is_local or post.author.left_at is not None:
        return
    root = owned_here(post)
    if root is not None:
        for people in _by_server(root, post.author_id):
            _add(root, build(post, readers=people), people, post.pk)


def _by_server(root: Post, author_id: int) -> Iterator[list[Person]]:
    """Those elsewhere whom words are for, server by server: nobody learns who else is there (rule 29)."""
    author = Person.objects.select_related("server").get(pk=author_id)
    rows = Person.objects.present().filter(pk__in=audience.reached(root) - {author_id}, server__is_local=False)
    servers: dict[int, list[Person]] = {}
    for person in rows.exclude(server=author.server).order_by("pk"):
        servers.setdefault(person.server_id, []).append(person)
    yield from servers.values()


def _add(root: Post, said: Document, people: list[Person], post_id: int | None) -> None:
    doors = of_persons([person.pk for person in people])
    deliver(
        word_activities.add_to_container(root.author, root.pk, said, [person.uri for person in people]),
        by=root.author,
        to=doors,
        noted=lambda _stored: routes.note(post_id, doors) if post_id else None,
    )
