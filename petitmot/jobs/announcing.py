"""Facts travel through the outbox: `announce(fact)` inserts one job row per reaction, in the caller's transaction."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, is_dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

import msgspec
from django.db import connection, transaction

from petitmot.jobs import ledger
from petitmot.jobs.bell import ring
from petitmot.kit.clock import now

Lane = Literal["now", "soon", "later", "long"]  # "long": minutes of work, beside all others


@dataclass(frozen=True)
class Reaction:
    """One thing that follows from a fact: a function of the fact, retried alone, idempotent.

    `when` is asked before a row is written: of the fact's own fields, or of this process (whether a screen is open),
    never of the database. `key` names an order (jobs of one key run one after the other, as they were announced).
    `together` does the same for many facts, no two of one key, in few transactions; where it raises, each is done alone.
    """

    function: Callable[[Any], None]
    lane: Lane = "now"
    when: Callable[[Any], bool] | None = None
    key: Callable[[Any], str] | None = None
    together: Callable[[Sequence[Any]], None] | None = None


@dataclass(frozen=True)
class Periodic:
    """A function without arguments that runs again and again."""

    function: Callable[[], None]
    every: timedelta
    lane: Lane = "later"


Wiring = Mapping[type, Sequence[Reaction]]
_Functions = dict[tuple[str, str], tuple[type | None, Callable[..., None]]]  # by the names of fact and reaction
_Together = dict[str, Callable[[Sequence[Any]], None]]  # by the name of the reaction

_wiring: Wiring = {}
_periodic: Sequence[Periodic] = ()
_plans: dict[type, list[tuple[Reaction, str, str]]] = {}  # the fact's class -> reaction, its name, the fact's name
_functions: _Functions = {}
_together: _Together = {}


class NotWired(Exception):
    """A row names a fact or a reaction that the wiring of this version does not know."""


def install(wiring: Wiring, periodic: Sequence[Periodic] = ()) -> None:
    """Told once, when the house starts, by the roof: what follows from what, and what is done again and again."""
    global _wiring, _periodic, _plans, _functions, _together
    together: _Together = {}
    plans: dict[type, list[tuple[Reaction, str, str]]] = {}
    functions: _Functions = {}
    for fact, reactions in wiring.items():
        _check_fact(fact)
        plans[fact] = [(reaction, name_of(reaction.function), name_of(fact)) for reaction in reactions]
        for reaction, name, fact_name in plans[fact]:
            if (fact_name, name) in functions:
                raise ValueError(f"{name} is wired twice to {fact_name}")
            functions[fact_name, name] = (fact, reaction.function)
            if reaction.together is not None:
                together[name] = reaction.together
    for each in periodic:
        if (ledger.PERIODIC, name_of(each.function)) in functions:
            raise ValueError(f"{name_of(each.function)} is periodic twice")
        functions[ledger.PERIODIC, name_of(each.function)] = (None, each.function)
    _wiring, _periodic, _plans, _functions, _together = wiring, periodic, plans, functions, together


def installed() -> tuple[Wiring, Sequence[Periodic]]:
    """What `install` was last told; tests put it back after trying a wiring of their own."""
    return _wiring, _periodic


def announce(fact: object, *, at: datetime | None = None) -> None:
    """State that something happened; each reaction becomes a job row, due now or `at` the given moment (UTC).

    Called inside the transaction that made the fact true: both are kept, or neither. One INSERT, no other query.
    """
    if not connection.in_atomic_block:
        raise RuntimeError(f"{fact!r} was announced outside the transaction that makes it true")
    moment = now()
    rows: list[ledger.NewJob] = []
    at_once = False  # what may go together waits a moment, until there are several
    for reaction, name, fact_name in _plans.get(type(fact), ()):
        if reaction.when is not None and not reaction.when(fact):
            continue
        key = reaction.key(fact) if reaction.key is not None else ""
        payload = rows[0].payload if rows else msgspec.json.encode(fact).decode()
        rows.append(ledger.NewJob(reaction.lane, name, fact_name, payload, key, at or moment, moment))
        at_once = at_once or (reaction.lane == "now" and reaction.together is None)
    if rows:
        ledger.insert(rows)
        transaction.on_commit(ring if at_once else _ring_soon)


def _ring_soon() -> None:
    ring(soon=True)


def can_go_together(reaction_name: str) -> bool:
    """Whether many rows of this reaction may be run at once."""
    return reaction_name in _together


def perform_together(reaction_name: str, facts: Sequence[tuple[str, str]]) -> None:
    """Run one reaction with the facts of many rows (the fact's name, its payload)."""
    _together[reaction_name]([_fact_of(fact_name, reaction_name, payload)[0] for fact_name, payload in facts])


def perform(fact_name: str, reaction_name: str, payload: str) -> None:
    """Run one reaction with the fact of a row; both are found in the installed wiring, nothing else is imported."""
    fact, function = _fact_of(fact_name, reaction_name, payload)
    if fact is None:
        function()
    else:
        function(fact)


def _fact_of(fact_name: str, reaction_name: str, payload: str) -> tuple[Any, Callable[..., None]]:
    if (fact_name, reaction_name) not in _functions:
        raise NotWired(f"{reaction_name} is not a reaction to {fact_name} in this version")
    fact, function = _functions[fact_name, reaction_name]
    return (None if fact is None else msgspec.json.decode(payload, type=fact)), function


def name_of(thing: Any) -> str:
    """Return "module:qualname" of a function or class that stands at the top of its module."""
    if "." in thing.__qualname__ or "<" in thing.__qualname__:
        raise ValueError(f"{thing.__qualname__} must stand at the top of its module, so that a row can name it")
    return f"{thing.__module__}:{thing.__qualname__}"


def _check_fact(fact: type) -> None:
    if not is_dataclass(fact) or not fact.__dataclass_params__.frozen:  # type: ignore[attr-defined]
        raise ValueError(f"{fact.__name__} is announced, so it must be a frozen dataclass")
    for field in msgspec.inspect.type_info(fact).fields:  # type: ignore[attr-defined]
        _check_type(fact, field.name, field.type)


def _check_type(fact: type, name: str, kind: Any) -> None:
    """A fact carries ids and plain words, never a model, a float or a nested thing that may change its shape."""
    inspect = msgspec.inspect
    inner: tuple[Any, ...]
    if isinstance(kind, inspect.IntType | inspect.StrType | inspect.BoolType | inspect.NoneType):
        return
    if isinstance(kind, inspect.VarTupleType):
        inner = (kind.item_type,)
    elif isinstance(kind, inspect.TupleType):
        inner = kind.item_types
    elif isinstance(kind, inspect.UnionType):
        inner = kind.types
    elif isinstance(kind, inspect.LiteralType):
        return
    else:
        raise ValueError(f"{fact.__name__}.{name} must be an int, a str, a bool or a tuple of these")
    for each in inner:
        _check_type(fact, name, each)
