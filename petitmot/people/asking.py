"""What stands before a request: who may ask whom, when, and with which words (rules 6, 18, 21)."""

from __future__ import annotations

from datetime import datetime, timedelta

from petitmot.kit import clock
from petitmot.kit.language import _
from petitmot.kit.refusals import NotFound, Refusal
from petitmot.people import ties
from petitmot.people.judging.enough import refuse_words
from petitmot.people.models import ContactRequest, Introduction, Person, Question

AFTER_REFUSAL = timedelta(days=90)
AFTER_LAPSE = timedelta(days=30)


def refuse_if_not_askable(asker: Person, asked: Person, words: str) -> None:
    """Raise the refusal that stands in the way of these words, if there is one.

    Codes: those of `refuse_if_no_way`, and `too_few_words`, `too_many_words`.
    """
    refuse_if_no_way(asker, asked)
    refuse_words(words, f"{asker.called} {asked.called}")


def refuse_if_no_way(asker: Person, asked: Person) -> None:
    """Raise what stands in the way whatever the words: for the page on which one writes them.

    Codes: `oneself`, `not_found`, `already_contacts`, `already_asked`, `too_soon`.
    """
    if asker.pk == asked.pk:
        raise Refusal(_("On ne se demande pas à soi-même."), code="oneself")
    if not asked.is_present or ties.is_blocked_between(asker, asked):
        raise NotFound(_("Cette personne n’est pas là."))
    if ties.are_contacts(asker, asked):
        raise Refusal(_("Vous êtes déjà en contact."), code="already_contacts")
    if ContactRequest.objects.open().filter(asker=asker, asked=asked).exists():
        raise Refusal(_("Votre demande est déjà partie, elle attend une réponse."), code="already_asked")
    moment = may_ask_again_at(asker, asked)
    if moment and moment > clock.now():
        raise Refusal(
            _("Laissez passer un peu de temps avant d’écrire de nouveau ; vos mots sont gardés."), code="too_soon"
        )


def may_ask_again_at(asker: Person, asked: Person) -> datetime | None:
    """Return from when on a new request is possible; None: now (rule 21).

    The time after a silent refusal is that of a lapse: it must look like one (rule 20).
    """
    if _was_invited(asker, asked):
        return None
    last = (
        ContactRequest.objects.filter(asker=asker, asked=asked, closed_at__isnull=False).order_by("-closed_at").first()
    )
    if last is None or last.closed_at is None:
        return None
    if last.state == ContactRequest.State.DECLINED:
        return last.closed_at + AFTER_REFUSAL
    if last.state in (ContactRequest.State.LAPSED, ContactRequest.State.DECLINED_SILENTLY):
        return last.closed_at + AFTER_LAPSE
    return None


def _was_invited(asker: Person, asked: Person) -> bool:
    """Whether the other asked them, or somebody introduced the two."""
    first, second = sorted([asker.pk, asked.pk])
    return (
        Question.objects.filter(owner=asked, person=asker, answered_at=None).exists()
        or ContactRequest.objects.on_desk().filter(asker=asked, asked=asker).exists()
        or Introduction.objects.filter(first_id=first, second_id=second, met_at=None).exists()
    )
