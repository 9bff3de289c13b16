"""The accepting side: links to threads of workers, each with at most one request under way."""

from __future__ import annotations

import asyncio
import socket
from collections import deque
from collections.abc import Callable

from petitmot.kit import broadcast
from petitmot.site.processes.link import Link
from petitmot.site.processes.process import Process
from petitmot.site.processes.wire import Reply, Request, Told

LONGEST = 30.0  # seconds a request waits for a worker's hand


class NoWorker(Exception):
    """No worker came in time."""


class Links:
    """Every thread of every worker. All of it in the event loop's thread, but for `tell`."""

    def __init__(self, listener: socket.socket, greeting: Callable[[], Told]) -> None:
        self._listener = listener
        self._greeting = greeting
        self._processes: dict[int, Process] = {}
        self._waiting: deque[asyncio.Future[Link]] = deque()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._closed = False
        self.tell_beside: Callable[[str, str], None] = lambda *_told: None  # processes that make no pages

    def open(self) -> None:
        """Begin to take links, in the running loop."""
        self._loop = asyncio.get_running_loop()
        self._listener.setblocking(False)
        self._loop.add_reader(self._listener, self._accept)

    def watch(self, cord: socket.socket, when_cut: Callable[[], None]) -> None:
        """Call `when_cut` once the other end of a socket is closed."""
        loop = asyncio.get_running_loop()

        def cut() -> None:
            loop.remove_reader(cord)
            when_cut()

        loop.add_reader(cord, cut)

    def close(self) -> None:
        """Let all workers go."""
        self._closed = True
        if self._loop is not None and not self._loop.is_closed():
            self._loop.remove_reader(self._listener)
        self._listener.close()
        for link in self.all():
            link.close()

    async def ask(self, request: Request, file: int | None) -> tuple[Reply, int | None]:
        """Hand a request to the worker that has most hands free; raises `Died` or `NoWorker`."""
        link = self._take_free()
        if link is None:
            waiting: asyncio.Future[Link] = asyncio.get_running_loop().create_future()
            self._waiting.append(waiting)
            try:
                async with asyncio.timeout(LONGEST):
                    link = await waiting
            except TimeoutError as error:
                raise NoWorker from error
        assert link.process is not None
        request.told = link.process.take_told()
        return await link.ask(request, file)

    def all(self) -> list[Link]:
        """Return every link."""
        return [link for process in self._processes.values() for link in process.links]

    def tell(self, topic: str, payload: str, besides: Process | None = None) -> None:
        """Let every worker hear, from any thread; one that has far too much to hear is made anew."""
        for process in list(self._processes.values()):
            if process is not besides and not process.tell(topic, payload) and self._loop is not None:
                self._loop.call_soon_threadsafe(self._send_away, process)

    def hear(self, link: Link, told: Told) -> None:
        """What a worker told: for this process alone, or for the others, too."""
        for topic, payload in told:
            if not broadcast.received(topic, payload):
                self.tell(topic, payload, besides=link.process)
                self.tell_beside(topic, payload)

    def welcome(self, link: Link, pid: int) -> None:
        """A thread of a worker has said who it is."""
        process = self._processes.get(pid)
        if process is None or process.leaving:
            process = self._processes[pid] = Process(self._greeting())
        process.links.add(link)
        link.process = process
        self.release(link)

    def release(self, link: Link) -> None:
        """A link is free: whoever waits longest gets it."""
        assert link.process is not None
        if link.process.leaving:
            link.close()
            return
        while self._waiting:
            waiting = self._waiting.popleft()
            if not waiting.done():
                waiting.set_result(link)
                return
        link.process.free.append(link)

    def forget(self, link: Link) -> None:
        """A link is closed."""
        process = link.process
        if process is None:
            return
        process.links.discard(link)
        if link in process.free:
            process.free.remove(link)
        if not process.links:
            self._processes = {pid: one for pid, one in self._processes.items() if one is not process}

    def _take_free(self) -> Link | None:
        process = max(self._processes.values(), key=lambda one: len(one.free), default=None)
        return process.free.pop() if process and process.free else None

    def _send_away(self, process: Process) -> None:
        process.leaving = True
        for link in list(process.free):
            link.close()

    def _accept(self) -> None:
        try:
            connection, _ = self._listener.accept()
        except OSError:
            return
        Link(self, connection)
