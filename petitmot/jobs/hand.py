"""What one runner thread holds: the job (or jobs) it runs, those it still has to run, and those it is done with."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypedDict

from petitmot.jobs.ledger import Claimed, Setback


class Result(TypedDict):
    """What the database has to be told about a batch."""

    finished: list[int]
    setbacks: list[Setback]
    unstarted: list[int]


class Hand:
    """Shared by a runner thread and the keeper, so everything goes through one lock, held for moments only."""

    def __init__(self) -> None:
        self.in_slow_lanes = False  # has one of the places for `soon` and `later` jobs; the thread's own
        self._lock = threading.Lock()
        self._waiting: deque[Claimed] = deque()
        self._running: list[Claimed] = []
        self._running_since = 0.0  # time.monotonic()
        self._leased_since = 0.0
        self._finished: list[int] = []
        self._setbacks: list[Setback] = []

    def take(self, jobs: Sequence[Claimed]) -> None:
        """Hold freshly claimed jobs."""
        with self._lock:
            self._waiting.extend(jobs)
            self._leased_since = time.monotonic()

    def begin_next(self, like: Callable[[Claimed, Claimed], bool] = lambda _first, _other: False) -> list[Claimed]:
        """The next job to run, with those that wait and are `like` it; empty when nothing waits."""
        with self._lock:
            self._running = [self._waiting.popleft()] if self._waiting else []
            if self._running:
                first = self._running[0]
                self._running += [job for job in self._waiting if like(first, job)]
                if len(self._running) > 1:
                    self._waiting = deque(job for job in self._waiting if not like(first, job))
            self._running_since = time.monotonic()
            return list(self._running)

    def end(self, job: Claimed, setback: Setback | None) -> None:
        """Note how one of the running jobs ended."""
        with self._lock:
            self._running = [one for one in self._running if one.id != job.id]
            self._running_since = time.monotonic()
            if setback is None:
                self._finished.append(job.id)
            else:
                self._setbacks.append(setback)

    @contextmanager
    def settling(self) -> Iterator[Result]:
        """Let go of all but the running job; if telling the database fails, what was done is held on to."""
        with self._lock:
            result = Result(
                finished=self._finished, setbacks=self._setbacks, unstarted=[job.id for job in self._waiting]
            )
            waiting, self._waiting = self._waiting, deque()
            self._finished, self._setbacks = [], []
        try:
            yield result
        except BaseException:
            with self._lock:
                self._finished = result["finished"] + self._finished
                self._setbacks = result["setbacks"] + self._setbacks
                self._waiting = waiting + self._waiting
            raise

    def holds_any(self) -> bool:
        """Whether a lease of the database is ours."""
        with self._lock:
            return bool(self._running or self._waiting or self._finished or self._setbacks)

    def slower_than(self, seconds: float) -> bool:
        """Whether the running job runs longer, so that others should not wait behind it."""
        with self._lock:
            return bool(self._running) and time.monotonic() - self._running_since > seconds

    def leases_older_than(self, seconds: float) -> list[int]:
        """The rows whose leases are due for renewal; counts them as renewed."""
        with self._lock:
            if not self._running or time.monotonic() - self._leased_since <= seconds:
                return []
            self._leased_since = time.monotonic()
            return [*(job.id for job in self._running), *(job.id for job in self._waiting), *self._finished]
