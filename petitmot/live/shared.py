"""The bus of a server with several processes: screens are joined in one of them, and the others know about it.

Whether anybody listens stands in memory that all of them share, so that it is known in the same moment. Who listens, and
what is told, travels by `kit.broadcast`.
"""

from __future__ import annotations

import mmap
import threading
from collections.abc import Iterable
from typing import NamedTuple, NoReturn

import msgspec

from petitmot.kit import broadcast
from petitmot.live.bus import Hearer, InProcess, Listener

TOLD = "live.told"  # channels, fact, id: for the process that has the screens
JOINED, LEFT = "live.joined", "live.left"  # a channel: for those that have none


class _Told(NamedTuple):
    channels: list[int]
    fact: str
    id: int


def shared_flag() -> mmap.mmap:
    """Return a byte that the processes forked from this one share with it."""
    return mmap.mmap(-1, 1)


class WithScreens(InProcess):
    """The bus of the process that has the screens; it hears what the others publish."""

    def __init__(self, flag: mmap.mmap) -> None:
        super().__init__()
        self._flag = flag
        self._looking = threading.Lock()
        self.close = broadcast.hear(TOLD, self._hear, alone=True)

    def join(self, channel: int, most: int, hear: Hearer | None = None) -> Listener | None:
        self._flag[0] = 1  # first of all: rather too early than too late
        listener = super().join(channel, most, hear)
        if listener:
            broadcast.tell(JOINED, str(channel))
        self._look()
        return listener

    def leave(self, listener: Listener) -> None:
        super().leave(listener)
        if listener.channel not in self.listening():
            broadcast.tell(LEFT, str(listener.channel))
        self._look()

    def greeting(self) -> list[tuple[str, str]]:
        """What a process that has just begun has to hear."""
        return [(JOINED, str(channel)) for channel in self.listening()]

    def _look(self) -> None:
        with self._looking:
            self._flag[0] = 1 if self.anybody() else 0

    def _hear(self, payload: str) -> None:
        told = msgspec.json.decode(payload, type=_Told)
        self.publish(told.channels, told.fact, told.id)


class WithoutScreens:
    """The bus of a process that answers pages only, or does jobs only (then without `flag`, which is for forked ones)."""

    def __init__(self, flag: mmap.mmap | None = None) -> None:
        self._flag = flag
        self._channels: frozenset[int] = frozenset()
        self._ends = [
            broadcast.hear(JOINED, lambda channel: self._set(self._channels | {int(channel)})),
            broadcast.hear(LEFT, lambda channel: self._set(self._channels - {int(channel)})),
        ]

    def close(self) -> None:
        """Hear no more."""
        for end in self._ends:
            end()

    def anybody(self) -> bool:
        return self._flag[0] != 0 if self._flag is not None else bool(self._channels)

    def listening(self) -> set[int]:
        return set(self._channels)

    def publish(self, channels: Iterable[int], fact: str, id_: int) -> None:
        told = _Told(sorted(set(channels)), fact, id_)
        if told.channels and self.anybody():
            broadcast.tell(TOLD, msgspec.json.encode(told).decode())

    def join(self, channel: int, most: int, hear: Hearer | None = None) -> NoReturn:
        raise RuntimeError("screens are joined in the process that accepts connections")

    def leave(self, listener: Listener) -> None:
        raise RuntimeError("screens are joined in the process that accepts connections")

    def forget(self) -> None:
        """Nobody is there any more who could listen."""
        self._set(frozenset())

    def _set(self, channels: frozenset[int]) -> None:
        self._channels = channels
