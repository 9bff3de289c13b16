"""Ties: Follow and what answers it, in both directions; Block.

A follow from here is a FollowRequest until the Accept comes: who lives elsewhere is followed when their server says so.
"""

from __future__ import annotations

from typing import Any

import msgspec

from petitmot.federation.delivering.outgoing import requests
from petitmot.federation.delivering.outgoing.whose import from_here_to_elsewhere
from petitmot.federation.delivering.queue import deliver
from petitmot.federation.delivering.recipients import of_one
from petitmot.federation.documents import activities, tie_activities
from petitmot.federation.events import FollowArrived
from petitmot.federation.models import FollowLetter
from petitmot.kit import clock
from petitmot.people.events import (
    Blocked,
    FollowApproved,
    FollowAskedFor,
    FollowerRemoved,
    FollowRefused,
    Unblocked,
    Unfollowed,
)
from petitmot.people.models import Block, Follow, FollowRequest, Person

Document = dict[str, Any]


def pair(one: int, other: int) -> str:
    """The order in which things between two people are told: an Undo never overtakes its Follow."""
    return f"tie:{min(one, other)}:{max(one, other)}"


def tell_follow(fact: FollowAskedFor) -> None:
    """Follow. Nothing where it was taken back by now."""
    two = from_here_to_elsewhere(fact.follower_id, fact.followed_id)
    row = FollowRequest.objects.filter(follower=fact.follower_id, followed=fact.followed_id).first()
    if two is None or row is None:
        return
    follower, followed = two
    words = requests.words_with_follow(follower, followed)
    deliver(
        tie_activities.follow(follower, followed, row.since, words=words), by=follower, to=of_one(followed.pk)
    )  # fmt: skip


def tell_unfollow(fact: Unfollowed) -> None:
    """Undo{Follow}; not where they follow again by now."""
    two = from_here_to_elsewhere(fact.follower_id, fact.followed_id)
    if two is None or _tied(fact.follower_id, fact.followed_id):
        return
    follower, followed = two
    undone = activities.undo(tie_activities.follow(follower, followed), at=clock.now())
    deliver(undone, by=follower, to=of_one(followed.pk))


def answer_follow(fact: FollowArrived) -> None:
    """Keep the Follow for its answer; Accept at once where it holds."""
    two = from_here_to_elsewhere(fact.followed_id, fact.follower_id)
    if two is None or not _tied(fact.follower_id, fact.followed_id):
        return
    said = msgspec.json.decode(fact.text)
    letter = {name: said[name] for name in ("id", "type", "actor", "object") if isinstance(said.get(name), str)}
    FollowLetter.objects.update_or_create(
        follower_id=fact.follower_id,
        followed_id=fact.followed_id,
        defaults={"activity": letter, "accept_id": None, "accept_arrived_at": None},
    )
    if Follow.objects.filter(follower=fact.follower_id, followed=fact.followed_id).exists():
        _accept(*two)


def tell_approval(fact: FollowApproved) -> None:
    """Accept a follow that waited."""
    two = from_here_to_elsewhere(fact.followed_id, fact.follower_id)
    if two and Follow.objects.filter(follower=fact.follower_id, followed=fact.followed_id).exists():
        _accept(*two)


def tell_refusal(fact: FollowRefused | FollowerRemoved) -> None:
    """Reject a follow that waited, or take the Accept back; not where it holds again by now."""
    two = from_here_to_elsewhere(fact.followed_id, fact.follower_id)
    if two is None or _tied(fact.follower_id, fact.followed_id):
        return
    followed, follower = two
    deliver(activities.reject(followed, _letter(follower, followed)), by=followed, to=of_one(follower.pk))
    FollowLetter.objects.filter(follower=follower, followed=followed).delete()


def tell_removal(fact: FollowerRemoved) -> None:
    """Take the Accept back."""
    tell_refusal(fact)


def tell_block(fact: Blocked) -> None:
    """Block. That the follows ended is told by their own facts."""
    two = from_here_to_elsewhere(fact.blocker_id, fact.blocked_id)
    row = Block.objects.filter(blocker=fact.blocker_id, blocked=fact.blocked_id).first()
    if two and row:
        deliver(tie_activities.block(*two, row.since), by=two[0], to=of_one(two[1].pk))


def tell_unblock(fact: Unblocked) -> None:
    """Undo{Block}."""
    two = from_here_to_elsewhere(fact.blocker_id, fact.blocked_id)
    if two and not Block.objects.filter(blocker=fact.blocker_id, blocked=fact.blocked_id).exists():
        deliver(activities.undo(tie_activities.block(*two, clock.now())), by=two[0], to=of_one(two[1].pk))


def _accept(followed: Person, follower: Person) -> None:
    letter = FollowLetter.objects.filter(follower=follower, followed=followed)
    deliver(
        activities.accept(followed, _letter(follower, followed)),
        by=followed,
        to=of_one(follower.pk),
        noted=lambda stored: letter.update(accept_id=stored, accept_arrived_at=None),
    )


def _letter(follower: Person, followed: Person) -> Document:
    """The Follow as it came; one that was not kept is said again in short: servers match actor and object."""
    row = FollowLetter.objects.filter(follower=follower, followed=followed).first()
    if row is not None:
        return dict(row.activity)
    return {"id": f"{follower.uri}#follow", "type": "Follow", "actor": follower.uri, "object": followed.uri}


def _tied(follower_id: int, followed_id: int) -> bool:
    tie = {"follower": follower_id, "followed": followed_id}
    return Follow.objects.filter(**tie).exists() or FollowRequest.objects.filter(**tie).exists()
