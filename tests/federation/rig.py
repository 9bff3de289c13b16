"""The rig: houses, the wire between them, and `settle()`, which lets everything that follows happen everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime, timedelta

from petitmot.federation.delivering import queue
from petitmot.federation.delivering.luggage import Luggage
from petitmot.federation.delivering.wire import Wire as Sending
from petitmot.federation.models import Delivery
from petitmot.federation.tests import at_once
from petitmot.jobs.inline import run_due
from petitmot.kit import clock
from petitmot.kit.reaching import going
from tests.federation.houses import House
from tests.federation.wire import Wire


class Rig:
    """`rig.here`, `rig.there` (and `rig.elsewhere` where there are three). Time stands still until `later`."""

    def __init__(self, domains: tuple[str, ...], now: datetime) -> None:
        self.houses = [House(domain) for domain in domains]
        self.wire = Wire(self.houses)
        self._time: ExitStack = ExitStack()
        self._now = now
        queue._seen.clear()

    @property
    def here(self) -> House:
        return self.houses[0]

    @property
    def there(self) -> House:
        return self.houses[1]

    @property
    def elsewhere(self) -> House:
        return self.houses[2]

    def settle(self) -> None:
        """Run all due jobs and send all due deliveries on all servers that are up, until nothing moves."""
        moved = 1
        while moved:
            moved = 0
            for house in self.houses:
                if house.up:
                    with house, going(self.wire.way()):
                        moved += run_due(raising=True)
                        moved += at_once.send_due(Sending().post, Luggage())
            with going(self.wire.way()):  # who gets it asks for the key
                moved += self.wire.hand_over_late()

    def later(self, **much: float) -> None:
        """Let time pass (`minutes=5`, `days=2`), and everything happen that was waiting for it."""
        self._now += timedelta(**much)
        self._time.close()
        self._time.enter_context(clock.living_at(self._now))
        self.settle()

    def patiently(self, rounds: int = 12) -> None:
        """Settle, and let the pauses of whatever was lost pass."""
        self.settle()
        for number in range(rounds):
            if not any(self.waiting(house) for house in self.houses if house.up):
                return
            self.later(minutes=2**number)

    def waiting(self, house: House) -> int:
        """How many deliveries wait on a server."""
        with house:
            return Delivery.objects.filter(given_up_at=None).count()

    def close(self) -> None:
        self._time.close()
        for house in self.houses:
            house.close()


@contextmanager
def rig_of(*domains: str) -> Iterator[Rig]:
    """Servers of these names, empty, with nobody in them yet."""
    made = Rig(domains, clock.now())
    try:
        yield made
    finally:
        made.close()
