"""Rows written often: the INSERT of a model is made once and run again with other values (as `kit.compiled` does for questions).

    _WRITE = Insert(Post)
    _WRITE(Post(id=12, ...))

Only for models whose key is given or not needed afterwards: nothing comes back from the database. No signals, no `save`.
`Insert(PostText, unique="post", update=("text",))` writes over the row that is there already.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.models import AutoField, Field, Model
from django.db.models.constants import OnConflict
from django.db.models.sql import InsertQuery

from petitmot.kit.compiled import write

M = TypeVar("M", bound=Model)


class Insert(Generic[M]):
    """The INSERT of one model. In a transaction where several rows belong together."""

    def __init__(self, model: type[M], *, unique: str = "", update: Sequence[str] = (), ignore: bool = False) -> None:
        self._model = model
        self._unique, self._update, self._ignore = unique, update, ignore
        self._fields: list[Field[Any, Any]] = []
        self._sql: dict[str, str] = {}

    def __call__(self, *rows: M) -> None:
        """Write rows."""
        if not rows:
            return
        sql = self._sql.get(connection.vendor) or self._compile(rows[0])
        values = [
            [field.get_db_prep_save(getattr(row, field.attname), connection) for field in self._fields] for row in rows
        ]
        if len(rows) == 1:
            write(sql, values[0])
        else:
            with connection.cursor() as cursor:
                cursor.executemany(sql, values)
        for row in rows:
            row._state.adding, row._state.db = False, connection.alias

    def _compile(self, row: M) -> str:
        meta = self._model._meta
        self._fields = [field for field in meta.concrete_fields if not isinstance(field, AutoField)]
        conflict: dict[str, Any] = {}
        if self._update:
            conflict = {
                "on_conflict": OnConflict.UPDATE,
                "update_fields": [meta.get_field(name) for name in self._update],
                "unique_fields": [meta.get_field(self._unique)],
            }
        elif self._ignore:
            conflict = {"on_conflict": OnConflict.IGNORE}
        query = InsertQuery(self._model, **conflict)
        query.insert_values(self._fields, [row])
        statements = query.get_compiler(connection=connection).as_sql()
        assert len(statements) == 1, "one row is one statement"
        sql, params = str(statements[0][0]), statements[0][1]
        assert len(params) == len(self._fields), f"{self._model.__name__} computes a value in the database: {sql}"
        self._sql[connection.vendor] = sql
        return sql
