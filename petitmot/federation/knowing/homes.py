"""Where somebody elsewhere lives now, as their document says it without a `Move` having come: asked for, and believed like one.

A `Move` may be lost, or have been sent before anybody here knew of them. What their own document says, fetched or signed,
counts as much; the other side is asked as it is for a `Move` (FEP-7628).
"""

from __future__ import annotations

from petitmot.federation.budgets import Budget
from petitmot.federation.events import HomeTold
from petitmot.federation.knowing.addresses import also_known_as
from petitmot.federation.knowing.persons import person_at
from petitmot.kit.refusals import Refusal
from petitmot.people import moving
from petitmot.people.models import Person


def go_along(fact: HomeTold) -> None:
    """A reaction: ask the new address whether it names the old one; then as `Move`. A few fetches, whatever it leads to."""
    old = Person.objects.select_related("server").filter(pk=fact.person_id, left_at=None).first()
    if old is None or old.server.is_local or not moving.could_go_along(old):
        return
    budget = Budget(fetches=3, seconds=20)
    try:
        new = person_at(fact.uri, budget=budget)
        agreed = old.uri in also_known_as(new, budget=budget)
    except Refusal:
        return  # the next look at their document asks again
    if agreed and new.is_present and new.pk != old.pk:
        moving.has_moved(old, new)


def order(fact: HomeTold) -> str:
    """One after the other about one person."""
    return f"home of {fact.person_id}"
