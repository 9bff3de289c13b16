"""`petitmot worker` beside a server on the same data folder: what either tells reaches the other, over the socket `beside`.

The server listens; each worker dials, and dials again when the server was away. Both sides send frames of
`kit.broadcast` (topic, payload), as they happen. A worker hears first who listens, so that it tells of what it did where
screens are open and of nothing where none is. Nothing is kept: who is not there does not hear it.
"""

from __future__ import annotations

import queue
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import msgspec
import structlog

from petitmot.kit import broadcast
from petitmot.site.processes.wire import Inbox, Told, address, listen_in, open_folder, send_whole

NAME = "beside"
AGAIN = 1.0  # seconds until a worker dials again
MOST = 10_000  # things a worker has not heard yet; more than that and it is let go

log = structlog.get_logger("petitmot.beside")


class Said(msgspec.Struct, array_like=True):
    """Something told, or several things."""

    told: Told


class Beside:
    """The server's side. `hear_too` is told what a worker told, besides the hearers of this process."""

    def __init__(
        self, data: Path, greeting: Callable[[], Told], hear_too: Callable[[str, str], None] = lambda *_told: None
    ) -> None:
        self._data, self._greeting, self._hear_too = data, greeting, hear_too
        self._listener = listen_in(data, NAME)
        self._lines: set[_Line] = set()
        self._over = threading.Event()
        threading.Thread(target=self._welcome, name="beside", daemon=True).start()

    def tell(self, topic: str, payload: str, but: _Line | None = None) -> None:
        """Tell every worker, from any thread; never waits."""
        for line in list(self._lines):
            if line is not but:
                line.say(topic, payload)

    def close(self) -> None:
        """Let the workers go: they go on with their jobs, and dial until a server is there again."""
        self._over.set()
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)  # wakes whoever waits in accept
        self._listener.close()
        (self._data / NAME).unlink(missing_ok=True)
        for line in list(self._lines):
            line.end()

    def _welcome(self) -> None:
        while not self._over.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:  # closed; or too many files are open, for a while
                self._over.wait(AGAIN)
                continue
            line = _Line(connection)
            self._lines.add(line)
            line.greet(self._greeting)
            threading.Thread(target=self._listen, args=(line,), name="beside-in", daemon=True).start()
            threading.Thread(target=line.send_all, name="beside-out", daemon=True).start()

    def _listen(self, line: _Line) -> None:
        for topic, payload in _heard(line.connection):
            if not broadcast.received(topic, payload):
                self._hear_too(topic, payload)
                self.tell(topic, payload, but=line)
        self._lines.discard(line)
        line.end()
        line.connection.close()


class _Line:
    """One worker, as the server sees it. What it has to hear waits in a row, so that nobody ever waits for it."""

    def __init__(self, connection: socket.socket) -> None:
        self.connection = connection
        self._row: queue.Queue[Told | None] = queue.Queue(MOST)
        self._lock = threading.Lock()

    def greet(self, greeting: Callable[[], Told]) -> None:
        with self._lock:  # what is told from now on comes after it
            self._put(greeting())

    def say(self, topic: str, payload: str) -> None:
        with self._lock:
            self._put([(topic, payload)])

    def send_all(self) -> None:
        """Send what comes, until the line ends."""
        with suppress(OSError):
            while (told := self._row.get()) is not None:
                send_whole(self.connection, Said(told))

    def end(self) -> None:
        with suppress(OSError):
            self.connection.shutdown(socket.SHUT_RDWR)
        with suppress(queue.Full):
            self._row.put_nowait(None)

    def _put(self, told: Told) -> None:
        try:
            self._row.put_nowait(told)
        except queue.Full:  # far too slow: it dials again, and is greeted anew
            self.end()


class Joined:
    """The worker's side: `when_alone` is called whenever no server is there."""

    def __init__(self, data: Path, when_alone: Callable[[], None]) -> None:
        self._data, self._when_alone = data, when_alone
        self._line: socket.socket | None = None
        self._lock = threading.Lock()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._stay, name="beside", daemon=True)
        self._thread.start()

    def tell(self, topic: str, payload: str) -> None:
        """Tell the server, and through it everybody else; nobody, where none is there."""
        with self._lock, suppress(OSError):
            if self._line is not None:
                send_whole(self._line, Said([(topic, payload)]))

    def close(self) -> None:
        """Leave."""
        self._over.set()
        line = self._line
        if line is not None:
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)

    def _stay(self) -> None:
        while not self._over.is_set():
            line = self._dial()
            if line is not None:
                log.info("joined the server of this data folder")
                self._line = line
                for topic, payload in _heard(line):
                    broadcast.received(topic, payload)
                with self._lock:
                    self._line = None
                line.close()
                self._when_alone()
            self._over.wait(AGAIN)

    def _dial(self) -> socket.socket | None:
        line = socket.socket(socket.AF_UNIX)
        try:
            with open_folder(self._data) as folder:
                line.connect(address(folder, self._data, NAME))
        except OSError:
            line.close()
            return None
        return line


def _heard(line: socket.socket) -> Iterator[tuple[str, str]]:
    """Yield what comes until the other side is gone."""
    inbox = Inbox(line)
    while True:
        try:
            more = inbox.read()
        except OSError:
            return
        if not more:
            return
        while said := inbox.take(Said):
            yield from said.told
