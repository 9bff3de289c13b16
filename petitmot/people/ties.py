"""Questions about two people: what is between them. One home for every door."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Value

from petitmot.kit import clock
from petitmot.kit.compiled import Compiled
from petitmot.people.models import (
    Block,
    Circle,
    Contact,
    Follow,
    FollowRequest,
    InCircle,
    Mute,
    Person,
    Remark,
    Server,
    ServerBlock,
)
from petitmot.people.models.person import PersonQuerySet


@dataclass(frozen=True)
class Between:
    """All that is between one person and another, seen from the first."""

    follows: bool = False
    asked_to_follow: bool = False
    is_followed: bool = False
    are_contacts: bool = False
    mutes: bool = False
    blocks: bool = False
    is_blocked: bool = False
    has_note: bool = False  # a few words about the other one, for oneself
    keeps_server_away: bool = False  # the server the other one lives on
    circles: frozenset[int] = frozenset()  # ids of the first one's circles that hold the other


def between(one: Person, other: Person) -> Between:
    """Return what is between two people, in one query."""
    found = _BETWEEN(one=one.pk, other=other.pk, now=clock.now())
    simple = {tie: True for tie, _row in found if tie != "circle"}
    return Between(**simple, circles=frozenset(row for tie, row in found if tie == "circle"))


def _all_between(one: int, other: int, now: datetime) -> QuerySet:  # type: ignore[type-arg]
    in_force = Q(until__isnull=True) | Q(until__gt=now)
    return _tie("follows", Follow.objects.filter(follower_id=one, followed_id=other)).union(
        _tie("asked_to_follow", FollowRequest.objects.filter(follower_id=one, followed_id=other)),
        _tie("is_followed", Follow.objects.filter(follower_id=other, followed_id=one)),
        _tie("are_contacts", Contact.objects.filter(person_id=one, other_id=other)),
        _tie("mutes", Mute.objects.filter(in_force, muter_id=one, muted_id=other)),
        _tie("blocks", Block.objects.filter(blocker_id=one, blocked_id=other)),
        _tie("is_blocked", Block.objects.filter(blocker_id=other, blocked_id=one)),
        _tie("has_note", Remark.objects.filter(owner_id=one, person_id=other)),
        _tie("keeps_server_away", ServerBlock.objects.filter(blocker_id=one, domain__in=_domain_of(other))),
        _tie("circle", InCircle.objects.filter(circle__owner_id=one, person_id=other), "circle_id"),
        all=True,
    )


def _tie(name: str, rows: QuerySet[Any, Any], row: str = "pk") -> QuerySet[Any, Any]:
    named: QuerySet[Any, Any] = rows.annotate(tie=Value(name, output_field=CharField()), row=F(row))
    return named.values_list("tie", "row")


def follows(follower: Person, followed: Person) -> bool:
    return Follow.objects.filter(follower=follower, followed=followed).exists()


def listed_to(viewer: Person | None, persons: PersonQuerySet) -> PersonQuerySet:
    """Keep of `persons` whom lists, searches and suggestions may show to a viewer (None: anybody).

    Whom moderators limited is only seen there by themselves and by those who follow them.
    """
    free = Q(limited_at__isnull=True)
    if viewer is None:
        return persons.filter(free)
    followed = Exists(Follow.objects.filter(follower=viewer, followed=OuterRef("pk")))
    return persons.filter(free | Q(pk=viewer.pk) | Q(followed))


def is_limited_for(viewer: Person, person: Person) -> bool:
    """Whether moderators limited this person, and the viewer does not follow them. A query only where they did."""
    return person.limited_at is not None and viewer.pk != person.pk and not follows(viewer, person)


def are_contacts(one: Person, other: Person) -> bool:
    return Contact.objects.filter(person=one, other=other).exists()


def is_blocked_between(one: Person, other: Person) -> bool:
    """Whether either has blocked the other, or keeps the server of the other away."""
    return bool(_BLOCKED(one=one.pk, other=other.pk))


def has_blocked(one: Person, other: Person) -> bool:
    """Whether one has blocked the other, or keeps their server away: then the other is not to find them.

    The other way round somebody named whole is found, for how else would one take a block back (`is_blocked_between`
    looks both ways).
    """
    return bool(_HAS_BLOCKED(one=one.pk, other=other.pk))


def apart(viewer: int, other: str = "") -> Q:
    """Keep rows in which somebody stands who is apart from the viewer (an id): a block in either direction, or a server.

    `other` is the way to that person ("author", "shares__author"); empty where the rows are people. The questions about
    servers do not look at the row, so a database asks them once.
    """
    path = f"{other}__" if other else ""
    them = OuterRef(f"{path}pk")
    blocked = Block.objects.filter(Q(blocker_id=viewer, blocked=them) | Q(blocker=them, blocked_id=viewer))
    kept = Server.objects.filter(domain__in=ServerBlock.objects.filter(blocker_id=viewer).values("domain"))
    keepers = ServerBlock.objects.filter(domain__in=_domain_of(viewer)).values("blocker")
    return Q(Exists(blocked)) | Q(**{f"{path}server__in": kept}) | Q(**{f"{path}pk__in": keepers})


def apart_among(viewer: Person, others: Iterable[int]) -> set[int]:
    """Return those of these people (ids) who are apart from the viewer."""
    return set(_APART(viewer=viewer.pk, ids=list(set(others))))


def _domain_of(person: int) -> QuerySet[Person, Any]:
    return Person.objects.filter(pk=person).values("server__domain")


def muted_ids(person: Person, *, notices: bool = False) -> set[int]:
    """Return the ids of everybody this person does not want to hear for now; `notices`: not even by a notice."""
    in_force = Q(until__isnull=True) | Q(until__gt=clock.now())
    rows = Mute.objects.filter(in_force, muter=person)
    if notices:
        rows = rows.filter(hides_notices=True)
    return set(rows.values_list("muted_id", flat=True))


def known_ids(person: Person) -> set[int]:
    """Return the ids of those this person knows by a tie: contacts and followed (rule 26)."""
    return {id_ for (id_,) in _KNOWN(person=person.pk)}


def close_ids(person: Person) -> set[int]:
    """Return the ids of this person's close ones."""
    rows = InCircle.objects.filter(circle__owner=person, circle__kind=Circle.Kind.CLOSE)
    return set(rows.values_list("person_id", flat=True))


