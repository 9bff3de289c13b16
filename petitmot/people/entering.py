"""How somebody comes to live here through the door: open, by invitation, or with a few words to the moderators."""

from __future__ import annotations

from dataclasses import replace

from django.db import transaction

from petitmot.jobs.announcing import announce
from petitmot.kit.language import _
from petitmot.kit.refusals import NotFound, Refusal
from petitmot.people import door_blocks, first_account, invitations, server_texts
from petitmot.people.accounts import LANGUAGES, Newcomer, door_is, known_zone, sign_up
from petitmot.people.events import Arrived
from petitmot.people.judging.enough import refuse_words
from petitmot.people.models import Account, Person


def come_in(newcomer: Newcomer, *, invitation: str = "", address: str = "") -> tuple[Account, Person]:
    """Make an account as the door of this server allows it; an invitation's token opens every door.

    `address` is the network address one comes from. Refused, with the field: what `accounts.sign_up` refuses;
    `by_invitation`; `too_few_words` (field `words`); `terms` where the conditions were not agreed to; `email_blocked`
    and `network_blocked` where the operator takes none such. The account waits for the moderators where `approved_at`
    is empty.
    """
    from_doubtful = door_blocks.refuse_sign_up_from(address)
    invited = bool(invitation and invitations.find(invitation))
    if door_is("invitation") and not invited:
        raise Refusal(_("On entre ici sur invitation : demandez-en une à quelqu’un qui y est."), code="by_invitation")
    waits = (door_is("words") or from_doubtful) and not invited
    door_blocks.refuse_email(newcomer.email)
    if waits and door_is("words"):
        refuse_words(newcomer.words, newcomer.called)
    with transaction.atomic():
        account, person = sign_up(_sound(newcomer), approved=not waits)
        if invited:
            invitations.take_up(invitation, person)
        announce(Arrived(account.pk, person.pk))
    return account, person


def make_first(newcomer: Newcomer, token: str) -> tuple[Account, Person]:
    """Make the first account, the operator's, with the one-time link that the start printed."""
    if not first_account.is_good(token):
        raise NotFound(_("Ce lien a déjà servi, ou un plus récent l’a remplacé."))
    with transaction.atomic():
        account, person = sign_up(_sound(newcomer), role=Account.Role.OPERATOR)
        if not first_account.use_up(token):
            raise NotFound(_("Ce lien a déjà servi, ou un plus récent l’a remplacé."))
    return account, person


def _sound(newcomer: Newcomer) -> Newcomer:
    """The browser's words on language and zone are taken where they are known ones; the terms must be agreed to."""
    if newcomer.terms != server_texts.version_of("terms"):
        raise Refusal(
            _("Pour entrer, il faut accepter les conditions. Elles ont pu changer depuis : relisez-les."),
            code="terms",
            field="terms",
        )
    language = newcomer.language if newcomer.language in LANGUAGES else "fr"
    return replace(newcomer, language=language, time_zone=known_zone(newcomer.time_zone) or "Europe/Paris")
