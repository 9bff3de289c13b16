"""One look at somebody's outbox: at a first follow, and when it is due."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import chain

from petitmot.federation.events import OutboxDue
from petitmot.federation.models import Actor
from petitmot.federation.reconciling import outbox, taking, turns
from petitmot.kit import clock
from petitmot.kit.refusals import Refusal, TryLater
from petitmot.people import completeness
from petitmot.people.events import Followed
from petitmot.people.models import Contact, Follow
from petitmot.reading.marks import UNREAD_AT_FIRST

FIRST_WORDS = 20  # of somebody newly followed
OVERLAP = timedelta(hours=1)  # clocks differ, and words may take their time to show
OLD_NEWS = timedelta(days=2)


def begin(fact: Followed) -> None:
    """A reaction: the last words of somebody elsewhere who is newly followed are here, too."""
    actor = _actor(fact.followed_id)
    if actor is not None and (actor.looked_at is None or completeness.up_to(fact.followed_id) is None):
        look_at(actor)


def look(fact: OutboxDue) -> None:
    """A reaction: look, unless their server is silent or nobody here reads them any more."""
    actor = _actor(fact.person_id)
    if actor is None or turns.is_silent(actor.person.server_id):
        return
    if _tied_since(fact.person_id) is not None:
        look_at(actor)


def look_at(actor: Actor) -> None:
    """Read what is new, take in what is missing, and note until when nothing is. Never raises for what a server does."""
    began, person = clock.now(), actor.person
    until = completeness.up_to(person.pk)
    try:
        whole = _read_and_take(actor, until, began)
    except TryLater as later:
        turns.again(actor, looked=False, wait=later.wait)
        return
    except Refusal:
        turns.again(actor, looked=False)
        return
    every = turns.again(actor, looked=whole)
    completeness.note(person.pk, began if whole else None, expected_at=began + every * 2)


def _read_and_take(actor: Actor, until: datetime | None, began: datetime) -> bool:
    person = actor.person
    reading = outbox.read(actor, back_to=until - OVERLAP if until else None, least=FIRST_WORDS)
    if reading.unchanged:
        return until is not None
    tied = _tied_since(person.pk) or began
    if until is None:
        rule, items = taking.Rule(UNREAD_AT_FIRST, tied), reading.items[:FIRST_WORDS]
    else:
        rule, items = taking.Rule(0, max(tied, until - OLD_NEWS)), reading.items
    whole = taking.take(person, items, rule)
    taking.look_for_the_gone(person, items, began, began=reading.began and len(items) == len(reading.items))
    if whole:
        told = {"outbox_page": reading.page, "outbox_etag": reading.etag, "outbox_modified": reading.modified}
        Actor.objects.filter(pk=actor.pk).update(**told)
    return whole


def _actor(person_id: int) -> Actor | None:
    rows = Actor.objects.select_related("person__server").filter(person_id=person_id, person__left_at=None)
    return rows.filter(person__suspended_at=None, person__server__refused_at=None).exclude(outbox="").first()


def _tied_since(person_id: int) -> datetime | None:
    """Since when somebody here follows them or has them as a contact."""
    follows = Follow.objects.filter(followed_id=person_id, follower__server__is_local=True).order_by("since")
    contacts = Contact.objects.filter(other_id=person_id, person__server__is_local=True).order_by("since")
    firsts = (rows.values_list("since", flat=True)[:1] for rows in (follows, contacts))
    return min(chain.from_iterable(firsts), default=None)
