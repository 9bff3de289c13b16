"""Whether something is there, asked for many things at once: a union of names, each given by the rows that stand for it."""

from __future__ import annotations

from typing import Any

from django.db.models import CharField, QuerySet, Value


def presence(name: str, rows: QuerySet[Any, Any]) -> QuerySet[Any, Any]:
    """Turn rows into their name; a union of such questions keeps one of each that has a row."""
    named: QuerySet[Any, Any] = rows.order_by().annotate(there=Value(name, output_field=CharField()))
    return named.values_list("there")
