"""What one does with words: Like, Announce, pins, and each taken back."""

from __future__ import annotations

from datetime import UTC, datetime

from django.db import transaction

from petitmot.federation.delivering.outgoing import routes
from petitmot.federation.delivering.outgoing.whose import of_here
from petitmot.federation.delivering.queue import deliver
from petitmot.federation.delivering.recipients import of_followers, of_one, of_persons
from petitmot.federation.documents import activities, word_activities
from petitmot.kit import clock
from petitmot.posts.events import Favoured, Pinned, Shared, Unfavoured, Unpinned, Unshared
from petitmot.posts.models import Favourite, Post, Tombstone


def tell_like(fact: Favoured) -> None:
    """Like, to the author of the words alone."""
    row = Favourite.objects.filter(person=fact.person_id, post=fact.post_id).first()
    person, post = of_here(fact.person_id), _elsewhere(fact.post_id)
    if row and person and post:
        deliver(word_activities.like(person, post, post.author, row.at), by=person, to=of_one(post.author_id))


def tell_unlike(fact: Unfavoured) -> None:
    """Undo{Like}; not where they like it again by now."""
    person, post = of_here(fact.person_id), _elsewhere(fact.post_id)
    if not person or not post or Favourite.objects.filter(person=person, post=post).exists():
        return
    at = datetime.fromtimestamp(fact.since_ms / 1000, UTC)
    undone = activities.undo(word_activities.like(person, post, post.author, at))
    deliver(undone, by=person, to=of_one(post.author_id))


def tell_share(fact: Shared) -> None:
    """Announce, to the sharer's followers and to whose words they are."""
    sharer = of_here(fact.person_id)
    share = Post.objects.select_related("shares__author__server").filter(pk=fact.share_id).first()
    if sharer is None or share is None or share.shares is None:
        return
    doors = of_followers(sharer.pk) | of_persons([share.shares.author_id])
    activity = word_activities.announce(share, sharer, share.shares, share.shares.author)
    with transaction.atomic():
        there = Post.objects.select_for_update(of=("self",)).filter(pk=share.pk).values_list("pk").first()
        if there is not None and not routes.went(share.pk):
            deliver(activity, by=sharer, to=doors)
            routes.note(share.pk, doors)


def tell_unshare(fact: Unshared) -> None:
    """Undo{Announce}, to wherever the share went."""
    sharer = of_here(fact.person_id)
    if sharer is None:
        return
    uri = Post.objects.filter(pk=fact.post_id).values_list("uri", flat=True).first()
    uri = uri or Tombstone.objects.filter(pk=fact.post_id).values_list("uri", flat=True).first()
    with transaction.atomic():
        if uri and sharer.left_at is None:
            deliver(word_activities.unannounce(fact.uri, sharer, uri), by=sharer, to=routes.went(fact.share_id))
        routes.forget(fact.share_id)


def tell_pin(fact: Pinned) -> None:
    """Add to the featured posts."""
    person, post = of_here(fact.person_id), Post.objects.filter(pk=fact.post_id, pinned_at__isnull=False).first()
    if person and post:
        deliver(word_activities.add(person, post), by=person, to=of_followers(person.pk))


def tell_unpin(fact: Unpinned) -> None:
    """Remove from the featured posts."""
    person, post = of_here(fact.person_id), Post.objects.filter(pk=fact.post_id, pinned_at=None).first()
    if person and post:
        deliver(word_activities.remove(person, post, clock.now()), by=person, to=of_followers(person.pk))


def _elsewhere(post_id: int) -> Post | None:
    rows = Post.objects.filter(pk=post_id, author__server__is_local=False)
    return rows.select_related("author__server").first()
