"""How two people met: the first words of each to the other are kept."""

from __future__ import annotations

from petitmot.kit import clock
from petitmot.kit.compiled import Compiled
from petitmot.people.models import ContactRequest, FirstWords, Person


def between(person: Person, other: Person) -> list[FirstWords]:
    """Return how the two met: the first words of each, the oldest first."""
    return _FIRST_WORDS(pair=[person.pk, other.pk], same=[person.pk, other.pk])


def keep_of_request(request: ContactRequest) -> None:
    """Keep what somebody asked with, and what they answered when they were asked for a few words."""
    words = "\n\n".join(filter(None, [request.words, request.answer]))
    if words:
        FirstWords.objects.create(
            writer=request.asker, reader=request.asked, words=words, at=request.asked_at, because=request.because
        )


def keep_of_acceptance(request: ContactRequest) -> None:
    """Keep the words that came with a yes, or after it."""
    if request.acceptance_words:
        FirstWords.objects.create(
            writer=request.asked, reader=request.asker, words=request.acceptance_words, at=clock.now()
        )


_FIRST_WORDS = Compiled[FirstWords](
    lambda pair, same: (
        FirstWords.objects.filter(reader__in=pair, writer__in=same).order_by("at").select_related("writer__server")
    ),
    pair=list,
    same=list,
)
