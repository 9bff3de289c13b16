"""Settling what was tried: forget what arrived, date what did not, hand servers back. One short transaction."""

# ruff: noqa: S608 - every piece of these statements is a constant of this file; values travel as parameters

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection, transaction

from petitmot.federation.delivering import arrivals
from petitmot.federation.delivering.ledger import Waiting, lock_peers, places, stored
from petitmot.federation.delivering.outcomes import Learned


class Later(NamedTuple):
    """A delivery that did not succeed, by no fault of its server: due again, or given up."""

    waiting: Waiting
    server: int
    error: str
    due: datetime | None  # None: given up


@dataclass(frozen=True)
class Turn:
    """How a server's turn ended. `silent`: it could not be reached, and pauses until `pause_until`."""

    server: int
    scheme: Learned = ""  # what worked
    reached: bool = False  # something was answered
    silent: bool = False
    pause_until: datetime | None = None
    error: str = ""


def settle(
    holder: str,
    *,
    done: Iterable[Waiting] = (),
    later: Iterable[Later] = (),
    turns: Iterable[Turn] = (),
    moment: datetime,
) -> None:
    """In one short transaction: forget what arrived, date what did not, hand back the servers whose turn is over."""
    done, later, turns = list(done), list(later), list(turns)
    if not (done or later or turns):
        return
    with transaction.atomic(), connection.cursor() as cursor:
        if done:
            ids = [row.id for row in done]
            cursor.execute(f"DELETE FROM federation_delivery WHERE id IN ({places(ids)})", ids)
        for each in later:
            _settle_later(cursor, each, moment)
        ended = sorted({row.activity for row in done})
        if ended:
            arrivals.note(ended, moment)
            cursor.execute(
                f"""DELETE FROM federation_outgoingactivity WHERE id IN ({places(ended)})
                AND NOT EXISTS (SELECT 1 FROM federation_delivery d WHERE d.activity_id = federation_outgoingactivity.id)""",
                ended,
            )
        _hand_back(cursor, holder, turns, moment)


def _settle_later(cursor: Any, each: Later, moment: datetime) -> None:
    given_up = each.due is None
    cursor.execute(
        "UPDATE federation_delivery SET attempts = %s, due = %s, last_error = %s, given_up_at = %s WHERE id = %s",
        [
            each.waiting.attempts + 1,
            stored(each.due or moment),
            each.error[:300],
            stored(moment) if given_up else None,
            each.waiting.id,
        ],
    )
    if given_up:
        cursor.execute(
            "UPDATE federation_peer SET given_up = given_up + 1, last_error = %s WHERE server_id = %s",
            [each.error[:300], each.server],
        )


def _hand_back(cursor: Any, holder: str, turns: Sequence[Turn], moment: datetime) -> None:
    """Set each server's next moment from what waits for it. The rows are locked first, in their order: what is queued
    at the same time is either seen here, or wakes the server up afterwards."""
    lock_peers(cursor, sorted({turn.server for turn in turns}))
    at = stored(moment)
    for turn in turns:
        changes, values = ["due = " + _FIRST_DUE, "leased_by = ''", "leased_until = NULL"], []
        if turn.silent:
            changes += ["failures = failures + 1", "unreachable_since = COALESCE(unreachable_since, %s)"]
            changes += ["paused_until = %s", "last_error = %s"]
            values += [at, stored(turn.pause_until), turn.error[:300]]
        elif turn.reached:
            changes += ["failures = 0", "unreachable_since = NULL", "paused_until = %s", "last_alive = %s"]
            values += [stored(turn.pause_until), at]
        if turn.scheme:
            changes.append("scheme = %s")
            values.append(turn.scheme)
        cursor.execute(
            f"UPDATE federation_peer SET {', '.join(changes)} WHERE server_id = %s AND leased_by = %s",
            [*values, turn.server, holder],
        )


_FIRST_DUE = (
    "(SELECT MIN(d.due) FROM federation_delivery d"
    " WHERE d.server_id = federation_peer.server_id AND d.given_up_at IS NULL)"
)
