"""Today: all that is unread from one's people, oldest first, and then an end (rule 11)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import QuerySet

from petitmot.kit import clock
from petitmot.kit.compiled import Row
from petitmot.people import ties
from petitmot.people.filters import Sieve
from petitmot.people.models import Person
from petitmot.posts import gathering
from petitmot.reading import candidates
from petitmot.reading.candidates import unread_ids
from petitmot.reading.models import LastVisit

PAGE = 20
PLACE = "home"  # where filters call it (people.filters.PLACES)
LONG_AWAY = timedelta(days=7)
MANY = 200


@dataclass(frozen=True)
class Page:
    """One page of Today: the ids of its posts, oldest first, and whether something unread comes after it.

    `rows` are these posts as `gathering.visible_rows` has them; `waits` how many are unread in all, as far as MANY + 1;
    `kept` those that are kept unread; `sieve` what the reader filters: what it hides is not on the page, the rest it
    holds is for the page to cover.
    """

    ids: list[int]
    has_more: bool
    rows: list[Row] = field(default_factory=list)
    waits: int = 0
    kept: frozenset[int] = frozenset()
    sieve: Sieve | None = None


def page(reader: Person, *, after: int = 0, size: int = PAGE, filters: bool = True) -> Page:
    """Return the next unread posts after an id; `filters`: whether the reader may filter something."""
    rows: list[Row] = []
    kept: set[int] = set()
    sieve = Sieve(reader, PLACE, has_some=filters)
    found = candidates.unread(reader.pk, after=after, limit=MANY + 1)
    waits = len(found)
    while found:
        waiting = list(found)
        kept.update([id_ for id_ in waiting if found[id_]])
        for start in range(0, len(waiting), size + 1):
            rows += _seen(reader, waiting[start : start + size + 1], sieve)
            if len(rows) > size:
                return _cut(rows, size, waits, kept, sieve)
        found = candidates.unread(reader.pk, after=waiting[-1], limit=MANY + 1) if len(waiting) > MANY else {}
    return _cut(rows, size, waits, kept, sieve)


def _cut(rows: list[Row], size: int, waits: int, kept: set[int], sieve: Sieve) -> Page:
    ids = [row[0] for row in rows[:size]]
    return Page(ids, len(rows) > size, rows[:size], waits, frozenset(kept.intersection(ids)), sieve)


def _seen(reader: Person, ids: list[int], sieve: Sieve) -> list[Row]:
    """Return those of these posts that the reader may see and that no filter hides, in order."""
    found = gathering.visible_rows(reader, ids)
    rows = [found[id_] for id_ in ids if id_ in found]
    if not sieve.filters:
        return rows
    plain = gathering.plain_of([row[0] for row in rows] + [row[_SHARES] for row in rows if row[_SHARES] is not None])
    return [row for row in rows if not sieve.hides(row[_SHARES] or row[0], _said(row, plain))]


def _said(row: Row, plain: dict[int, str]) -> list[str | None]:
    """Return what a post says, and what it shares: warning and plain text of each."""
    said = [row[_WARNING], plain.get(row[0])]
    return said if row[_SHARES] is None else [*said, row[gathering.SHARED][_WARNING], plain.get(row[_SHARES])]


def is_up_to_date(reader: Person) -> bool:
    """Whether nothing is unread at this moment, asked of the database, never of what a page held (rule 14)."""
    return next(unread(reader, at_once=5), None) is None


def unread(reader: Person, *, after: int = 0, at_once: int = PAGE) -> Iterator[int]:
    """Go through the ids of everything unread that this person may see, oldest first, a bite at a time."""
    sieve = Sieve(reader, PLACE)
    while ids := unread_ids(reader.pk, after=after, limit=at_once):
        yield from (row[0] for row in _seen(reader, ids, sieve))
        if len(ids) < at_once:
            return
        after = ids[-1]


def needs_catching_up(reader: Person) -> bool:
    """Whether so much waits, or one was away so long, that reading in order is no longer kind (rule 15)."""
    waits = len(unread_ids(reader.pk, limit=MANY + 1))
    return is_too_much(waits, waits > PAGE and away(reader.pk, clock.now() - LONG_AWAY).exists())


def is_too_much(waits: int, was_away: bool) -> bool:
    """Whether that many unread posts (as far as MANY + 1) are to be caught up with."""
    return waits > MANY or (waits > PAGE and was_away)


def away(reader: int, since: datetime) -> QuerySet[LastVisit]:
    """Ask for the last visit of somebody who was not here since a moment."""
    return LastVisit.objects.filter(reader_id=reader, at__lt=since)


def visited(reader: Person) -> None:
    """Remember the visit, at most once an hour: said with a POST, never by a GET (rule 12)."""
    now = clock.now()
    visit, new = LastVisit.objects.get_or_create(reader=reader, defaults={"at": now})
    if not new and now - visit.at > timedelta(hours=1):
        LastVisit.objects.filter(pk=visit.pk).update(at=now, before=visit.at)


def reads_nobody(reader: Person) -> bool:
    """Whether this person follows nobody and has no contact yet: then Today has nothing it could ever say."""
    return not ties.known_ids(reader)


_WARNING, _SHARES = gathering.OWN["warning"], gathering.SHARES
