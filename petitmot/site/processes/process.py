"""A worker as the accepting side sees it."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from petitmot.site.processes.wire import Told

if TYPE_CHECKING:
    from petitmot.site.processes.link import Link

MOST_TOLD = 2_000  # things a worker has not heard yet; more than that and it is made anew


class Process:
    """A worker as it is seen from here: its links, which of them are free, and what it has not heard yet."""

    def __init__(self, told: Told) -> None:
        self.links: set[Link] = set()
        self.free: list[Link] = []
        self.leaving = False  # it gets no more requests
        self._lock = threading.Lock()
        self._told: dict[tuple[str, str], None] = dict.fromkeys(told)

    def tell(self, topic: str, payload: str) -> bool:
        """Keep this until its next request; False when it is too much."""
        with self._lock:
            self._told.pop((topic, payload), None)  # said again, it comes after what was said in between
            self._told[topic, payload] = None
            return len(self._told) <= MOST_TOLD

    def take_told(self) -> Told:
        """Return what it has to hear now."""
        with self._lock:
            told, self._told = list(self._told), {}
        return told
