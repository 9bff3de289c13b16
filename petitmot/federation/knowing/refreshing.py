"""Documents of actors grow old: those of people one still has to do with are asked for again, by jobs, never by a page.

Who is said to be gone is asked for again for days before it is believed: 410 means it, 404 may be a server that was put
back wrongly.
"""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from petitmot.federation.budgets import Budget
from petitmot.federation.events import ActorOld
from petitmot.federation.knowing.persons import person_at
from petitmot.federation.models import Actor, Key, Peer
from petitmot.jobs.announcing import announce
from petitmot.kit import clock
from petitmot.kit.refusals import Gone, NotFound, Refusal, TryLater
from petitmot.people import elsewhere
from petitmot.people.models import Contact, Follow, Person
from petitmot.posts.models import Post

AT_ONCE = 200  # actors of one round
AGAIN = timedelta(days=1)  # after a try that failed
LATELY = timedelta(days=7)  # whose words came within it is somebody one has to do with
BELIEVED_GONE = timedelta(days=3)  # of 410
BELIEVED_LOST = timedelta(days=30)  # of 404


def find_old() -> None:
    """A job for each actor in use whose document is old, or whose inbox was gone. Periodic."""
    now = clock.now()
    with transaction.atomic():
        ids = list(_old().values_list("pk", "person__server__domain")[:AT_ONCE])
        Actor.objects.filter(pk__in=[id_ for id_, _host in ids]).update(refresh_at=now + AGAIN)
        for id_, host in ids:
            announce(ActorOld(id_, host))


def _old() -> QuerySet[Actor]:
    """Actors in use, the oldest first; servers that are silent are waited for."""
    now, person = clock.now(), OuterRef("person_id")
    before = now - timedelta(days=settings.PETITMOT_ACTOR_DAYS)
    ties = Follow.objects.filter(Q(followed=person) | Q(follower=person))
    contacts = Contact.objects.filter(other=person)
    words = Post.objects.filter(author=person, arrived__gt=now - LATELY)
    silent = Peer.objects.filter(server_id=OuterRef("person__server_id"), paused_until__gt=now)
    rows = Actor.objects.filter(Q(fetched_at=None) | Q(fetched_at__lt=before) | Q(failed_at__isnull=False))
    rows = rows.filter(Q(refresh_at=None) | Q(refresh_at__lte=now), ~Exists(silent))
    rows = rows.filter(Q(Exists(ties)) | Q(Exists(contacts)) | Q(Exists(words)))
    rows = rows.filter(person__left_at=None, person__suspended_at=None, person__server__refused_at=None)
    return rows.order_by(F("fetched_at").asc(nulls_first=True))


def refresh(fact: ActorOld) -> None:
    """A reaction: ask their server what it says of them now. Where it does not answer, it is tried again in a day."""
    person = Person.objects.select_related("server").filter(pk=fact.person_id, left_at=None).first()
    if person is None:
        return
    try:
        person_at(person.uri, budget=Budget(fetches=3, seconds=20), refresh=True)
    except Gone:
        _said_to_be_gone(person, BELIEVED_GONE)
    except NotFound:
        _said_to_be_gone(person, BELIEVED_LOST)
    except (Refusal, TryLater):
        return


def _said_to_be_gone(person: Person, long_enough: timedelta) -> None:
    now = clock.now()
    Actor.objects.filter(person=person, gone_since=None).update(gone_since=now)
    if Actor.objects.filter(person=person, gone_since__lte=now - long_enough).exists():
        farewell(person)


def farewell(person: Person) -> None:
    """Somebody elsewhere is gone for good: everything of theirs goes, a tombstone stays (rule 41)."""
    elsewhere.has_left(person)
    Actor.objects.filter(person=person).delete()
    Key.objects.filter(owner=person.uri).delete()


def order(fact: ActorOld) -> str:
    """One after the other on one server."""
    return f"actors of {fact.host}"
