"""What somebody's server understands of a few words: decides in which form they travel."""

from __future__ import annotations

from petitmot.federation.models import Actor
from petitmot.people.models import Person


def knows_requests(person: Person) -> bool:
    """Whether `Offer` of a reversed Follow is read there (Smithereen, Petitmot)."""
    return Actor.objects.filter(person=person, supports_requests=True).exists()


def knows_words(person: Person) -> bool:
    """Whether the whole exchange of docs/fep-contact-words.md is read there (Petitmot)."""
    return Actor.objects.filter(person=person, understands_words=True, supports_requests=True).exists()
