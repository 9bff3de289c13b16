"""Whose turn it is: close ones each hour, others every six to twenty-four, everybody after a sleep of our own (rule 16)."""

from __future__ import annotations

import random
from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from petitmot.federation.events import OutboxDue
from petitmot.federation.models import Actor, Heartbeat, Peer
from petitmot.jobs.announcing import announce
from petitmot.kit import clock
from petitmot.people.models import Circle, Contact, Follow, InCircle

EVERY = timedelta(minutes=5)  # how often `start_round` runs
ASLEEP = timedelta(minutes=20)  # no heartbeat for so long: we were away
CLOSE = timedelta(hours=1)
LIVELY, CALM = timedelta(hours=6), timedelta(hours=24)
QUIET_SERVER = timedelta(hours=6)  # how long somebody is left whose server did not answer
AT_ONCE = 500  # jobs written in one transaction


def start_round() -> None:
    """A periodic: a job for each person elsewhere whose turn it is; after our own sleep it is everybody's."""
    now = clock.now()
    beat = Heartbeat.objects.first()
    if beat is not None and now - beat.at > ASLEEP:
        Actor.objects.filter(look_at__gt=now).update(look_at=now)
    Heartbeat.objects.update_or_create(pk=1, defaults={"at": now})
    while ids := list(_due().values_list("pk", "person__server__domain")[:AT_ONCE]):
        with transaction.atomic():
            Actor.objects.filter(pk__in=[id_ for id_, _host in ids]).update(look_at=now + CLOSE)
            for id_, host in ids:
                announce(OutboxDue(id_, host))


def _due() -> QuerySet[Actor]:
    """Actors somebody here reads, whose turn has come and whose server answers; close ones first."""
    now, person = clock.now(), OuterRef("person_id")
    follows = Follow.objects.filter(followed_id=person, follower__server__is_local=True)
    contacts = Contact.objects.filter(other_id=person, person__server__is_local=True)
    silent = Peer.objects.filter(server_id=OuterRef("person__server_id"), paused_until__gt=now)
    rows = Actor.objects.filter(Q(look_at=None) | Q(look_at__lte=now)).exclude(outbox="")
    rows = rows.filter(Q(Exists(follows)) | Q(Exists(contacts)), ~Exists(silent))
    rows = rows.filter(person__left_at=None, person__suspended_at=None, person__server__refused_at=None)
    close = Exists(InCircle.objects.filter(person_id=person, circle__kind=Circle.Kind.CLOSE))
    return rows.annotate(is_close=close).order_by("-is_close", "looked_at")


def is_silent(server_id: int) -> bool:
    """Whether deliveries to this server pause because it does not answer."""
    return Peer.objects.filter(server_id=server_id, paused_until__gt=clock.now()).exists()


def again(actor: Actor, *, looked: bool, wait: int | None = None) -> timedelta:
    """Note when somebody is looked at again, a little at random; return how often that is at the latest.

    `looked`: all was read. Otherwise sooner for close ones than for others, and not before `wait` seconds.
    """
    now = clock.now()
    close = InCircle.objects.filter(person_id=actor.pk, circle__kind=Circle.Kind.CLOSE).exists()
    every = CLOSE if close else (LIVELY + (CALM - LIVELY) * random.random())  # noqa: S311 - no secret
    pause = every if looked or close else min(every, QUIET_SERVER)
    pause = max(pause * random.uniform(0.8, 1.0), timedelta(seconds=wait or 0))  # noqa: S311
    told = {"look_at": now + pause} | ({"looked_at": now} if looked else {})
    Actor.objects.filter(pk=actor.pk).update(**told)
    return CLOSE if close else CALM
