"""Django's SQLite backend, whose writing transactions stand in a queue within their process.

SQLite has one writer. Who comes while it writes sleeps and looks again, up to a tenth of a second later each time
(`sqlite3_busy_timeout`), though the lock has long been free. The threads of one process know better: they wait for each
other on a lock, and the next begins the moment the last one ends. Between processes SQLite's own way remains.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from typing import Any

from django.db.backends.sqlite3 import base

_queues: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)  # one for each file
_finding = threading.Lock()


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that waits its turn before it begins a transaction, and gives it on where that ends."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._holds: threading.Lock | None = None

    def _start_transaction_under_autocommit(self) -> None:
        self._wait_for_turn()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self._give_turn()
            raise

    def _commit(self) -> None:
        super()._commit()  # type: ignore[misc]  # a commit that fails keeps its turn: a rollback follows
        self._give_turn()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self._give_turn()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            self._give_turn()

    def _wait_for_turn(self) -> None:
        """Wait at most as long as SQLite would; after that it is SQLite that refuses, with its own words."""
        with _finding:
            queue = _queues[str(self.settings_dict["NAME"])]
        if queue.acquire(timeout=float(self.settings_dict["OPTIONS"].get("timeout", 5))):
            self._holds = queue

    def _give_turn(self) -> None:
        queue, self._holds = self._holds, None
        if queue is not None:
            queue.release()
