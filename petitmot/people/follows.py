"""To follow and to stop: open, one tap, one-way (rule 1)."""

from __future__ import annotations

from django.db import transaction

from petitmot.jobs.announcing import announce
from petitmot.kit import clock
from petitmot.kit.language import _
from petitmot.kit.refusals import NotFound, Refusal
from petitmot.people import ties
from petitmot.people.events import (
    FollowApproved,
    FollowAskedFor,
    Followed,
    FollowerRemoved,
    FollowRefused,
    Unfollowed,
)
from petitmot.people.models import Follow, FollowRequest, Person


def follow(
    follower: Person,
    followed: Person,
    *,
    shares: bool | None = None,
    tells: bool | None = None,
    languages: list[str] | None = None,
) -> Follow | FollowRequest:
    """Follow somebody: at once, or when they approve. To follow twice is to follow once.

    `shares`: read what they share; `tells`: a notice for each of their words; `languages`: only words in these (empty:
    all). What is None stays as it is. Who lives elsewhere is followed when their server says so (rule 1: until then it
    waits, and the page says it). Refused: oneself (`oneself`), somebody who is not there or with whom there is a block
    (`not_found`), who lives elsewhere now (`moved`).
    """
    said = {"shows_shares": shares, "tells": tells, "languages": languages}
    how: dict[str, object] = {name: value for name, value in said.items() if value is not None}
    if follower.pk == followed.pk:
        raise Refusal(_("On ne se suit pas soi-même."), code="oneself")
    if not followed.is_present or ties.is_blocked_between(follower, followed):
        raise NotFound(_("Cette personne n’est pas là."))
    with transaction.atomic():
        known = Follow.objects.filter(follower=follower, followed=followed).first()
        if known:
            return _adjusted(known, how)
        if followed.moved_to_id is not None:
            raise Refusal(_("%(name)s a déménagé : suivez sa nouvelle adresse.", name=followed.called), code="moved")
        if _waits(follower, followed):
            return _ask_to_follow(follower, followed, how)
        made, new = Follow.objects.get_or_create(
            follower=follower, followed=followed, defaults={"since": clock.now(), **how}
        )
        if new:
            announce(Followed(follower.pk, followed.pk))
        return made


def _adjusted(known: Follow, how: dict[str, object]) -> Follow:
    if how:
        Follow.objects.filter(pk=known.pk).update(**how)
        known.refresh_from_db()
    return known


def _waits(follower: Person, followed: Person) -> bool:
    if not followed.server.is_local:
        return True
    return followed.approves_followers and not ties.are_contacts(followed, follower)


def _ask_to_follow(follower: Person, followed: Person, how: dict[str, object]) -> FollowRequest:
    waiting, new = FollowRequest.objects.get_or_create(
        follower=follower, followed=followed, defaults={"since": clock.now(), **how}
    )
    if new:
        announce(FollowAskedFor(follower.pk, followed.pk))
    elif how:
        FollowRequest.objects.filter(pk=waiting.pk).update(**how)
    return waiting


def unfollow(follower: Person, followed: Person) -> None:
    """Stop following, or take back a follow that waits. The contact stays (rule 2)."""
    with transaction.atomic():
        waiting, _rows = FollowRequest.objects.filter(follower=follower, followed=followed).delete()
        gone, _rows = Follow.objects.filter(follower=follower, followed=followed).delete()
        if gone or waiting:
            announce(Unfollowed(follower.pk, followed.pk))


def say_again_not_following(follower: Person, followed: Person) -> None:
    """Their server takes somebody here for a follower who is none: it is told once more."""
    with transaction.atomic():
        rows = {"follower": follower, "followed": followed}
        if not Follow.objects.filter(**rows).exists() and not FollowRequest.objects.filter(**rows).exists():
            announce(Unfollowed(follower.pk, followed.pk))


def approve_follower(followed: Person, follower: Person) -> None:
    """Let somebody's follow in."""
    with transaction.atomic():
        waiting = FollowRequest.objects.filter(follower=follower, followed=followed).first()
        if waiting is None:
            raise NotFound(_("Il n’y a plus de demande à laisser entrer."))
        waiting.delete()
        how = {"shows_shares": waiting.shows_shares, "tells": waiting.tells, "languages": waiting.languages}
        Follow.objects.get_or_create(follower=follower, followed=followed, defaults={"since": clock.now(), **how})
        announce(FollowApproved(follower.pk, followed.pk))
        announce(Followed(follower.pk, followed.pk))


def refuse_follower(followed: Person, follower: Person) -> None:
    """Leave a follow that waits outside; they are not told."""
    with transaction.atomic():
        waiting, _rows = FollowRequest.objects.filter(follower=follower, followed=followed).delete()
        if waiting:
            announce(FollowRefused(follower.pk, followed.pk))


def remove_follower(followed: Person, follower: Person) -> None:
    """Somebody stops following because the one they follow wishes so; they are not told."""
    with transaction.atomic():
        gone, _rows = Follow.objects.filter(follower=follower, followed=followed).delete()
        if gone:
            announce(FollowerRemoved(follower.pk, followed.pk))


def let_everybody_in(followed: Person) -> None:
    """Approve all follows that wait: for somebody who stops approving followers."""
    for waiting in FollowRequest.objects.filter(followed=followed).select_related("follower"):
        approve_follower(followed, waiting.follower)
