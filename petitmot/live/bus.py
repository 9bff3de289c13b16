"""The bus: from whoever has something to tell to the open screens. Only (channel, name of the fact, id) travel.

`InProcess` is the bus of one process, where runner threads and the server live together. Several processes need another
one behind the same four methods (a socket in the data folder, or Redis between machines): `use` puts it in place.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

DEPTH = 32  # facts that may wait for a slow listener


@dataclass(frozen=True, slots=True)
class Told:
    """One fact, for whoever listens on a channel (a person's id, or one of `live.channels`)."""

    channel: int
    fact: str
    id: int


Hearer = Callable[[Told], None]


class Listener:
    """One open screen: what waits for it, and whether it was dropped because it did not keep up."""

    def __init__(
        self, channel: int, loop: asyncio.AbstractEventLoop, depth: int = DEPTH, hear: Hearer | None = None
    ) -> None:
        self.channel = channel
        self.hear = hear  # called in the loop for each fact, instead of keeping it
        self.loop = loop
        self.waiting: asyncio.Queue[Told] = asyncio.Queue(depth)
        self.dropped = asyncio.Event()

    async def next(self) -> Told:
        """Wait for the next fact."""
        return await self.waiting.get()

    def put(self, told: Told) -> None:
        """In the loop's own thread: keep a fact for this screen; who does not keep up is dropped, and comes back."""
        if self.hear is not None:
            self.hear(told)
        elif self.waiting.full():
            self.dropped.set()
        elif not self.dropped.is_set():
            self.waiting.put_nowait(told)


class Bus(Protocol):
    """What a bus can do; all of it from any thread."""

    def anybody(self) -> bool:
        """Whether any screen may be open: where not, nobody has to be found or told. Never asks a database."""

    def listening(self) -> set[int]:
        """Return the channels somebody listens on."""

    def publish(self, channels: Iterable[int], fact: str, id_: int) -> None:
        """Tell a fact to everybody who listens on these channels; never waits."""

    def join(self, channel: int, most: int, hear: Hearer | None = None) -> Listener | None:
        """Listen from now on, in the running event loop; None where `most` screens of this channel are open."""

    def leave(self, listener: Listener) -> None:
        """Listen no more; to leave twice is to leave once."""


class InProcess:
    """The bus of one process. It remembers nothing: who does not listen is not told."""

    def __init__(self, depth: int = DEPTH) -> None:
        self.depth = depth
        self._lock = threading.Lock()
        self._listeners: dict[int, set[Listener]] = {}

    def anybody(self) -> bool:
        return bool(self._listeners)

    def listening(self) -> set[int]:
        with self._lock:
            return set(self._listeners)

    def publish(self, channels: Iterable[int], fact: str, id_: int) -> None:
        with self._lock:
            found = [listener for channel in set(channels) for listener in self._listeners.get(channel, ())]
        for listener in found:
            try:
                listener.loop.call_soon_threadsafe(listener.put, Told(listener.channel, fact, id_))
            except RuntimeError:  # its loop is closed: the server is stopping
                self.leave(listener)

    def join(self, channel: int, most: int, hear: Hearer | None = None) -> Listener | None:
        listener = Listener(channel, asyncio.get_running_loop(), self.depth, hear)
        with self._lock:
            mine = self._listeners.get(channel, set())
            if len(mine) >= most:
                return None
            self._listeners[channel] = mine | {listener}
        return listener

    def leave(self, listener: Listener) -> None:
        with self._lock:
            left = self._listeners.get(listener.channel, set()) - {listener}
            if left:
                self._listeners[listener.channel] = left
            else:
                self._listeners.pop(listener.channel, None)


_bus: Bus = InProcess()


def bus() -> Bus:
    """Return the bus of this process."""
    return _bus


def use(other: Bus) -> None:
    """Put another bus in place, before the server starts; tests bring their own."""
    global _bus
    _bus = other
