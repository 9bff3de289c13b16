"""Questions compiled once: the SQL of a query set is made at its first use and run again with new values.

What Django spends on a query is mostly its making (0.3 to 1.5 ms); running it takes a tenth. The query set stays the source
of truth: it is built with sentinels in the place of values, and where they turn up among its parameters, values go.

    _MINE = Compiled(lambda person, ids: Post.objects.filter(author_id=person, pk__in=ids), person=int, ids=list)
    posts = _MINE(person=12, ids=[3, 4, 5])

Kinds of values: `int`, `str`, `datetime` (aware), `list` (of ints, more than 512 are asked in bites; no ids, no question), `tuple` (the same of texts).
A build may not look at the values it is given, nor leave one out. Results: instances, tuples of `values_list`, or single values with `flat=True`.

Who needs instances only now and then asks for `rows`, as the database gave them, and has them `made` where it comes to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import Model, QuerySet
from django.db.models.query import FlatValuesListIterable, ModelIterable, ValuesListIterable, get_related_populators
from django.db.models.sql.compiler import SQLCompiler

T = TypeVar("T")
SIZES = (1, 8, 32, 128, 512)  # lists of ids are filled up to one of these, so that few statements are made
MANY = (list, tuple)  # the kinds that hold several values
_FIRST = -(2**62)
_PLACES = re.compile(r"%\((\w+)\)s|%s|%%")
Row = tuple[Any, ...]  # as the database gives it: compare it, keep it as a key, have it made; do not look into dates


@dataclass(frozen=True)
class _Plan:
    """One statement: its SQL, its parameters, where values go (index, name, place in a list), how rows become results."""

    sql: str
    params: tuple[Any, ...]
    slots: tuple[tuple[int, str, int], ...]
    make: Callable[[list[Row]], list[Any]]


class Compiled(Generic[T]):
    """A question asked often, with other values each time."""

    def __init__(self, build: Callable[..., QuerySet[Any, T]], **kinds: type) -> None:
        self._build = build
        self._kinds = kinds
        self._lists = [name for name, kind in kinds.items() if kind in MANY]
        self._plans: dict[tuple[str, tuple[int, ...]], _Plan] = {}

    def __call__(self, **values: Any) -> list[T]:
        """Ask with these values; return a list."""
        rows = self.rows(**values)
        return self.made(rows) if rows else []

    def made(self, rows: list[Row]) -> list[T]:
        """Return what the query set gives for these rows; no query."""
        return self._plan(tuple(1 for _name in self._lists)).make(rows)

    def rows(self, **values: Any) -> list[Row]:
        """Ask with these values; return the rows as they came."""
        if any(not values[name] for name in self._lists):
            return []
        if len(self._lists) == 1 and len(values[self._lists[0]]) > SIZES[-1]:
            return self._in_bites(values, self._lists[0])
        sizes = tuple([_size_for(len(values[name])) for name in self._lists])
        db = connections[DEFAULT_DB_ALIAS]
        plan = self._plans.get((db.vendor, sizes)) or self._plan(sizes)
        filled = self._filled(values, sizes)
        params = list(plan.params)
        for index, name, place in plan.slots:
            params[index] = filled[name][place]
        return run(plan.sql, params)

    def _in_bites(self, values: dict[str, Any], name: str) -> list[Row]:
        """Ask for a long list in bites; what was ordered is ordered within a bite only."""
        ids, size = values[name], SIZES[-1]
        bites = (ids[start : start + size] for start in range(0, len(ids), size))
        return [row for bite in bites for row in self.rows(**{**values, name: bite})]

    def _plan(self, sizes: tuple[int, ...]) -> _Plan:
        key = (connection.vendor, sizes)
        plan = self._plans.get(key)
        if plan is None:
            plan = self._plans[key] = self._compile(dict(zip(self._lists, sizes, strict=True)))
        return plan

    def _filled(self, values: dict[str, Any], sizes: tuple[int, ...]) -> dict[str, Sequence[Any]]:
        filled: dict[str, Sequence[Any]] = {}
        size = dict(zip(self._lists, sizes, strict=True))
        for name, kind in self._kinds.items():
            value = values[name]
            if kind in MANY:
                filled[name] = [*value, *[value[-1]] * (size[name] - len(value))]
            elif kind is datetime:
                filled[name] = (connection.ops.adapt_datetimefield_value(value),)
            else:
                filled[name] = (value,)
        return filled

    def _compile(self, sizes: dict[str, int]) -> _Plan:
        sentinels, places = self._sentinels(sizes)
        query = self._build(**sentinels)
        compiler: SQLCompiler = query.query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        slots = tuple((index, *places[param]) for index, param in enumerate(params) if _is_hashable(param, places))
        missing = set(self._kinds) - {name for _index, name, _place in slots}
        if missing:
            raise ValueError(f"{missing} did not turn up in the statement: {sql}")
        return _Plan(sql, tuple(params), slots, _maker(query, compiler))

    def _sentinels(self, sizes: dict[str, int]) -> tuple[dict[str, Any], dict[Any, tuple[str, int]]]:
        """Return a value for every name, and what each of them stands for as a parameter."""
        given: dict[str, Any] = {}
        places: dict[Any, tuple[str, int]] = {}
        for number, (name, kind) in enumerate(self._kinds.items()):
            if kind is datetime:
                given[name] = datetime(1234, 1, 1, microsecond=number, tzinfo=UTC)
                places[connection.ops.adapt_datetimefield_value(given[name])] = (name, 0)
                continue
            if kind is str:
                given[name] = f"<{number}: {name}>"
                places[given[name]] = (name, 0)
                continue
            many: list[Any] = [_FIRST + number * 1000 + place for place in range(sizes.get(name, 1))]
            if kind is tuple:
                many = [f"<{number}: {name} {place}>" for place in range(sizes[name])]
            given[name] = many if kind in MANY else many[0]
            places.update({sentinel: (name, place) for place, sentinel in enumerate(many)})
        return given, places


def run(sql: str, params: list[Any] | dict[str, Any]) -> list[Row]:
    """Run a statement (places as `%s` or `%(name)s`, values as the database takes them); return its rows.

    On SQLite by the shortest way: Django reads the text of a statement anew each time. Where somebody counts or wraps
    statements, by Django's own.
    """
    database: Any = connections[DEFAULT_DB_ALIAS]
    if database.vendor != "sqlite" or database.queries_logged or database.execute_wrappers:
        with database.cursor() as cursor:
            cursor.execute(sql, params)
            rows: list[Row] = cursor.fetchall()
            return rows
    database.ensure_connection()
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


def _is_hashable(param: Any, places: dict[Any, tuple[str, int]]) -> bool:
    return isinstance(param, int | str | datetime) and param in places


def _size_for(length: int) -> int:
    for size in SIZES:
        if length <= size:
            return size
    raise ValueError(f"{length} ids are too many for one question; ask in bites of {SIZES[-1]}")


def _maker(query: QuerySet[Any, Any], compiler: SQLCompiler) -> Callable[[list[tuple[Any, ...]]], list[Any]]:
    """Return what turns rows into what the query set would have given."""
    kind = query._iterable_class
    convert = _converter(compiler)
    if issubclass(kind, FlatValuesListIterable):
        return lambda rows: [row[0] for row in convert(rows)]
    if issubclass(kind, ValuesListIterable):
        return lambda rows: [tuple(row) for row in convert(rows)]
    if not issubclass(kind, ModelIterable):
        raise TypeError(f"{kind.__name__} cannot be compiled")
    return _model_maker(query, compiler, convert)


def _converter(compiler: SQLCompiler) -> Callable[[list[tuple[Any, ...]]], Iterable[Any]]:
    converters = compiler.get_converters([selected[0] for selected in compiler.select or []])
    if not converters:
        return lambda rows: rows
    steps = [(place, step, expression) for place, (all_, expression) in converters.items() for step in all_]

    def convert(rows: list[Row]) -> Iterable[Any]:
        """What Django's `apply_converters` does, but nothing stays nothing: no converter of ours makes something of it."""
        for row in rows:
            values = list(row)
            for place, step, expression in steps:
                if (value := values[place]) is not None:
                    values[place] = step(value, expression, connection)
            yield values

    return convert


def _model_maker(
    query: QuerySet[Any, Any], compiler: SQLCompiler, convert: Callable[[list[tuple[Any, ...]]], Iterable[Any]]
) -> Callable[[list[tuple[Any, ...]]], list[Any]]:
    """The way of Django's `ModelIterable`, with all that does not depend on a row done once."""
    info: Any = compiler.klass_info
    select: Any = compiler.select
    model: type[Model] = info["model"]
    start, end = info["select_fields"][0], info["select_fields"][-1] + 1
    names = [selected[0].target.attname for selected in select[start:end]]
    populators = get_related_populators(info, select, query.db)  # type: ignore[call-arg]  # stubs of a later Django
    extra = list((compiler.annotation_col_map or {}).items())
    alias = query.db

    def make(rows: list[tuple[Any, ...]]) -> list[Any]:
        made = []
        for row in convert(rows):
            instance = model.from_db(alias, names, row[start:end])
            for populator in populators:
                populator.populate(row, instance)
            for name, column in extra:
                setattr(instance, name, row[column])
            made.append(instance)
        return made

    return make
