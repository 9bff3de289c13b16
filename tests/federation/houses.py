"""Several Petitmot servers in one process: each has a database and a name of its own, and one is entered at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from functools import cached_property

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import Client, override_settings

from petitmot.people.servers import local_server
from tests.world import World


class House:
    """A server. `with house:` swaps the default connection and the name; within it, everything is this server's."""

    def __init__(self, domain: str, scheme: str = "https") -> None:
        self.domain, self.scheme = domain, scheme
        self.up = True
        self._connection = _new_database()
        self._before: list[tuple[BaseDatabaseWrapper, override_settings]] = []
        with self:
            local_server()

    def __enter__(self) -> House:
        names = override_settings(
            PETITMOT_DOMAIN=self.domain, PETITMOT_SCHEME=self.scheme, ALLOWED_HOSTS=["*"], PETITMOT_RATE_LIMITS=False
        )
        self._before.append((connections["default"], names))
        connections["default"] = self._connection
        names.enable()
        return self

    def __exit__(self, *_error: object) -> None:
        connection, names = self._before.pop()
        names.disable()
        connections["default"] = connection

    @cached_property
    def world(self) -> World:
        """The cast of this house. Its people are made inside the house."""
        return World()

    def client(self) -> Client:
        """Somebody who asks this server, from outside."""
        return Client(headers={"host": self.domain}, raise_request_exception=True)

    def close(self) -> None:
        raw = self._connection.connection
        self._connection.connection = None
        raw.close()

    def __repr__(self) -> str:
        return f"<{self.domain}>"


@contextmanager
def outside(house: House) -> Iterator[None]:
    """What `house` does meets the world: for symmetry in tests that read like a story."""
    with house:
        yield


def _new_database() -> BaseDatabaseWrapper:
    """An empty database in memory, copied from the one the tests were given: its migrations were run once."""
    given = connections["default"]
    settings = deepcopy(given.settings_dict) | {"NAME": ":memory:"}
    made = type(given)(settings, "default")
    made.inc_thread_sharing()
    made.ensure_connection()
    made.connection.deserialize(_template())
    return made


_kept: list[bytes] = []


def _template() -> bytes:
    if not _kept:
        given = connections["default"]
        given.ensure_connection()
        _kept.append(given.connection.serialize())
    return _kept[0]
