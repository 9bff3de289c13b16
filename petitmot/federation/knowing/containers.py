"""Conversation containers (FEP-171b): talks about words for some people, each kept together by who wrote those words."""

from __future__ import annotations

from dataclasses import replace

from petitmot.federation import addresses
from petitmot.federation.documents.audience import FOR_SOME
from petitmot.federation.models import Actor, Container
from petitmot.federation.signatures.material import host_of
from petitmot.federation.translation.audience import Whom
from petitmot.federation.translation.shapes import Document, uri
from petitmot.kit.refusals import NotFound
from petitmot.people.models import Person
from petitmot.posts import audiences
from petitmot.posts.models import Audience, Post, Visibility
from petitmot.posts.seeing import visible_to


def keep(post: Post, document: Document) -> None:
    """Remember the container that words for some people name, where their author's server hands on what is said in it."""
    said = uri(document.get("context"))
    if post.in_reply_to_id is not None or post.visibility not in FOR_SOME or host_of(said) != host_of(post.uri):
        return
    if Actor.objects.filter(person=post.author_id, understands_words=True).exists():
        Container.objects.get_or_create(uri=said, defaults={"post": post})


def root_of(container: str) -> Post:
    """Return the words a container of elsewhere began with. Refused: `not_found`."""
    found = Container.objects.select_related("post__author__server").filter(uri=container or "-").first()
    if found is None:
        raise NotFound("This container is not known here.")
    return found.post


def owned_here(post: Post) -> Post | None:
    """Return the words of here that a reply to somebody's contacts or circle began with; None for all others."""
    if post.visibility not in FOR_SOME or post.audience_of_id == post.author_id:
        return None
    roots = Post.objects.select_related("author__server").filter(author__server__is_local=True, shares=None)
    root = roots.filter(pk=post.thread, author=post.audience_of_id, visibility__in=FOR_SOME).first()
    return root if root is not None and root.pk != post.pk else None


def read_within_ours(document: Document, answers: str, author: Person, whom: Whom) -> Whom:
    """A reply that names a container of here as its context is for those whom the words it answers are for (rule 28).

    Where its author may see these; else it is what it says to be.
    """
    if whom.visibility not in (Visibility.NAMED, Visibility.CIRCLE):
        return whom
    answered = visible_to(author, Post.objects.filter(uri=answers or "-", visibility__in=FOR_SOME)).first()
    if answered is None or uri(document.get("context")) != addresses.container(answered.thread):
        return whom
    return replace(whom, visibility=Visibility.CIRCLE)


def let_in(root: Post, answers: str, author: Person) -> Whom:
    """The owner of a container hands on a reply: who wrote it is one of those its words are for.

    Return whom it is for here: those whom the first words are for. Refused: `not_found`.
    """
    answered = Post.objects.select_related("author__server").filter(uri=answers or "-", thread=root.thread).first()
    if answered is None:
        raise NotFound("What this answers is not in the container.")
    for post in {root.pk: root, answered.pk: answered}.values():
        audiences.let_in(post, author)
    here = Audience.objects.filter(post=root, person__server__is_local=True)
    return Whom(Visibility.CIRCLE, tuple(here.values_list("person__uri", flat=True)))
