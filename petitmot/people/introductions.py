"""Introductions: a person makes two of their people known to each other with a few words."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q

from petitmot.jobs.announcing import announce
from petitmot.kit import clock
from petitmot.kit.language import _
from petitmot.kit.refusals import NotFound, Refusal
from petitmot.people import ties
from petitmot.people.events import Introduced
from petitmot.people.judging.enough import refuse_words
from petitmot.people.models import Introduction, Person


def introduce(introducer: Person, one: Person, other: Person, *, words: str) -> Introduction:
    """Introduce two of one's contacts to each other; both see the words, either may write the first word.

    Refused: `same_person`, `not_your_contacts`, `already_contacts`, `already_introduced`, `not_found` (a block
    between the two, said in no other way), and words that do not count (rule 18).
    """
    if one.pk == other.pk:
        raise Refusal(_("Il faut deux personnes pour une rencontre."), code="same_person")
    if not all(ties.are_contacts(introducer, person) for person in (one, other) if _is_our_tie(introducer, person)):
        raise Refusal(_("On ne présente que ses propres contacts."), code="not_your_contacts")
    if not (one.is_present and other.is_present) or ties.is_blocked_between(one, other):
        raise NotFound(_("Cette rencontre n’est pas possible."))
    if ties.are_contacts(one, other):
        raise Refusal(_("Ces deux personnes se connaissent déjà."), code="already_contacts")
    refuse_words(words, f"{introducer.called} {one.called} {other.called}")
    first, second = sorted([one, other], key=lambda person: person.pk)
    with transaction.atomic():
        made, new = Introduction.objects.get_or_create(
            introducer=introducer, first=first, second=second, defaults={"words": words.strip(), "at": clock.now()}
        )
        if not new:
            raise Refusal(_("Vous avez déjà présenté ces deux personnes."), code="already_introduced")
        announce(Introduced(made.pk))
    return made


def _is_our_tie(introducer: Person, person: Person) -> bool:
    """Whether it is for us to know whom they know: between two people elsewhere, it is for the introducer's server."""
    return introducer.server.is_local or person.server.is_local


def decline(introduction: Introduction, by: Person) -> None:
    """Not to take up an introduction, silently: the two others are not told."""
    side = {introduction.first_id: "first_declined_at", introduction.second_id: "second_declined_at"}.get(by.pk)
    if side is None:
        raise NotFound(_("Cette présentation n’est pas pour vous."))
    Introduction.objects.filter(pk=introduction.pk).update(**{side: clock.now()})


def waiting_for(person: Person) -> list[Introduction]:
    """Return the introductions this person may still take up, the oldest first."""
    mine = Q(first=person, first_declined_at=None) | Q(second=person, second_declined_at=None)
    found = Introduction.objects.filter(mine, met_at=None).select_related(
        "introducer__server", "first__server", "second__server"
    )
    rows = list(found.order_by("at"))
    concerned = [{row.first_id, row.second_id, row.introducer_id} - {person.pk} for row in rows]
    apart = ties.apart_among(person, set().union(*concerned))
    return [row for row, others in zip(rows, concerned, strict=True) if not others & apart]


def the_other(introduction: Introduction, person: Person) -> Person:
    """Return whom this person is introduced to."""
    return introduction.second if introduction.first_id == person.pk else introduction.first
