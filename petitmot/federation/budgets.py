"""How much may be fetched because of one thing that came in: so that a hostile server cannot make us crawl."""

from __future__ import annotations

import time

from petitmot.kit.reaching import Refused


class Budget:
    """Fetches and seconds for one chain: an activity, and whatever it leads to."""

    def __init__(self, fetches: int = 25, seconds: float = 60.0) -> None:
        self.left = fetches
        self._end = time.monotonic() + seconds

    def spend(self) -> float:
        """Take one fetch; return the seconds it may last. Raises `Refused` (`budget`) where nothing is left."""
        seconds = self._end - time.monotonic()
        if self.left <= 0 or seconds <= 0:
            raise Refused("Too much would have to be fetched for this.", code="budget")
        self.left -= 1
        return min(10.0, max(1.0, seconds))
