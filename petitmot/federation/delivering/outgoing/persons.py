"""Persons: Update when they tell of themselves anew, Move when they go to live elsewhere, Delete when they leave."""

from __future__ import annotations

from petitmot.federation.delivering.outgoing.whose import of_here
from petitmot.federation.delivering.queue import deliver
from petitmot.federation.delivering.recipients import of_contacts, of_everybody, of_followers
from petitmot.federation.documents import person_activities
from petitmot.kit import clock
from petitmot.people.events import PersonLeft, PersonMoved, ProfileChanged
from petitmot.people.models import Person


def tell_change(fact: ProfileChanged) -> None:
    """Update{Person}, to the servers of those who follow them or have them as contact."""
    person = of_here(fact.person_id)
    if person is None or person.left_at is not None:
        return
    doors = of_followers(person.pk) | of_contacts(person.pk)
    if doors:
        deliver(person_activities.update_person(person, clock.now()), by=person, to=doors)


def tell_move(fact: PersonMoved) -> None:
    """Move, to the servers of those who follow them or have them as contact; not where they came back by now."""
    person = of_here(fact.person_id)
    to = Person.objects.filter(pk=fact.to_id).first()
    if person is None or to is None or person.left_at is not None or person.moved_to_id != to.pk:
        return
    doors = of_followers(person.pk) | of_contacts(person.pk)
    if doors:
        deliver(person_activities.move(person, to.uri), by=person, to=doors)


def say_goodbye(fact: PersonLeft) -> None:
    """Delete{Person}, to every server we know: any of them may hold what they said, or know of them from others.

    Their ties are gone by now; their key is kept until this was sent.
    """
    person = of_here(fact.person_id)
    if person is not None:
        deliver(person_activities.delete_person(person), by=person, to=of_everybody())
