"""What is asked most costs the same whatever was ever written: counted in steps of SQLite's machine, which no load moves.

Counting steps finds what a plan only hints at: a `SEARCH` that goes through an index to its end reads like any other. With
statistics and without, for nothing here gathers them; an operator may.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from bench import filling
from petitmot.attentions.models import Notice
from petitmot.client_api.entities import account_bodies, status_body
from petitmot.client_api.tests.caller import Caller
from petitmot.kit import clock
from petitmot.kit.ids import first_id_at
from petitmot.posts import liking
from petitmot.posts.audiences import To
from petitmot.posts.content import typed
from petitmot.posts.models import Post
from petitmot.posts.publishing import publish

FEW, MANY = 1001, 6001
MOST = 1.3
GRAIN = 10  # steps between two counts
EARLIER = first_id_at(filling.END - timedelta(days=120))


@pytest.fixture(params=["statistics", "no statistics"])
def house(request, world):
    """A reader, twenty people, and one post of each kind that somebody speaks of."""
    if connection.vendor != "sqlite":
        pytest.skip("steps are SQLite's")
    filled = filling.fill(FEW, 20)
    first = publish(filled.authors[1], typed("Qui vient samedi au concert ?"), To())
    for author in filled.authors[2:12]:
        publish(author, typed("Moi, avec deux chaises."), To(), answers=first)
    told = publish(filled.reader, typed("Le premier jour de brume."), To())
    for author in filled.authors[:5]:
        liking.like(author, told)
        liking.share(author, first)
    Notice.objects.bulk_create(
        Notice(person=filled.reader, kind="liked", actor=author, post=told, about=told.pk, at=clock.now())
        for author in filled.authors
    )
    return filled, first, told, request.param == "statistics"


def test_what_is_asked_most_takes_as_many_steps_whatever_was_ever_written(house):
    filled, first, told, with_statistics = house
    caller = Caller(filled.reader)
    author = filled.authors[0].pk
    addresses = {
        "home": "/api/v1/timelines/home",
        "home, further back": f"/api/v1/timelines/home?limit=40&max_id={EARLIER}",
        "home, from below": f"/api/v1/timelines/home?min_id={first.pk}",
        "notifications": "/api/v1/notifications",
        "statuses": f"/api/v1/accounts/{author}/statuses?limit=30",
        "status": f"/api/v1/statuses/{told.pk}",
        "context": f"/api/v1/statuses/{first.pk}/context",
        "relationships": f"/api/v1/accounts/relationships?id[]={author}",
        "verify": "/api/v1/accounts/verify_credentials",
        "public": "/api/v1/timelines/public",
    }
    before = {name: _steps(with_statistics, caller, path) for name, path in addresses.items()}
    rows = list(filling.rows(MANY, filled.authors))[1:]
    filling._write(rows)
    assert Post.objects.count() > MANY
    after = {name: _steps(with_statistics, caller, path) for name, path in addresses.items()}
    grown = {name: (before[name], after[name]) for name in addresses if after[name] > before[name] * MOST + 10 * GRAIN}
    assert not grown, f"steps before, and after {MANY - FEW} more words: {grown}"


def _steps(with_statistics: bool, caller: Caller, path: str) -> int:
    """Return how many steps all statements of a call take together, with nothing kept in memory."""
    with connection.cursor() as cursor:
        if with_statistics:
            cursor.execute("ANALYZE")
        else:
            cursor.execute("CREATE TABLE IF NOT EXISTS of_no_use (id integer)")
            cursor.execute("DROP TABLE of_no_use")  # statements are planned anew
            if "sqlite_stat1" in connection.introspection.table_names(cursor, include_views=False):
                cursor.execute("DELETE FROM sqlite_stat1")
            cursor.execute("ANALYZE sqlite_schema")
    status_body.forget()
    account_bodies.forget()
    with _counted() as counted:
        caller.call("get", path)
    assert caller.status == 200
    return counted[0] * GRAIN


@contextmanager
def _counted() -> Iterator[list[int]]:
    counted = [0]

    def count() -> int:
        counted[0] += 1
        return 0

    database: Any = connection.connection
    database.set_progress_handler(count, GRAIN)
    try:
        yield counted
    finally:
        database.set_progress_handler(None, GRAIN)
