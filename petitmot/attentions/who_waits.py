"""Who waits on somebody's desk: what is new there, and names for a title."""

from __future__ import annotations

from django.db.models import Exists, F, OuterRef, QuerySet

from petitmot.kit.compiled import Compiled
from petitmot.people.models import Contact, ContactRequest, Follow, Gesture, Person


def has_new(owner: Person) -> bool:
    """Whether a request lies on the desk that was not read yet, or was answered since."""
    return new(owner).exists()


def new(owner: Person) -> QuerySet[ContactRequest]:
    """Return the requests on the desk that were not read yet."""
    return ContactRequest.objects.on_desk().filter(asked=owner, read_at=None)


def names_waiting(owner: Person, limit: int = 2) -> tuple[list[Person], bool]:
    """Return who waits on the desk, those known first, and whether there are others (for a title: names alone)."""
    rows = _WAITING.rows(owner=owner.pk)
    return [row.asker for row in _WAITING.copied(rows[:limit])], len(rows) > limit


def waiting_on(owner: int) -> QuerySet[ContactRequest]:
    """Return what waits on a desk (a person's id), but for requests about which a gesture waits to leave."""
    rows = ContactRequest.objects.on_desk().filter(asked_id=owner, asker__left_at=None, asker__suspended_at=None)
    return rows.exclude(Exists(Gesture.objects.filter(owner_id=owner, about=OuterRef("asker"))))


def _waiting(owner: int) -> QuerySet[ContactRequest]:
    """Who waits, a handful: a title names two or three."""
    known = Exists(Contact.objects.filter(person_id=owner, other=OuterRef("asker"))) | Exists(
        Follow.objects.filter(follower_id=owner, followed=OuterRef("asker"))
    )
    ordered = (
        waiting_on(owner).annotate(is_known=known).order_by("-is_known", F("score").desc(nulls_last=True), "asked_at")
    )
    called = ("asker__name", "asker__display_name", "asker__left_at")
    return ordered.select_related("asker").only("asked_at", *called)[:6]


_WAITING = Compiled[ContactRequest](_waiting, owner=int)
