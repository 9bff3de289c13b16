"""What one notes about somebody for oneself, and whom one shows on one's own page."""

from __future__ import annotations

from petitmot.kit import clock
from petitmot.kit.language import _
from petitmot.kit.refusals import Refusal
from petitmot.people import ties
from petitmot.people.models import Person, Recommended, Remark

LONGEST = 2000


def note(owner: Person, person: Person, words: str) -> None:
    """Keep a few words about somebody, for their writer alone; empty ones take them away. Refused: `too_long`."""
    words = words.strip()
    if len(words) > LONGEST:
        raise Refusal(_("C’est trop long : deux mille signes au plus."), code="too_long", field="words")
    if words:
        Remark.objects.update_or_create(owner=owner, person=person, defaults={"words": words})
    else:
        Remark.objects.filter(owner=owner, person=person).delete()


def about(owner: Person, person: Person) -> str:
    """Return what somebody noted about a person, empty where nothing."""
    return Remark.objects.filter(owner=owner, person=person).values_list("words", flat=True).first() or ""


def recommend(owner: Person, person: Person) -> None:
    """Show somebody one follows on one's own page. Refused: `not_followed`."""
    if not ties.follows(owner, person):
        raise Refusal(_("On montre sur sa page des personnes que l’on suit."), code="not_followed", field="person")
    Recommended.objects.get_or_create(owner=owner, person=person, defaults={"since": clock.now()})


def recommend_no_more(owner: Person, person: Person) -> None:
    Recommended.objects.filter(owner=owner, person=person).delete()
