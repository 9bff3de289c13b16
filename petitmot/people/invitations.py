"""Invitations carry a few words, open the door, and make the two contacts (rule 46)."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from django.db import transaction

from petitmot.kit import clock
from petitmot.kit.language import _
from petitmot.kit.refusals import NotFound
from petitmot.people import contacts
from petitmot.people.judging.enough import refuse_words
from petitmot.people.models import FirstWords, Invitation, Person

LASTS = timedelta(days=30)


def invite(inviter: Person, *, words: str, for_whom: str = "") -> tuple[Invitation, str]:
    """Make an invitation for one person; return it with its token, which is stored nowhere."""
    refuse_words(words, f"{inviter.called} {for_whom}")
    token = secrets.token_urlsafe(16)
    made = Invitation.objects.create(
        inviter=inviter,
        token_hash=_hash(token),
        words=words.strip(),
        for_whom=for_whom.strip()[:100],
        made_at=clock.now(),
        ends_at=clock.now() + LASTS,
    )
    return made, token


def find(token: str) -> Invitation:
    """Return the invitation that is still good; refused (`not_found`) if it is not."""
    rows = Invitation.objects.filter(token_hash=_hash(token), taken_by=None, ends_at__gt=clock.now())
    found = rows.select_related("inviter").first()
    if found is None or not found.inviter.is_present:
        raise NotFound(_("Cette invitation n’est plus bonne. Demandez-en une autre à qui vous l’a envoyée."))
    return found


def take_up(token: str, newcomer: Person) -> Invitation:
    """The newcomer comes in by an invitation: it is used, and the two are contacts with its words as first words."""
    with transaction.atomic():
        invitation = find(token)
        if not Invitation.objects.filter(pk=invitation.pk, taken_by=None).update(taken_by=newcomer):
            raise NotFound(_("Cette invitation a déjà servi."))
        contacts.connect(invitation.inviter, newcomer)
        FirstWords.objects.create(
            writer=invitation.inviter, reader=newcomer, words=invitation.words, at=invitation.made_at
        )
    return invitation


def made_by(inviter: Person) -> list[Invitation]:
    """Return the invitations this person made, the newest first."""
    rows = Invitation.objects.filter(inviter=inviter).select_related("taken_by__server")
    return list(rows.order_by("-made_at")[:100])


def take_back(inviter: Person, invitation_id: int) -> None:
    """Make an invitation open nothing any more; one that was taken up stays what it was."""
    if not Invitation.objects.filter(pk=invitation_id, inviter=inviter, taken_by=None).delete()[0]:
        raise NotFound(_("Cette invitation n’attend plus personne."))


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