def known_in_common(one: Person, other: Person) -> list[Person]:
    """Return contacts of both, those of longest standing with `one` first."""
    return [row.other for row in _IN_COMMON(one=one.pk, other=other.pk)]


def present(persons: Iterable[Person]) -> list[Person]:
    return [person for person in persons if person.is_present]


def _all_known(person: int) -> QuerySet:  # type: ignore[type-arg]
    contacts = Contact.objects.filter(person_id=person).values_list("other_id")
    return contacts.union(Follow.objects.filter(follower_id=person).values_list("followed_id"))


_BETWEEN = Compiled[tuple[str, int]](_all_between, one=int, other=int, now=datetime)


def _blocked(one: int, other: int) -> QuerySet[Block, Any]:
    blocks = Block.objects.filter(Q(blocker_id=one, blocked_id=other) | Q(blocker_id=other, blocked_id=one))
    servers = ServerBlock.objects.filter(
        Q(blocker_id=one, domain__in=_domain_of(other)) | Q(blocker_id=other, domain__in=_domain_of(one))
    )
    return blocks.values_list("pk", flat=True).union(servers.values_list("pk", flat=True), all=True)


def _blocked_by(one: int, other: int) -> QuerySet[Block, Any]:
    blocks = Block.objects.filter(blocker_id=one, blocked_id=other).values_list("pk", flat=True)
    servers = ServerBlock.objects.filter(blocker_id=one, domain__in=_domain_of(other))
    return blocks.union(servers.values_list("pk", flat=True), all=True)


_HAS_BLOCKED = Compiled[int](_blocked_by, one=int, other=int)
_BLOCKED = Compiled[int](_blocked, one=int, other=int)
_APART = Compiled[int](
    lambda viewer, ids: Person.objects.filter(apart(viewer), pk__in=ids).values_list("pk", flat=True),
    viewer=int,
    ids=list,
)
_KNOWN = Compiled[tuple[int]](_all_known, person=int)


def _all_in_common(one: int, other: int) -> QuerySet[Contact]:
    theirs = Contact.objects.filter(person_id=other).values("other_id")
    return Contact.objects.filter(person_id=one, other__in=theirs).select_related("other__server").order_by("since")


_IN_COMMON = Compiled[Contact](_all_in_common, one=int, other=int)
