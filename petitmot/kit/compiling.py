"""How a compiled question is made: its statement, the places where values go, and what makes results of rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import connection
from django.db.models import BooleanField, DateTimeField, Model, QuerySet
from django.db.models.expressions import Col
from django.db.models.query import FlatValuesListIterable, ModelIterable, ValuesListIterable, get_related_populators
from django.db.models.sql.compiler import SQLCompiler

Row = tuple[Any, ...]  # as the database gives it: compare it, keep it as a key, have it made; do not look into dates
MANY = (list, tuple)  # the kinds that hold several values: ints, texts
_FIRST = -(2**62)
_READ_BY_DRIVER = (DateTimeField, BooleanField)


@dataclass(frozen=True)
class Plan:
    """One statement: its SQL, what its parameters are in their order, how rows become results.

    `parts`: a value's name and None (a list fills as many places as it is long), or "" and parameters that stay.
    """

    sql: str
    parts: tuple[tuple[str, tuple[Any, ...]], ...]
    kinds: dict[str, type]
    make: Callable[[list[Row]], list[Any]]

    def filled(self, values: dict[str, Any]) -> list[Any]:
        """Return the parameters with these values, as the database takes them; lists are filled up already."""
        params: list[Any] = []
        for name, given in self.parts:
            if not name:
                params += given
            elif self.kinds[name] in MANY:
                params += values[name]
            else:
                params.append(values[name])
        return params


def compile_plan(build: Callable[..., QuerySet[Any, Any]], kinds: dict[str, type], lengths: dict[str, int]) -> Plan:
    """Make a plan for the database in use; `lengths`: how many values each list has."""
    sentinels, places = _sentinels(kinds, lengths)
    query = build(**sentinels)
    compiler = _compiler(query)
    sql, params = compiler.as_sql()
    parts: list[tuple[str, tuple[Any, ...]]] = []
    at = 0
    while at < len(params):
        name = places.get(params[at], "") if isinstance(params[at], int | str | datetime) else ""
        length = lengths.get(name, 1)
        if name and kinds[name] in MANY and list(params[at : at + length]) != sentinels[name]:
            raise ValueError(f"{name} stands in the statement in another order: {sql}")
        parts.append((name, () if name else (params[at],)))
        at += length
    missing = set(kinds) - {name for name, _given in parts}
    if missing:
        raise ValueError(f"{missing} did not turn up in the statement: {sql}")
    return Plan(sql, tuple(parts), kinds, _maker(query, compiler))


def _sentinels(kinds: dict[str, type], lengths: dict[str, int]) -> tuple[dict[str, Any], dict[Any, str]]:
    """Return a value for every name, and what each of them stands for as a parameter."""
    given: dict[str, Any] = {}
    places: dict[Any, str] = {}
    for number, (name, kind) in enumerate(kinds.items()):
        if kind is datetime:
            given[name] = datetime(1234, 1, 1, microsecond=number, tzinfo=UTC)
            places[connection.ops.adapt_datetimefield_value(given[name])] = name
        elif kind is str:
            given[name] = f"<{number}: {name}>"
            places[given[name]] = name
        else:
            many: list[Any] = [_FIRST + number * 1000 + place for place in range(lengths.get(name, 1))]
            if kind is tuple:
                many = [f"<{number}: {name} {place}>" for place in range(lengths[name])]
            given[name] = many if kind in MANY else many[0]
            places.update(dict.fromkeys(many, name))
    return given, places


class _Bare(SQLCompiler):
    """Asks for dates and truths as they are kept: SQLite's driver reads each of a row at once, also where nobody looks at it.

    It does so for columns, not for what is computed of them (`+column`); Django's own converters take both.
    """

    def get_select(self, with_col_aliases: bool = False) -> Any:
        select, *others = super().get_select(with_col_aliases)
        return ([(each, (_bare(each, sql), params), name) for each, (sql, params), name in select], *others)


def _bare(selected: Any, sql: str) -> str:
    return f"+{sql}" if isinstance(selected, Col) and isinstance(selected.output_field, _READ_BY_DRIVER) else sql


def _compiler(query: QuerySet[Any, Any]) -> SQLCompiler:
    asked = query.query
    if connection.vendor == "sqlite" and not asked.combinator and not asked.distinct and asked.group_by is None:
        return _Bare(asked, connection, None)
    return asked.get_compiler(connection=connection)  # type: ignore[no-any-return]


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
    steps = [(place, _fast(step), expression) for place, (all_, expression) in converters.items() for step in all_]

    def convert(rows: list[Row]) -> Iterable[Any]:
        """What Django's `apply_converters` does, but nothing stays nothing: no converter of ours makes something of it."""
        for row in rows:
            values = list(row)
            for place, step, expression in steps:
                if (value := values[place]) is not None:
                    values[place] = step(value, expression, connection)
            yield values

    return convert


def _fast(step: Callable[..., Any]) -> Callable[..., Any]:
    """Dates stand in SQLite as Django writes them, always in UTC: to read all forms of dates takes it five times as long."""
    is_for_dates = connection.vendor == "sqlite" and getattr(step, "__name__", "") == "convert_datetimefield_value"
    return _moment if is_for_dates else step


def _moment(value: Any, _expression: Any, _connection: Any) -> Any:
    moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment


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
