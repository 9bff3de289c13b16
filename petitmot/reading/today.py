"""Today: all that is unread from one's people, oldest first, and then an end (rule 11)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import DateTimeField, F, Q, QuerySet, Value

from petitmot.kit import clock
from petitmot.kit.compiled import Compiled, Row
from petitmot.kit.text import fold
from petitmot.people import ties
from petitmot.people.models import MutedWords, Person
from petitmot.posts import gathering
from petitmot.reading import candidates
from petitmot.reading.candidates import unread_ids
from petitmot.reading.models import LastVisit

PAGE = 20
LONG_AWAY = timedelta(days=7)
MANY = 200


@dataclass(frozen=True)
class Page:
    """One page of Today: the ids of its posts, oldest first, and whether something unread comes after it.

    `rows` are these posts as `gathering.visible_rows` has them; `waits` how many are unread in all, as far as MANY + 1;
    `kept` those that are kept unread; `visit` when the reader was here last.
    """

    ids: list[int]
    has_more: bool
    rows: list[Row] = field(default_factory=list)
    waits: int = 0
    kept: frozenset[int] = frozenset()
    visit: datetime | None = None


def page(reader: Person, *, after: int = 0, size: int = PAGE) -> Page:
    """Return the next unread posts after an id."""
    rows: list[Row] = []
    kept: set[int] = set()
    unwanted, visit = _own(reader)
    found = candidates.unread(reader.pk, after=after, limit=MANY + 1)
    waits = len(found)
    while found:
        waiting = list(found)
        kept.update([id_ for id_ in waiting if found[id_]])
        for start in range(0, len(waiting), size + 1):
            rows += _seen(reader, waiting[start : start + size + 1], unwanted)
            if len(rows) > size:
                return _cut(rows, size, waits, kept, visit)
        found = candidates.unread(reader.pk, after=waiting[-1], limit=MANY + 1) if len(waiting) > MANY else {}
    return _cut(rows, size, waits, kept, visit)


def _cut(rows: list[Row], size: int, waits: int, kept: set[int], visit: datetime | None) -> Page:
    ids = [row[0] for row in rows[:size]]
    return Page(ids, len(rows) > size, rows[:size], waits, frozenset(kept.intersection(ids)), visit)


def _seen(reader: Person, ids: list[int], unwanted: list[str]) -> list[Row]:
    """Return those of these posts that the reader may see and that hold no muted words, in order."""
    found = gathering.visible_rows(reader, ids)
    rows = [found[id_] for id_ in ids if id_ in found]
    if not unwanted:
        return rows
    return [row for row in rows if not holds(unwanted, [row[place] for place in _WORDS if place < len(row)])]


def is_up_to_date(reader: Person) -> bool:
    """Whether nothing is unread at this moment, asked of the database, never of what a page held (rule 14)."""
    return next(unread(reader, at_once=5), None) is None


def unread(reader: Person, *, after: int = 0, at_once: int = PAGE) -> Iterator[int]:
    """Go through the ids of everything unread that this person may see, oldest first, a bite at a time."""
    unwanted = muted_words(reader)
    while ids := unread_ids(reader.pk, after=after, limit=at_once):
        yield from (row[0] for row in _seen(reader, ids, unwanted))
        if len(ids) < at_once:
            return
        after = ids[-1]


def needs_catching_up(reader: Person, found: Page | None = None) -> bool:
    """Whether so much waits, or one was away so long, that reading in order is no longer kind (rule 15).

    `found`: the first page, where it was asked for already.
    """
    waits = found.waits if found else len(unread_ids(reader.pk, limit=MANY + 1))
    if waits <= PAGE or waits > MANY:
        return waits > MANY
    visit = found.visit if found else _own(reader)[1]
    return visit is not None and clock.now() - visit > LONG_AWAY


def visited(reader: Person) -> None:
    """Remember the visit, at most once an hour: said with a POST, never by a GET (rule 12)."""
    now = clock.now()
    visit, new = LastVisit.objects.get_or_create(reader=reader, defaults={"at": now})
    if not new and now - visit.at > timedelta(hours=1):
        LastVisit.objects.filter(pk=visit.pk).update(at=now, before=visit.at)


def reads_nobody(reader: Person) -> bool:
    """Whether this person follows nobody and has no contact yet: then Today has nothing it could ever say."""
    return not ties.known_ids(reader)


def muted_words(reader: Person) -> list[str]:
    """Return what this person does not want to read, folded."""
    return _own(reader)[0]


def _own(reader: Person) -> tuple[list[str], datetime | None]:
    """Return what this person does not want to read, and when they were here last. One query."""
    rows = _OWN(reader=reader.pk, now=clock.now())
    return [fold(words) for words, at in rows if at is None], next((at for _words, at in rows if at is not None), None)


def _all_own(reader: int, now: datetime) -> QuerySet:  # type: ignore[type-arg]
    visits = LastVisit.objects.filter(reader_id=reader).annotate(said=Value(""), when=F("at"))
    in_force = MutedWords.objects.filter(Q(until=None) | Q(until__gt=now), person_id=reader)
    muted = in_force.annotate(said=F("words"), when=Value(None, output_field=DateTimeField()))
    return visits.values_list("said", "when").union(muted.values_list("said", "when"), all=True)


def holds(unwanted: list[str], said: Sequence[str | None]) -> bool:
    """Whether any of these folded words stands in what was said."""
    text = fold(" ".join(filter(None, said)))
    return any(words in text for words in unwanted)


_OWN = Compiled[tuple[str, datetime | None]](_all_own, reader=int, now=datetime)
_PLAIN, _WARNING = gathering.OWN["plain"], gathering.OWN["warning"]
_WORDS = (_PLAIN, _WARNING, gathering.SHARED.start + _PLAIN)  # of a post, and what it shares says
