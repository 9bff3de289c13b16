"""This server's own row, and those of the others."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from petitmot.kit import clock
from petitmot.people import lapsing
from petitmot.people.events import PersonSuspended
from petitmot.people.models import ContactRequest, Follow, FollowRequest, Person, Server

AT_ONCE = 500


def local_server() -> Server:
    """Return the row of this server, written at the first call of a new data folder (rule 39)."""
    known = Server.objects.filter(is_local=True).first()
    if known:
        return known
    server, _ = Server.objects.get_or_create(
        is_local=True,
        defaults={"domain": settings.PETITMOT_DOMAIN, "software": "petitmot", "first_seen": clock.now()},
    )
    return server


def mark(server: Server, *, refused: bool, silenced: bool) -> None:
    """Put on a server elsewhere what holds for it, and on its people: out of sight, or in lists of their followers only.

    Each of them carries the very moment of their server's mark: who was suspended or limited by themselves stays so when
    it is lifted. Done twice, it marks those who came in between.
    """
    assert not server.is_local
    now = clock.now()
    marks = {
        "refused_at": (server.refused_at or now) if refused else None,
        "silenced_at": (server.silenced_at or now) if silenced else None,
    }
    with transaction.atomic():
        Server.objects.filter(pk=server.pk).update(**marks)
        for name, field in (("refused_at", "suspended_at"), ("silenced_at", "limited_at")):
            theirs, before = Person.objects.filter(server=server), getattr(server, name)
            if marks[name]:
                theirs.filter(**{field: None}).update(**{field: marks[name]})
            elif before:
                theirs.filter(**{field: before}).update(**{field: None})
            setattr(server, name, marks[name])


def end_ties(server: Server) -> None:
    """End what goes to and fro between here and a server that is refused: follows, both ways, and requests that wait.

    Contacts stay what they are, out of sight like their words.
    """
    theirs = Q(follower__server=server) | Q(followed__server=server)
    for rows in (Follow, FollowRequest):
        while ids := list(rows._default_manager.filter(theirs).values_list("pk", flat=True)[:AT_ONCE]):
            rows._default_manager.filter(pk__in=ids).delete()
    waiting = ContactRequest.objects.open()
    askers = set(waiting.filter(asker__server=server).values_list("asker_id", flat=True))
    asked = set(waiting.filter(asked__server=server).values_list("asked_id", flat=True))
    for person_id in sorted(askers | asked):
        lapsing.end_with_the_person(PersonSuspended(person_id))


def have_ties(server: Server) -> bool:
    """Whether somebody here follows somebody there, is followed by them or is their contact."""
    rows = Person.objects.filter(server=server)
    return rows.filter(Q(followed_by__isnull=False) | Q(follows__isnull=False) | Q(contacts__isnull=False)).exists()
