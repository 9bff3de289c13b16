"""The SQL of deliveries: claim servers, load what waits for them, wake and renew. Few statements, each short.

The lease is of a whole server, not of a row: one sender at a time speaks to it, and order keeps itself.
"""

# ruff: noqa: S608 - every piece of these statements is a constant of this file; values travel as parameters

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection, transaction

from petitmot.federation.delivering.outcomes import Learned
from petitmot.federation.models import OutgoingActivity

MOST_AT_ONCE = 200  # deliveries of one server that are loaded for one turn
PATIENT = 4  # attempts for which what the same author says next waits behind a delivery that failed by itself


class Claimed(NamedTuple):
    """A server whose lease we hold; with `failures` it is only probed."""

    server: int
    scheme: Learned
    failures: int
    unreachable_since: Any


class Waiting(NamedTuple):
    """A delivery that is due."""

    id: int
    activity: int
    author: int
    inbox: str
    attempts: int


def anything_due(moment: datetime) -> bool:
    """Whether a server may be claimed: a read, so that an idle process never takes SQLite's write lock."""
    at = stored(moment)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT 1 FROM federation_peer WHERE {_CLAIMABLE} LIMIT 1", [at, at, at])
        return bool(cursor.fetchone())


_CLAIMABLE = (
    "due IS NOT NULL AND due <= %s AND (paused_until IS NULL OR paused_until <= %s)"
    " AND (leased_until IS NULL OR leased_until < %s)"
    " AND server_id NOT IN (SELECT id FROM people_server WHERE refused_at IS NOT NULL)"
)


def claim(holder: str, *, most: int, silent: int, moment: datetime, lease_until: datetime) -> list[Claimed]:
    """Take the leases of at most `most` servers that answer and of `silent` ones that did not when tried last."""
    at, claimed = stored(moment), []
    lock = "FOR UPDATE SKIP LOCKED" if connection.vendor == "postgresql" else ""
    with transaction.atomic(), connection.cursor() as cursor:
        for count, which in ((most, "failures = 0"), (silent, "failures > 0")):
            if count <= 0:
                continue
            cursor.execute(
                f"""UPDATE federation_peer SET leased_by = %s, leased_until = %s WHERE server_id IN (
                    SELECT server_id FROM federation_peer WHERE {_CLAIMABLE} AND {which}
                    ORDER BY due LIMIT %s {lock})
                    RETURNING server_id, scheme, failures, unreachable_since""",
                [holder, stored(lease_until), at, at, at, count],
            )
            claimed += [Claimed(*row) for row in cursor.fetchall()]
    return claimed


def load(server: int, *, moment: datetime, most: int = MOST_AT_ONCE) -> list[Waiting]:
    """Return what is due for a server, oldest first.

    What an author said after a delivery that failed by itself a moment ago waits as long as that one.
    """
    at = stored(moment)
    with connection.cursor() as cursor:
        cursor.execute(_HEADS, [server, at, PATIENT])
        heads = {author: (id_, due) for author, id_, due in cursor.fetchall()}
        for author, (id_, due) in heads.items():
            cursor.execute(_BEHIND, [due, server, author, id_, due])
        cursor.execute(_LOAD, [server, at, most])
        return [Waiting(*row) for row in cursor.fetchall()]


_HEADS = """SELECT author_id, id, due FROM federation_delivery
    WHERE server_id = %s AND given_up_at IS NULL AND due > %s AND attempts > 0 AND attempts < %s ORDER BY id DESC"""
_BEHIND = """UPDATE federation_delivery SET due = %s
    WHERE server_id = %s AND given_up_at IS NULL AND author_id = %s AND id > %s AND due < %s"""
_LOAD = """SELECT id, activity_id, author_id, inbox, attempts FROM federation_delivery
    WHERE server_id = %s AND given_up_at IS NULL AND due <= %s ORDER BY id LIMIT %s"""


def bodies(activities: Sequence[int]) -> dict[int, bytes]:
    """Return the activities, as they are sent."""
    rows = OutgoingActivity.objects.filter(pk__in=activities).values_list("pk", "body")
    return {pk: body.encode() for pk, body in rows}


def lock_peers(cursor: Any, servers: Sequence[int]) -> None:
    """Lock the rows of these servers, in one order for everybody; SQLite has one writer anyway."""
    if servers and connection.vendor == "postgresql":
        marks = places(servers)
        cursor.execute(
            f"SELECT 1 FROM federation_peer WHERE server_id IN ({marks}) ORDER BY server_id FOR UPDATE", list(servers)
        )


def wake(cursor: Any, servers: Sequence[int], moment: datetime) -> None:
    """Something new waits for these servers. In a transaction; a server that pauses goes on pausing."""
    at = stored(moment)
    lock_peers(cursor, servers)
    cursor.execute(
        f"UPDATE federation_peer SET due = %s WHERE server_id IN ({places(servers)}) AND (due IS NULL OR due > %s)",
        [at, *servers, at],
    )


def renew(holder: str, servers: Sequence[int], lease_until: datetime) -> None:
    """Hold the leases of servers whose turn takes long."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE federation_peer SET leased_until = %s WHERE server_id IN ({places(servers)}) AND leased_by = %s",
            [stored(lease_until), *servers, holder],
        )


def places(ids: Sequence[int]) -> str:
    """Return as many places for values as there are ids."""
    return ", ".join(["%s"] * len(ids))


def stored(value: datetime | None) -> Any:
    """Return a moment as the database keeps it: SQLite as text, PostgreSQL as a timestamp."""
    return connection.ops.adapt_datetimefield_value(value)
