"""Lists of people, a page at a time: by the row that ties them, which is what `max_id` and `min_id` count."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Model, QuerySet

from petitmot.client_api.call import Answer, Call
from petitmot.client_api.entities.account import accounts
from petitmot.client_api.paging import page
from petitmot.kit.pages import window
from petitmot.people.models import Person


def people_page(
    call: Call,
    rows: QuerySet[Any, Any] | None,
    field: str,
    *,
    limit: int = 40,
    more: Callable[[Model, dict[str, Any]], None] | None = None,
) -> Answer:
    """Answer with the persons in `field` of rows, the newest row first; None: an empty list.

    Who has left or is suspended is left out. `more(row, told)` adds to what is told of each.
    """
    if rows is None:
        return Answer([])
    found = window(rows.select_related(f"{field}__server"), call.window(limit))
    people: list[tuple[Any, Person]] = [(row, getattr(row, field)) for row in found.items]
    people = [(row, person) for row, person in people if person.is_present]
    told = accounts([person for _row, person in people], call.viewer)
    if more is not None:
        told = [dict(each) for each in told]
        for (row, _person), each in zip(people, told, strict=True):
            more(row, each)
    return page(call, told, older=found.older, newer=found.newer)
