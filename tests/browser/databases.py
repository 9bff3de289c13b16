"""On PostgreSQL the server of the browser's tests gets a database of its own beside the suite's."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit


@contextmanager
def own_database(address: str) -> Iterator[dict[str, str]]:
    """Yield what the environment of the server needs: nothing for SQLite, which lives in the data folder."""
    if not address:
        yield {}
        return
    import psycopg

    name = f"petitmot_browser_{secrets.token_hex(4)}"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')  # our own letters
        try:
            yield {"PETITMOT_DATABASE": urlsplit(address)._replace(path=f"/{name}").geturl()}
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
