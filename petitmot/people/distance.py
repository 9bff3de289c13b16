"""To block and to mute: how far somebody is kept."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from petitmot.jobs.announcing import announce
from petitmot.kit import clock
from petitmot.kit.language import _
from petitmot.kit.refusals import Refusal
from petitmot.people import contacts, follows, selecting
from petitmot.people.events import Blocked, FollowerRemoved, ServerKeptAway, Unblocked, Unfollowed
from petitmot.people.models import (
    Block,
    ContactRequest,
    Follow,
    FollowRequest,
    Gesture,
    InCircle,
    Mute,
    Person,
    ServerBlock,
)


def block(blocker: Person, blocked: Person) -> None:
    """Keep somebody away, in both directions, at once and silently.

    Ends follows and contact; a request that waits looks like waiting until its lapse date, and its stamp comes back
    only then (rules 20 and 22).
    """
    if blocker.pk == blocked.pk:
        raise Refusal(_("On ne se bloque pas soi-même."), code="oneself")
    pair = [blocker.pk, blocked.pk]
    with transaction.atomic():
        _row, new = Block.objects.get_or_create(blocker=blocker, blocked=blocked, defaults={"since": clock.now()})
        if not new:
            return
        contacts.end_contact(blocker, blocked)
        _end_follows(blocker, blocked)
        InCircle.objects.filter(
            Q(circle__owner=blocker, person=blocked) | Q(circle__owner=blocked, person=blocker)
        ).delete()
        selecting.part(blocker, Q(pk=blocked.pk))
        reports = Q(owner=blocker, kind=Gesture.Kind.REPORT)  # who blocks after a report still reports
        Gesture.objects.filter(owner__in=pair, about__in=pair).exclude(reports).delete()
        ContactRequest.objects.on_desk().filter(asker=blocked, asked=blocker).update(
            state=ContactRequest.State.DECLINED_SILENTLY
        )
        announce(Blocked(blocker.pk, blocked.pk))


def _end_follows(blocker: Person, blocked: Person) -> None:
    """Both ways, those that wait, too; announced, for the other server keeps them as well."""
    pair = [blocker.pk, blocked.pk]
    ended = set()
    for rows in (Follow, FollowRequest):
        tied = rows._default_manager.filter(follower__in=pair, followed__in=pair)
        ended |= set(tied.values_list("follower_id", "followed_id"))
        tied.delete()
    for follower_id, followed_id in sorted(ended):
        made = Unfollowed if follower_id == blocker.pk else FollowerRemoved
        announce(made(follower_id, followed_id))


def unblock(blocker: Person, blocked: Person) -> None:
    """Let somebody near again; a request silenced by the block comes back to the desk until its lapse (rule 23)."""
    with transaction.atomic():
        gone, _rows = Block.objects.filter(blocker=blocker, blocked=blocked).delete()
        if not gone:
            return
        _let_requests_back(blocker, Person.objects.filter(pk=blocked.pk))
        announce(Unblocked(blocker.pk, blocked.pk))


def _let_requests_back(blocker: Person, askers: QuerySet[Person]) -> None:
    silenced = ContactRequest.objects.open().filter(
        asker__in=askers, asked=blocker, state=ContactRequest.State.DECLINED_SILENTLY, lapses_at__gt=clock.now()
    )
    silenced.update(state=ContactRequest.State.READ)


def mute(muter: Person, muted: Person, *, until: datetime | None = None, hides_notices: bool = True) -> None:
    """Hear nothing of somebody for a while, or until taken back; they are not told."""
    if muter.pk == muted.pk:
        raise Refusal(_("On ne se met pas soi-même en sourdine."), code="oneself")
    how = {"until": until, "hides_notices": hides_notices}
    Mute.objects.update_or_create(muter=muter, muted=muted, defaults=how, create_defaults={**how, "since": clock.now()})


def unmute(muter: Person, muted: Person) -> None:
    Mute.objects.filter(muter=muter, muted=muted).delete()


def block_server(blocker: Person, domain: str) -> None:
    """Keep a whole server away, at once and silently, as if all of its people were blocked (`ties.apart`).

    Follows and contacts end, both ways; requests that wait look like waiting until their lapse date (rule 20).
    Refused: `domain_invalid`, `own_server`.
    """
    domain = domain.strip().lower().rstrip(".")
    if not domain or len(domain) > 255 or any(sign in domain for sign in " /@\n\t"):
        raise Refusal(_("Écrivez le nom d’un serveur, comme exemple.org."), code="domain_invalid", field="domain")
    if domain == blocker.server.domain:
        raise Refusal(_("C’est le serveur où vous êtes."), code="own_server", field="domain")
    with transaction.atomic():
        _row, new = ServerBlock.objects.get_or_create(blocker=blocker, domain=domain, defaults={"since": clock.now()})
        if not new:
            return
        _end_ties_with(blocker, Person.objects.filter(server__domain=domain))
        announce(ServerKeptAway(blocker.pk, domain))


def _end_ties_with(blocker: Person, theirs: QuerySet[Person]) -> None:
    """All that ties somebody to these people, both ways; announced, for the other server keeps it as well."""
    for person in theirs.filter(contacts__other=blocker):
        contacts.end_contact(blocker, person)
    for person in theirs.filter(Q(followed_by__follower=blocker) | Q(follow_requests__follower=blocker)).distinct():
        follows.unfollow(blocker, person)
    for person in theirs.filter(follows__followed=blocker):
        follows.remove_follower(blocker, person)
    for person in theirs.filter(follow_requests_made__followed=blocker):
        follows.refuse_follower(blocker, person)
    InCircle.objects.filter(circle__owner=blocker, person__in=theirs).delete()
    selecting.part(blocker, Q(pk__in=theirs))
    Gesture.objects.filter(owner=blocker, about__in=theirs).exclude(kind=Gesture.Kind.REPORT).delete()
    ContactRequest.objects.on_desk().filter(asker__in=theirs, asked=blocker).update(
        state=ContactRequest.State.DECLINED_SILENTLY
    )


def unblock_server(blocker: Person, domain: str) -> None:
    """Let a server near again; what was tied stays untied, requests it silenced come back to the desk (rule 23)."""
    domain = domain.strip().lower().rstrip(".")
    with transaction.atomic():
        if ServerBlock.objects.filter(blocker=blocker, domain=domain).delete()[0]:
            theirs = Person.objects.filter(server__domain=domain).exclude(blocked_by__blocker=blocker)
            _let_requests_back(blocker, theirs)
