"""To block and to mute: how far somebody is kept."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from petitmot.jobs.announcing import announce
from petitmot.kit import clock
from petitmot.kit.language import _
from petitmot.kit.refusals import Refusal
from petitmot.people import contacts, follows
from petitmot.people.events import Blocked, FollowerRemoved, Unblocked, Unfollowed
from petitmot.people.models import (
    Block,
    ContactRequest,
    Follow,
    FollowRequest,
    Gesture,
    InCircle,
    Mute,
    MutedWords,
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
        silenced = ContactRequest.objects.open().filter(
            asker=blocked, asked=blocker, state=ContactRequest.State.DECLINED_SILENTLY, lapses_at__gt=clock.now()
        )
        silenced.update(state=ContactRequest.State.READ)
        announce(Unblocked(blocker.pk, blocked.pk))


def mute(muter: Person, muted: Person, *, until: datetime | None = None, hides_notices: bool = True) -> None:
    """Hear nothing of somebody for a while, or until taken back; they are not told."""
    if muter.pk == muted.pk:
        raise Refusal(_("On ne se met pas soi-même en sourdine."), code="oneself")
    how = {"until": until, "hides_notices": hides_notices}
    Mute.objects.update_or_create(muter=muter, muted=muted, defaults=how, create_defaults={**how, "since": clock.now()})


def unmute(muter: Person, muted: Person) -> None:
    Mute.objects.filter(muter=muter, muted=muted).delete()


def block_server(blocker: Person, domain: str) -> None:
    """Keep a whole server away: follows of its people end, both ways. Refused: `domain_invalid`, `own_server`."""
    domain = domain.strip().lower().rstrip(".")
    if not domain or len(domain) > 255 or any(sign in domain for sign in " /@\n\t"):
        raise Refusal(_("Écrivez le nom d’un serveur, comme exemple.org."), code="domain_invalid", field="domain")
    if domain == blocker.server.domain:
        raise Refusal(_("C’est le serveur où vous êtes."), code="own_server", field="domain")
    with transaction.atomic():
        _row, new = ServerBlock.objects.get_or_create(blocker=blocker, domain=domain, defaults={"since": clock.now()})
        if not new:
            return
        theirs = Person.objects.filter(server__domain=domain)
        for person in theirs.filter(followed_by__follower=blocker):
            follows.unfollow(blocker, person)
        for person in theirs.filter(follows__followed=blocker):
            follows.remove_follower(blocker, person)


def unblock_server(blocker: Person, domain: str) -> None:
    ServerBlock.objects.filter(blocker=blocker, domain=domain.strip().lower()).delete()


def mute_words(person: Person, words: str, *, until: datetime | None = None) -> MutedWords:
    """Keep words out of Today. Refused: `words_missing`."""
    words = " ".join(words.split())[:100]
    if not words:
        raise Refusal(_("Écrivez les mots que vous ne voulez pas lire."), code="words_missing", field="words")
    row, _new = MutedWords.objects.update_or_create(person=person, words=words, defaults={"until": until})
    return row


def unmute_words(person: Person, row_id: int) -> None:
    MutedWords.objects.filter(person=person, pk=row_id).delete()
