"""A server's turn: what waits for it, in the order of each author, a few at once."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Sequence
from datetime import datetime, timedelta

from petitmot.federation.delivering.ledger import PATIENT, Claimed, Waiting
from petitmot.federation.delivering.outcomes import Kind, Learned, Outcome, pause
from petitmot.federation.delivering.settling import Later, Turn

AT_ONCE = 6  # deliveries that one server gets from us at the same moment
LONGEST = 10.0  # seconds after which a turn gives way to others


class ServerTurn:
    """What one author says goes out activity by activity; the inboxes of one activity, and what others say, side by side."""

    def __init__(self, claimed: Claimed, rows: Sequence[Waiting]) -> None:
        self.server = claimed.server
        self.scheme: Learned = claimed.scheme
        self.failures = claimed.failures
        self.rows = list(rows)
        self.under_way = 0
        self._strands: dict[int, deque[Waiting]] = {}
        for row in rows:
            self._strands.setdefault(row.author, deque()).append(row)
        self._speaking: dict[int, tuple[int, int]] = {}  # author -> (activity, how many of it are under way)
        self._learned: Learned = ""
        self._reached = False
        self._trouble: Outcome | None = None
        self._end = time.monotonic() + LONGEST

    def take(self, most: int = AT_ONCE) -> list[Waiting]:
        """Return what may be sent now, and count it as under way."""
        taken: list[Waiting] = []
        if self._trouble or time.monotonic() > self._end:
            self._strands.clear()
        for author, strand in list(self._strands.items()):
            activity, speaking = self._speaking.get(author, (0, 0))
            while strand and self.under_way < most and (not speaking or strand[0].activity == activity):
                row = strand.popleft()
                activity, speaking = row.activity, speaking + 1
                self._speaking[author] = (activity, speaking)
                self.under_way += 1
                taken.append(row)
            if not strand:
                del self._strands[author]
        return taken

    def ended(self, row: Waiting, outcome: Outcome, moment: datetime) -> Later | None:
        """Note how an attempt ended; return how the row goes on, None where it is done or waits for its server."""
        self.under_way -= 1
        activity, speaking = self._speaking[row.author]
        self._speaking[row.author] = (activity, speaking - 1)
        self._reached = self._reached or outcome.kind is not Kind.SILENT
        if outcome.scheme:
            self._learned = self.scheme = outcome.scheme
        if outcome.kind in (Kind.SILENT, Kind.SLOWER):
            self._trouble = self._trouble or outcome
            return None
        if outcome.kind is Kind.DONE:
            return None
        if outcome.kind is Kind.LATER:
            if row.attempts + 1 < PATIENT:
                self._strands.pop(row.author, None)  # what they said next waits behind it
            return Later(row, self.server, outcome.error, moment + pause(row.attempts + 1))
        return Later(row, self.server, outcome.error, None)

    @property
    def is_over(self) -> bool:
        return not self.under_way and not self._strands

    def stop(self) -> None:
        """Begin nothing more."""
        self._strands.clear()

    def result(self, moment: datetime) -> Turn:
        """How the server goes on."""
        trouble = self._trouble
        if trouble is None:
            return Turn(self.server, self._learned, reached=self._reached)
        wait = timedelta(seconds=trouble.wait) if trouble.wait is not None else pause(self.failures + 1)
        if trouble.kind is Kind.SLOWER:
            return Turn(self.server, self._learned, reached=True, pause_until=moment + wait)
        return Turn(self.server, self._learned, silent=True, pause_until=moment + wait, error=trouble.error)
