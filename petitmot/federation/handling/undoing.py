"""Undo: of a Follow, a Like, a share, a block, a request, the Accept of a follow from here."""

from __future__ import annotations

from petitmot.federation.handling import answers, likes, offers
from petitmot.federation.handling.coming import Coming, inner_of, is_kind, known_actor, person_here, post_known, refusal
from petitmot.federation.receiving import early
from petitmot.federation.signatures.material import Signer
from petitmot.federation.translation.shapes import Document, uri
from petitmot.kit.refusals import NotFound
from petitmot.people import distance, follows
from petitmot.people.models import Person
from petitmot.posts import editing, liking
from petitmot.posts.models import Post


def handle(signer: Signer, activity: Document, _coming: Coming) -> None:
    """Take back what the signer did, and nobody else: what is undone is found by the signer and its object."""
    inner = inner_of(signer, activity)
    if inner.get("actor") and uri(inner.get("actor")) != signer.actor_uri:
        raise refusal("not_yours")
    object_ = inner.get("object")
    try:
        actor = known_actor(signer)
        _undo(actor, inner, object_)
    except NotFound:
        early.remember_undo(signer, str(inner.get("type", "")), uri(object_) or uri(inner))
        raise


def _undo(actor: Person, inner: Document, object_: object) -> None:
    if is_kind(inner, "Follow"):
        _unfollow(actor, person_here(object_))
    elif is_kind(inner, "Like", "EmojiReact"):
        liking.like_no_more(actor, post_known(object_), sign=likes.sign_of(inner))
    elif is_kind(inner, "Announce"):
        _unshare(actor, inner, object_)
    elif is_kind(inner, "Block"):
        distance.unblock(actor, person_here(object_))
    elif is_kind(inner, "Offer"):
        offers.withdraw(actor, inner)
    elif is_kind(inner, "Accept"):
        answers.take_back_accept(actor, inner)
    else:
        _undo_by_id(actor, uri(inner))


def _unfollow(actor: Person, followed: Person) -> None:
    waits = actor.follow_requests_made.filter(followed=followed)
    if not actor.follows.filter(followed=followed).exists() and not waits.exists():
        raise NotFound("There is no such follow.")
    follows.unfollow(actor, followed)


def _unshare(actor: Person, inner: Document, object_: object) -> None:
    share = Post.objects.filter(uri=uri(inner) or "-", author=actor, shares__isnull=False).first()
    if share is not None:
        editing.delete(share, actor)
    else:
        liking.share_no_more(actor, post_known(object_))


def _undo_by_id(actor: Person, id_: str) -> None:
    """Some say only which activity: of those a share's own address is known here."""
    share = Post.objects.filter(uri=id_ or "-", author=actor, shares__isnull=False).first()
    if share is None:
        raise NotFound("It is not known what is undone.")
    editing.delete(share, actor)
