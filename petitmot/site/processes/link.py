"""One thread of a worker as the accepting side sees it, with at most one request under way."""

from __future__ import annotations

import asyncio
import os
import socket
from contextlib import suppress
from typing import TYPE_CHECKING

from petitmot.site.processes.process import Process
from petitmot.site.processes.wire import Hello, Inbox, Reply, Request, frame

if TYPE_CHECKING:
    from petitmot.site.processes.links import Links


class Died(Exception):
    """The worker died before it answered: what was asked for may have been done, or not."""


class Link:
    """One thread of a worker."""

    def __init__(self, links: Links, connection: socket.socket) -> None:
        self.links = links
        self.inbox = Inbox(connection)
        self.process: Process | None = None
        self.answer: asyncio.Future[tuple[Reply, int | None]] | None = None
        self._loop = asyncio.get_running_loop()
        connection.setblocking(False)
        self._loop.add_reader(connection, self._readable)

    @property
    def is_busy(self) -> bool:
        """Whether a request is under way."""
        return self.answer is not None

    async def ask(self, request: Request, file: int | None) -> tuple[Reply, int | None]:
        """Send a request and wait for the answer, with the file that it may be."""
        answer: asyncio.Future[tuple[Reply, int | None]] = self._loop.create_future()
        self.answer = answer
        try:
            await self._send(frame(request), file)
        except OSError as error:
            self.close()
            raise Died from error
        return await answer

    async def _send(self, data: bytes, file: int | None) -> None:
        connection, sent = self.inbox.connection, 0
        try:
            sent = socket.send_fds(connection, [data], [file]) if file is not None else connection.send(data)
        except BlockingIOError:
            if file is not None:  # never: nothing else is under way on this link
                raise
        if sent < len(data):
            await self._loop.sock_sendall(connection, memoryview(data)[sent:])

    def _readable(self) -> None:
        try:
            more = self.inbox.read()
        except BlockingIOError:
            return
        except OSError:
            more = False
        if not more:
            self.close()
        elif self.process is None:
            if hello := self.inbox.take(Hello):
                self.links.welcome(self, hello.pid)
        elif reply := self.inbox.take(Reply):
            self._done(reply, self.inbox.take_file() if reply.has_file else None)

    def _done(self, reply: Reply, file: int | None) -> None:
        answer, self.answer = self.answer, None
        self.links.hear(self, reply.told)
        self.links.release(self)
        if answer is not None and not answer.done():
            answer.set_result((reply, file))
        elif file is not None:  # nobody waits for it any more
            os.close(file)

    def close(self) -> None:
        """Let the worker's thread go; whoever waits for it is told."""
        with suppress(ValueError, OSError):
            self._loop.remove_reader(self.inbox.connection)
        self.inbox.close()
        self.links.forget(self)
        answer, self.answer = self.answer, None
        if answer is not None and not answer.done():
            answer.set_exception(Died())
