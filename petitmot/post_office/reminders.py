"""What moderators write to somebody: a decision with their own words, the answer to an appeal, a door that stays shut."""

from __future__ import annotations

from collections.abc import Callable

from django.utils import translation

from petitmot.kit import addresses
from petitmot.kit.language import _
from petitmot.moderation import appealing
from petitmot.moderation.events import AppealDecided, Sanctioned
from petitmot.moderation.models import Appeal, Sanction
from petitmot.moderation.telling import said
from petitmot.people.events import TurnedAway
from petitmot.people.models import Person
from petitmot.people.restraining import accounts_of
from petitmot.post_office.letter import Letter, mail


def tell_decision(fact: Sanctioned) -> None:
    """A reaction: whoever the person belongs to is written to, in their language; the link needs no sign-in."""
    sanction = Sanction.objects.select_related("person").filter(pk=fact.sanction_id).first()
    if sanction is not None:
        _send(sanction.person, lambda: _decision(sanction))


def tell_answer(fact: AppealDecided) -> None:
    """A reaction: whoever appealed learns what the moderators decided."""
    appeal = Appeal.objects.select_related("sanction__person").filter(pk=fact.sanction_id).first()
    if appeal is not None:
        _send(appeal.sanction.person, lambda: _answer(appeal))


def tell_of_shut_door(fact: TurnedAway) -> None:
    """A reaction: who waited at the door learns that it stays shut, so that nobody waits for nothing."""
    with translation.override(fact.language):
        letter = Letter(
            _("Votre demande d’entrer"),
            (
                _("Bonjour,"),
                _("Merci pour vos mots. Cette fois, nous ne vous ouvrons pas la porte."),
                _("Votre demande est effacée, avec ce que vous y aviez écrit."),
            ),
        )
        mail(letter, fact.email).send()


def _decision(sanction: Sanction) -> Letter:
    shown = _("Quelqu’un nous a montré de vos mots. Voici ce que nous voulons vous dire :")
    own = _("Voici ce que nous voulons vous dire :")
    words = (shown if sanction.report_id else own, sanction.words) if sanction.words else ()
    return Letter(
        _("Un mot des modérateurs"),
        (_("Bonjour,"), *words, said(sanction.kind)),
        _("Lire cette décision, et répondre"),
        addresses.origin() + appealing.link_of(sanction),
        (
            _("Si vous n’êtes pas d’accord, vous avez vingt jours pour l’écrire sur cette page : nous vous lirons."),
            _("Les règles de la maison : %(address)s", address=f"{addresses.origin()}/regles/"),
        ),
    )


def _answer(appeal: Appeal) -> Letter:
    lifted = _("Nous avons lu ce que vous nous avez écrit, et la décision est levée.")
    stays = _("Nous avons lu ce que vous nous avez écrit. La décision reste.")
    return Letter(_("La réponse des modérateurs"), (_("Bonjour,"), lifted if appeal.was_granted else stays))


def _send(person: Person, write: Callable[[], Letter]) -> None:
    for account in accounts_of(person).filter(is_active=True):
        with translation.override(account.language):
            mail(write(), account.email).send()
