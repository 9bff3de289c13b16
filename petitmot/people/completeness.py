"""Whether we hold all that people of elsewhere said, and until when (rule 14). Noted by whoever reads their pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q, QuerySet

from petitmot.kit import clock
from petitmot.kit.compiled import Compiled
from petitmot.people.models import Completeness, Contact, Follow, Person

MOST_NAMED = 12


@dataclass(frozen=True)
class Behind:
    """Somebody of elsewhere who is not complete: what we call them, and until when they are (None: never looked)."""

    name: str
    up_to: datetime | None


@dataclass(frozen=True)
class Elsewhere:
    """Of a reader's people: whether some live elsewhere, those who are behind (twelve at most), whether there are more."""

    any: bool = False
    behind: tuple[Behind, ...] = ()
    more: bool = False


def note(person_id: int, up_to: datetime | None, *, expected_at: datetime) -> None:
    """Note that somebody is complete up to a moment; None leaves that moment as it was. Never moves back."""
    row, new = Completeness.objects.get_or_create(
        person_id=person_id, defaults={"up_to": up_to, "expected_at": expected_at}
    )
    if new or up_to is None:
        return
    newest = max(filter(None, (row.up_to, up_to)))
    Completeness.objects.filter(pk=person_id).update(up_to=newest, expected_at=expected_at)


def up_to(person_id: int) -> datetime | None:
    """Return until when somebody is complete."""
    return Completeness.objects.filter(pk=person_id).values_list("up_to", flat=True).first()


def of_the_people_of(reader: Person) -> Elsewhere:
    """Return who of those a reader follows or has as contacts is behind. One query."""
    now = clock.now()
    rows = _ELSEWHERE(reader=reader.pk)
    behind = tuple(
        Behind(display_name or name, until)
        for display_name, name, until, expected in rows
        if expected is None or expected < now
    )
    return Elsewhere(bool(rows), behind[:MOST_NAMED], len(behind) > MOST_NAMED)


def _elsewhere(reader: int) -> QuerySet:  # type: ignore[type-arg]
    followed = Follow.objects.filter(follower_id=reader).values("followed_id")
    contacts = Contact.objects.filter(person_id=reader).values("other_id")
    people = Person.objects.present().filter(Q(pk__in=followed) | Q(pk__in=contacts), server__is_local=False)
    told = ("display_name", "name", "completeness__up_to", "completeness__expected_at")
    return people.order_by(F("completeness__expected_at").asc(nulls_first=True)).values_list(*told)[: MOST_NAMED + 1]


_ELSEWHERE: Compiled[tuple[str, str, datetime | None, datetime | None]] = Compiled(_elsewhere, reader=int)
