"""Copies of instances: what is read on every page is made of its row once, and whoever asks gets a copy of their own."""

from __future__ import annotations

from copy import deepcopy
from typing import Any, Generic, TypeVar

from django.db.models import Model
from django.db.models.base import ModelState

T = TypeVar("T")


class Mould(Generic[T]):
    """Casts copies of one instance, with the instances it holds; lists and dicts are each copy's own."""

    def __init__(self, original: T) -> None:
        self._parts: list[_Part] = []
        if isinstance(original, Model):
            self._take(original, {})
        self._original = original

    def cast(self) -> T:
        """Return a copy; of what is no instance, the same."""
        if not self._parts:
            return self._original
        made = [object.__new__(part.kind) for part in self._parts]
        for part, copy in zip(self._parts, made, strict=True):
            part.fill(copy, made)
        first: T = made[0]
        return first

    def _take(self, instance: Any, places: dict[int, int]) -> int:
        """Take an instance as a part and return its place; `places` by the id of instances, which may hold each other."""
        if id(instance) in places:
            return places[id(instance)]
        place = places[id(instance)] = len(self._parts)
        part = _Part(instance)
        self._parts.append(part)
        for name, value in instance._state.fields_cache.items():
            if isinstance(value, Model):
                part.held.append((name, self._take(value, places)))
            else:
                part.others[name] = value
        return place


class _Part:
    """One instance of a mould: its values, which of these are lists or dicts, and what it holds (name, place)."""

    def __init__(self, instance: Any) -> None:
        self.kind, self.database = type(instance), instance._state.db
        self.values = {name: value for name, value in vars(instance).items() if name != "_state"}
        self.own = [name for name, value in self.values.items() if isinstance(value, list | dict)]
        self.held: list[tuple[str, int]] = []
        self.others: dict[str, Any] = {}

    def fill(self, copy: Any, made: list[Any]) -> None:
        values = copy.__dict__
        values.update(self.values)
        for name in self.own:
            value = self.values[name]
            values[name] = deepcopy(value) if value else type(value)()
        state = values["_state"] = ModelState()
        state.db, state.adding = self.database, False
        held = state.fields_cache = dict(self.others)
        for name, place in self.held:
            held[name] = made[place]
