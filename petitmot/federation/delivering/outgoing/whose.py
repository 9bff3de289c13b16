"""Who did it, and whether it concerns another server: asked first by every reaction."""

from __future__ import annotations

from petitmot.people.models import Person


def of_here(person_id: int) -> Person | None:
    """Return a person who lives here (or did: who left still signs), None for those of elsewhere."""
    return Person.objects.filter(pk=person_id, server__is_local=True).select_related("server").first()


def from_here_to_elsewhere(one: int, other: int) -> tuple[Person, Person] | None:
    """Return the two, where the first lives here and the second elsewhere."""
    found = {person.pk: person for person in Person.objects.filter(pk__in=[one, other]).select_related("server")}
    here, there = found.get(one), found.get(other)
    if here is None or there is None or not here.server.is_local or there.server.is_local:
        return None
    return here, there
