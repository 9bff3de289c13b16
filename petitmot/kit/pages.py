"""Pages of a list by ids: a page begins after an id, so that it stays right while new things arrive. No offsets."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import Model, QuerySet

T = TypeVar("T")
M = TypeVar("M", bound=Model)

LARGEST_ID = 2**63 - 1


@dataclass(frozen=True)
class Window:
    """Which part of a list is wanted, as in Mastodon's client API: older than `max_id`, newer than `since_id` (the
    newest of them) or `min_id` (those right after it)."""

    max_id: int | None = None
    since_id: int | None = None
    min_id: int | None = None
    limit: int = 20

    @classmethod
    def read(cls, values: Mapping[str, str], *, limit: int = 20, most: int = 40) -> Window:
        """Read the four names from a query string. What is no number is as if it were not there; at most `most`."""
        wanted = _number(values.get("limit", ""))
        return cls(
            max_id=_number(values.get("max_id", "")),
            since_id=_number(values.get("since_id", "")),
            min_id=_number(values.get("min_id", "")),
            limit=limit if wanted is None else max(1, min(wanted, most)),
        )


@dataclass(frozen=True)
class Slice(Generic[T]):
    """One page, newest first. `older` is the `max_id` of the next page back, None at the end of the list; `newer` is the
    `min_id` that asks for what came since, None on an empty page."""

    items: list[T]
    older: int | None
    newer: int | None


def window(rows: QuerySet[M, T], part: Window, *, field: str = "pk") -> Slice[T]:
    """Take a part of `rows` by the unique number `field`. One query. The rows are models, or dicts with the field."""
    if part.max_id is not None:
        rows = rows.filter(**{f"{field}__lt": part.max_id})
    lowest = max((each for each in (part.since_id, part.min_id) if each is not None), default=None)
    if lowest is not None:
        rows = rows.filter(**{f"{field}__gt": lowest})
    upwards = part.min_id is not None
    found = list(rows.order_by(field if upwards else f"-{field}")[: part.limit + 1])
    more = len(found) > part.limit
    items = found[: part.limit]
    if upwards:
        items.reverse()
    if not items:
        return Slice([], None, None)
    older_exist = more or upwards  # upwards, what `min_id` names is older than this page
    return Slice(items, _id(items[-1], field) if older_exist else None, _id(items[0], field))


def _id(item: Any, field: str) -> int:
    return int(item[field] if isinstance(item, dict) else getattr(item, field))


def _number(text: str) -> int | None:
    if not re.fullmatch("[0-9]{1,19}", text):
        return None
    return min(int(text), LARGEST_ID)
