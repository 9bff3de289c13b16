"""Copies of instances: what is read on every page is made of its row once, and whoever asks gets a copy of their own."""

from __future__ import annotations

from copy import deepcopy
from typing import Any, TypeVar

from django.db.models import Model
from django.db.models.base import ModelState

T = TypeVar("T")


def copy_of(original: T) -> T:
    """Return a copy of an instance, with the instances it holds and with lists and dicts of its own; other values as they are."""
    return _copy(original, {}) if isinstance(original, Model) else original


def _copy(original: Any, done: dict[int, Any]) -> Any:
    """`done`: copies by the id of what they were made of, since instances may hold each other."""
    if id(original) in done:
        return done[id(original)]
    copy = done[id(original)] = object.__new__(type(original))
    values = copy.__dict__
    values.update(original.__dict__)
    for name, value in original.__dict__.items():
        if isinstance(value, list | dict):
            values[name] = deepcopy(value) if value else type(value)()
    state = values["_state"] = ModelState()
    state.db, state.adding = original._state.db, original._state.adding
    cached = {name: _copy(v, done) if isinstance(v, Model) else v for name, v in original._state.fields_cache.items()}
    state.fields_cache = cached
    return copy
