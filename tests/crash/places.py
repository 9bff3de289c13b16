"""Data folders and databases for children that are going to be killed."""

from __future__ import annotations

import os
import sqlite3
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from django.db import connection


@contextmanager
def place_for_children(folder: Path) -> Iterator[dict[str, str]]:
    """The environment that leads children to a database of their own, of the kind the suite runs on."""
    if connection.vendor == "sqlite":
        yield {"PETITMOT_DATA": str(folder), "PETITMOT_DATABASE": ""}
        return
    import psycopg

    name = f"petitmot_crash_{uuid.uuid4().hex[:8]}"
    server = os.environ["PETITMOT_DATABASE"].rpartition("/")[0]
    with psycopg.connect(f"{server}/postgres", autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name}")
        try:
            yield {"PETITMOT_DATA": str(folder), "PETITMOT_DATABASE": f"{server}/{name}"}
        finally:
            admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def asking(environment: dict[str, str]) -> Iterator[Callable[..., Any]]:
    """ask(sql) on the database of the children, from outside."""
    if not environment["PETITMOT_DATABASE"]:
        with closing(sqlite3.connect(Path(environment["PETITMOT_DATA"]) / "petitmot.sqlite3", timeout=20)) as file:
            yield file.execute
        return
    import psycopg

    with psycopg.connect(environment["PETITMOT_DATABASE"], autocommit=True) as server:
        yield server.execute
