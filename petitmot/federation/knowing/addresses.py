"""Which other addresses somebody says are theirs."""

from __future__ import annotations

from petitmot.federation.budgets import Budget
from petitmot.federation.knowing.persons import person_at
from petitmot.federation.models import Actor
from petitmot.people.models import Person


def also_known_as(person: Person, *, budget: Budget | None = None) -> list[str]:
    """Return the uris somebody says are theirs, too: who lives elsewhere is asked now. Never called in a transaction.

    Raises what `person_at` raises.
    """
    if person.server.is_local:
        return list(Person.objects.filter(pk=person.pk).values_list("also_known_as", flat=True).get())
    person_at(person.uri, budget=budget, refresh=True)
    return list(Actor.objects.filter(person=person).values_list("also_known_as", flat=True).first() or [])
