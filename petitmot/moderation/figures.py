"""Figures about the server, for who keeps it: what is known without watching anybody. Nothing ranks people.

Days are UTC, from `first` to `last`, both included.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import Aggregate, Count, QuerySet
from django.db.models.functions import TruncDate

from petitmot.kit.ids import first_id_at
from petitmot.moderation.models import Report
from petitmot.people.models import Account, Person
from petitmot.posts.models import Post
from petitmot.posts.models.post import Arrival

LONGEST = timedelta(days=366)
Days = dict[date, int]


def days(first: date, last: date) -> list[date]:
    """Return the days from one to another, at most a year of them."""
    last = min(last, first + LONGEST)
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def new_accounts(first: date, last: date) -> Days:
    return _by_day(Account.objects.all(), "made_at", first, last)


def reports_made(first: date, last: date) -> Days:
    return _by_day(Report.objects.all(), "at", first, last)


def reports_decided(first: date, last: date) -> Days:
    return _by_day(Report.objects.all(), "decided_at", first, last)


def reports_about(domain: str) -> Callable[[date, date], Days]:
    return lambda first, last: _by_day(Report.objects.filter(person__server__domain=domain), "at", first, last)


def persons_met(domain: str) -> Callable[[date, date], Days]:
    return lambda first, last: _by_day(Person.objects.filter(server__domain=domain), "joined_at", first, last)


def words_from(domain: str) -> Callable[[date, date], Days]:
    return lambda first, last: _by_day(
        _words(first, last).filter(author__server__domain=domain), "published", first, last
    )


def who_wrote(first: date, last: date) -> Days:
    """Return how many of those who live here wrote or shared something, by day: who only reads is not watched."""
    rows = _words(first, last).filter(author__server__is_local=True, arrival=Arrival.LIVE)
    return _by_day(rows, "published", first, last, what=Count("author", distinct=True))


def all_who_wrote(first: date, last: date) -> int:
    """Return how many different ones they were, over all these days."""
    rows = _words(first, last).filter(author__server__is_local=True, arrival=Arrival.LIVE)
    return rows.values("author").distinct().count()


def languages(first: date, last: date, most: int) -> list[tuple[str, int]]:
    """Return the languages that words written here are in, with how many of them."""
    rows = _words(first, last).filter(author__server__is_local=True, shares=None)
    return _most(rows, "language", most)


def servers(first: date, last: date, most: int) -> list[tuple[str, int]]:
    """Return the servers that words came from, with how many."""
    return _most(_words(first, last).filter(author__server__is_local=False), "author__server__domain", most)


def space() -> dict[str, int]:
    """Return what the database, and the pictures it knows of, take: bytes."""
    return {connection.vendor: _database_size(), "media": _media_size()}


def _database_size() -> int:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_database_size(current_database())")
            return int(cursor.fetchone()[0])
        cursor.execute("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
        return int(cursor.fetchone()[0])


def _media_size() -> int:
    """Walk the folder of media; 0 where media are kept elsewhere."""
    total, folders = 0, [Path(settings.MEDIA_ROOT)] if Path(settings.MEDIA_ROOT).is_dir() else []
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(Path(entry.path))
                else:
                    total += entry.stat(follow_symlinks=False).st_size
    return total


def _words(first: date, last: date) -> QuerySet[Post]:
    """Words said in these days: their ids are sorted by time, so the index answers."""
    start, end = _bounds(first, last)
    return Post.objects.filter(pk__gte=first_id_at(start), pk__lt=first_id_at(end))


def _by_day(rows: QuerySet[Any, Any], field: str, first: date, last: date, *, what: Aggregate | None = None) -> Days:
    start, end = _bounds(first, last)
    rows = rows.filter(**{f"{field}__gte": start, f"{field}__lt": end}).order_by()
    counted = rows.annotate(day=TruncDate(field, tzinfo=UTC)).values("day").annotate(number=what or Count("pk"))
    found = dict(counted.values_list("day", "number"))
    return {day: found.get(day, 0) for day in days(first, last)}


def _most(rows: QuerySet[Any, Any], field: str, most: int) -> list[tuple[str, int]]:
    counted = rows.order_by().values(field).annotate(number=Count("pk")).order_by("-number", field)
    return [(str(name), number) for name, number in counted.values_list(field, "number")[:most]]


def _bounds(first: date, last: date) -> tuple[datetime, datetime]:
    end = max(days(first, last), default=first) + timedelta(days=1)
    return datetime.combine(first, time(), UTC), datetime.combine(end, time(), UTC)
