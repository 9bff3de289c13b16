"""Questions compiled once: the SQL of a query set is made at its first use and run again with new values.

What Django spends on a query is mostly its making (0.3 to 1.5 ms); running it takes a tenth. The query set stays the source
of truth: it is built with sentinels in the place of values, and where they turn up among its parameters, values go.

    _MINE = Compiled(lambda person, ids: Post.objects.filter(author_id=person, pk__in=ids), person=int, ids=list)
    posts = _MINE(person=12, ids=[3, 4, 5])

Kinds of values: `int`, `str`, `datetime` (aware), `list` (of ints, more than 512 are asked in bites; no ids, no question), `tuple` (the same of texts).
A build may not look at the values it is given, nor leave one out. Results: instances, tuples of `values_list`, or single values with `flat=True`.

Who needs instances only now and then asks for `rows`, as the database gave them, and has them `made` where it comes to it,
or `copied`, where the same rows come again and again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import QuerySet

from petitmot.kit.compiling import MANY, Plan, Row, compile_plan
from petitmot.kit.copies import Mould

__all__ = ["SIZES", "Compiled", "Row", "run"]

T = TypeVar("T")
SIZES = (
    1,
    8,
    21,
    32,
    128,
    512,
)  # lists of ids are filled up to one of these: few statements are made; 21 is a page and one
COPIED = 512  # rows of one question whose instances are kept to be copied
_PLACES = re.compile(r"%\((\w+)\)s|%s|%%")


class Compiled(Generic[T]):
    """A question asked often, with other values each time."""

    def __init__(self, build: Callable[..., QuerySet[Any, T]], **kinds: type) -> None:
        self._build = build
        self._kinds = kinds
        self._lists = [name for name, kind in kinds.items() if kind in MANY]
        self._dates = [name for name, kind in kinds.items() if kind is datetime]
        self._plans: dict[tuple[str, tuple[int, ...]], Plan] = {}
        self._moulds: dict[tuple[str, Row], Mould[T]] = {}

    def __call__(self, **values: Any) -> list[T]:
        """Ask with these values; return a list."""
        rows = self.rows(**values)
        return self.made(rows) if rows else []

    def made(self, rows: list[Row]) -> list[T]:
        """Return what the query set gives for these rows; no query."""
        return self._plan(connection.vendor, tuple(1 for _name in self._lists)).make(rows)

    def copied(self, rows: list[Row]) -> list[T]:
        """Return the same instances as `made`, each a copy of one that is made once for each row; no query."""
        vendor, found = connection.vendor, []
        for row in rows:
            mould = self._moulds.get((vendor, row))
            if mould is None:
                if len(self._moulds) >= COPIED:
                    self._moulds.clear()
                mould = self._moulds[(vendor, row)] = Mould(self.made([row])[0])
            found.append(mould.cast())
        return found

    def rows(self, **values: Any) -> list[Row]:
        """Ask with these values; return the rows as they came."""
        sizes: tuple[int, ...] = ()
        for name in self._lists:
            length = len(values[name])
            if not length:
                return []
            if length > SIZES[-1] and len(self._lists) == 1:
                return self._in_bites(values, name)
            sizes += (_size_for(length),)
        database = connections[DEFAULT_DB_ALIAS]
        plan = self._plans.get((database.vendor, sizes)) or self._plan(database.vendor, sizes)
        for name, size in zip(self._lists, sizes, strict=True):
            ids = values[name]
            values[name] = [*ids, *[ids[-1]] * (size - len(ids))]
        for name in self._dates:
            values[name] = adapted(database, values[name])
        return _asked(database, plan.sql, plan.filled(values))

    def _in_bites(self, values: dict[str, Any], name: str) -> list[Row]:
        """Ask for a long list in bites; what was ordered is ordered within a bite only."""
        ids, size = values[name], SIZES[-1]
        bites = (ids[start : start + size] for start in range(0, len(ids), size))
        return [row for bite in bites for row in self.rows(**{**values, name: bite})]

    def _plan(self, vendor: str, sizes: tuple[int, ...]) -> Plan:
        plan = self._plans.get((vendor, sizes))
        if plan is None:
            lengths = dict(zip(self._lists, sizes, strict=True))
            plan = self._plans[(vendor, sizes)] = compile_plan(self._build, self._kinds, lengths)
        return plan


def adapted(database: Any, moment: datetime) -> Any:
    """Return a moment (aware) as a database takes it; on SQLite that is a text in UTC."""
    if database.vendor == "sqlite" and moment.tzinfo is UTC:
        return str(moment.replace(tzinfo=None))
    return database.ops.adapt_datetimefield_value(moment)


def run(sql: str, params: Sequence[Any] | dict[str, Any]) -> list[Row]:
    """Run a statement (places as `%s` or `%(name)s`, values as the database takes them); return its rows."""
    return _asked(connections[DEFAULT_DB_ALIAS], sql, params)


def _asked(database: Any, sql: str, params: Any) -> list[Row]:
    """Run a statement: on SQLite by the shortest way, since Django reads the text of a statement anew each time.

    Where somebody counts or wraps statements, by Django's own.
    """
    if database.vendor != "sqlite" or database.force_debug_cursor or database.execute_wrappers:
        with database.cursor() as cursor:
            cursor.execute(sql, params)
            rows: list[Row] = cursor.fetchall()
            return rows
    if database.connection is None:
        database.ensure_connection()
    if database.needs_rollback:
        database.validate_no_broken_transaction()
    with database.wrap_database_errors:
        found: list[Row] = database.connection.execute(_for_sqlite(sql), params).fetchall()
        return found


def write(sql: str, params: list[Any]) -> None:
    """Run a statement that gives no rows, by the same ways as `run`. On SQLite outside a transaction it is one by itself."""
    database: Any = connections[DEFAULT_DB_ALIAS]
    if database.vendor == "sqlite":
        run(sql, params)
        return
    with database.cursor() as cursor:
        cursor.execute(sql, params)


@lru_cache(maxsize=4096)
def _for_sqlite(sql: str) -> str:
    return _PLACES.sub(lambda place: f":{place[1]}" if place[1] else "%" if place[0] == "%%" else "?", sql)


def _size_for(length: int) -> int:
    for size in SIZES:
        if length <= size:
            return size
    raise ValueError(f"{length} ids are too many for one question; ask in bites of {SIZES[-1]}")
