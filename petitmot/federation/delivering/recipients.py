"""Where words and gestures go: inboxes on other servers, a shared one where there is one, each asked in one query."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db.models import CharField, F, Q, QuerySet, Value
from django.db.models.functions import Coalesce, NullIf

from petitmot.federation.models import Actor
from petitmot.kit.compiled import Compiled
from petitmot.people.models import Contact, Follow


class Door(NamedTuple):
    """An inbox, and the server it belongs to."""

    server: int
    inbox: str


def of_followers(person_id: int) -> set[Door]:
    """Return where a person's followers elsewhere are."""
    return {Door(*row) for row in _OF_FOLLOWERS(person=person_id)}


def of_contacts(person_id: int) -> set[Door]:
    """Return where a person's contacts elsewhere are."""
    return {Door(*row) for row in _OF_CONTACTS(person=person_id)}


def of_persons(ids: Iterable[int]) -> set[Door]:
    """Return where these people are, those of here left out."""
    return {Door(*row) for row in _OF_PERSONS(ids=list(ids))}


def of_one(person_id: int) -> set[Door]:
    """Return the person's own inbox, not the shared one: for what is between two people."""
    return {Door(*row) for row in _OF_ONE(ids=[person_id])}


def of_everybody() -> set[Door]:
    """Return one inbox of every server that is known and has not been refused: for who says goodbye."""
    return {Door(*row) for row in _shared(Actor.objects.filter(_THERE), "person__", "").distinct()}


def _shared(rows: QuerySet[Any, Any], person: str, actor: str | None = None) -> QuerySet[Any, Any]:
    actor = f"{person}actor__" if actor is None else actor
    inbox = Coalesce(NullIf(f"{actor}shared_inbox", Value("")), f"{actor}inbox", output_field=CharField())
    doors: QuerySet[Any, Any] = rows.annotate(door=inbox).exclude(door="").values_list(f"{person}server_id", "door")
    return doors


def _there(person: str) -> Q:
    return Q(
        **{
            f"{person}server__is_local": False,
            f"{person}server__refused_at": None,
            f"{person}left_at": None,
            f"{person}suspended_at": None,
        }
    )


_THERE = _there("person__")


def _all_followers(person: int) -> QuerySet[Any, Any]:
    rows = Follow.objects.filter(_there("follower__"), followed_id=person, follower__actor__isnull=False)
    return _shared(rows, "follower__").distinct()


def _all_contacts(person: int) -> QuerySet[Any, Any]:
    rows = Contact.objects.filter(_there("other__"), person_id=person, other__actor__isnull=False)
    return _shared(rows, "other__").distinct()


_OF_FOLLOWERS = Compiled[tuple[int, str]](_all_followers, person=int)
_OF_CONTACTS = Compiled[tuple[int, str]](_all_contacts, person=int)
_OF_PERSONS = Compiled[tuple[int, str]](
    lambda ids: _shared(Actor.objects.filter(_THERE, person__in=ids), "person__", "").distinct(), ids=list
)
_OF_ONE = Compiled[tuple[int, str]](
    lambda ids: (
        Actor.objects.filter(_THERE, person__in=ids)
        .exclude(inbox="")
        .annotate(door=F("inbox"))
        .values_list("person__server_id", "door")
    ),
    ids=list,
)
