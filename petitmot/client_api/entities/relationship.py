"""Relationship (docs.joinmastodon.org/entities/Relationship): what is between the viewer and others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import CharField, F, Q, QuerySet, Value

from petitmot.client_api.entities.moments import maybe
from petitmot.kit import clock
from petitmot.kit.compiled import Compiled
from petitmot.people.models import (
    Block,
    Contact,
    Follow,
    FollowRequest,
    Mute,
    Person,
    Recommended,
    Remark,
    ServerBlock,
)


def relationship(viewer: Person, other: int) -> dict[str, Any]:
    return relationships(viewer, [other])[0]


def relationships(viewer: Person, ids: Sequence[int]) -> list[dict[str, Any]]:
    """Tell what is between the viewer and each of these (ids), in their order. Five compiled queries, for any number."""
    others = list(ids)
    ties: dict[int, set[str]] = defaultdict(set)
    for tie, other in _TIES(viewer=viewer.pk, ids=others):
        ties[other].add(tie)
    follows = {row.followed_id: row for row in _FOLLOWS(viewer=viewer.pk, ids=others)}
    requests = {row.followed_id: row for row in _REQUESTS(viewer=viewer.pk, ids=others)}
    mutes = {row.muted_id: row for row in _MUTES(viewer=viewer.pk, ids=others, now=clock.now())}
    notes = dict(_NOTES(viewer=viewer.pk, ids=others))
    return [
        _told(id_, ties[id_], follows.get(id_), requests.get(id_), mutes.get(id_), notes.get(id_, "")) for id_ in others
    ]


def _told(
    id_: int, ties: set[str], follow: Follow | None, asked: FollowRequest | None, mute: Mute | None, note: str
) -> dict[str, Any]:
    how = follow or asked
    return {
        "id": str(id_),
        "following": follow is not None,
        "showing_reblogs": how is not None and how.shows_shares,
        "notifying": how is not None and how.tells,
        "languages": (how.languages or None) if how else None,
        "followed_by": "followed_by" in ties,
        "blocking": "blocking" in ties,
        "blocked_by": "blocked_by" in ties,
        "muting": mute is not None,
        "muting_notifications": mute is not None and mute.hides_notices,
        "muting_expires_at": maybe(mute.until) if mute else None,
        "requested": asked is not None,
        "requested_by": "requested_by" in ties,
        "domain_blocking": "domain_blocking" in ties,
        "endorsed": "endorsed" in ties,
        "note": note,
        "petitmot_contact": "contact" in ties,
    }


def _tie(name: str, rows: QuerySet[Any, Any], other: str) -> QuerySet[Any, Any]:
    named: QuerySet[Any, Any] = rows.annotate(tie=Value(name, output_field=CharField()), whom=F(other))
    return named.values_list("tie", "whom")


def _all_ties(viewer: int, ids: list[int]) -> QuerySet[Any, Any]:
    servers = ServerBlock.objects.filter(blocker_id=viewer).values("domain")
    return _tie("followed_by", Follow.objects.filter(followed_id=viewer, follower_id__in=ids), "follower_id").union(
        _tie("requested_by", FollowRequest.objects.filter(followed_id=viewer, follower_id__in=ids), "follower_id"),
        _tie("blocking", Block.objects.filter(blocker_id=viewer, blocked_id__in=ids), "blocked_id"),
        _tie("blocked_by", Block.objects.filter(blocked_id=viewer, blocker_id__in=ids), "blocker_id"),
        _tie("contact", Contact.objects.filter(person_id=viewer, other_id__in=ids), "other_id"),
        _tie("endorsed", Recommended.objects.filter(owner_id=viewer, person_id__in=ids), "person_id"),
        _tie("domain_blocking", Person.objects.filter(pk__in=ids, server__domain__in=servers), "id"),
        all=True,
    )


_TIES = Compiled[tuple[str, int]](_all_ties, viewer=int, ids=list)
_FOLLOWS = Compiled[Follow](
    lambda viewer, ids: Follow.objects.filter(follower_id=viewer, followed_id__in=ids), viewer=int, ids=list
)
_REQUESTS = Compiled[FollowRequest](
    lambda viewer, ids: FollowRequest.objects.filter(follower_id=viewer, followed_id__in=ids), viewer=int, ids=list
)


def _mutes(viewer: int, ids: list[int], now: datetime) -> QuerySet[Mute]:
    return Mute.objects.filter(Q(until=None) | Q(until__gt=now), muter_id=viewer, muted_id__in=ids)


_MUTES = Compiled[Mute](_mutes, viewer=int, ids=list, now=datetime)
_NOTES = Compiled[tuple[int, str]](
    lambda viewer, ids: Remark.objects.filter(owner_id=viewer, person_id__in=ids).values_list("person_id", "words"),
    viewer=int,
    ids=list,
)
