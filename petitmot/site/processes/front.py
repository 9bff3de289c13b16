"""The process that accepts: the bridge to workers, and everything around it that has to begin and to end in order."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from petitmot.jobs import bell
from petitmot.kit import broadcast
from petitmot.live import bus, shared
from petitmot.site import garbage
from petitmot.site.bridge import Bridge
from petitmot.site.bridge.answer import Answer, Application, File
from petitmot.site.bridge.bridge import REFUSED
from petitmot.site.processes.beside import Beside
from petitmot.site.processes.link import Died
from petitmot.site.processes.links import Links, NoWorker
from petitmot.site.processes.nursery import open_nursery
from petitmot.site.processes.wire import INLINE, Request, address, listen_in, texts_of
from petitmot.site.processes.worker import Worker

SAFE = ("GET", "HEAD")  # may be asked twice


class Front(Bridge):
    """A bridge whose pages are made by workers. Only refusals of its own are made here."""

    def __init__(self, application: Application, links: Links, *, limit: int) -> None:
        super().__init__(application, threads=1, limit=limit)
        self.links = links

    async def _ask(self, environ: dict[str, Any]) -> Answer:
        if REFUSED in environ:
            return await super()._ask(environ)
        self.waiting += 1
        try:
            return await self._ask_a_worker(environ)
        except (Died, NoWorker):
            return await super()._ask({**environ, REFUSED: 503, "wsgi.input": BytesIO(), "CONTENT_LENGTH": "0"})
        finally:
            self.waiting -= 1

    async def _ask_a_worker(self, environ: dict[str, Any]) -> Answer:
        body: IO[bytes] = environ["wsgi.input"]
        small = int(environ["CONTENT_LENGTH"]) <= INLINE
        request = Request(texts_of(environ), body.read() if small else b"", not small, [])
        file = None if small else body.fileno()
        try:
            reply, sent = await self.links.ask(request, file)
        except Died:
            if environ["REQUEST_METHOD"] not in SAFE:
                raise
            body.seek(0)
            reply, sent = await self.links.ask(request, file)
        environ.update(reply.noted)
        answer = Answer(reply.status, reply.headers, reply.body)
        if sent is not None:
            answer.file = File(os.fdopen(sent, "rb"))
            answer.close = answer.file.close
        return answer


class Several:
    """A server of several processes: its bridge, and the nursery of its workers.

    To be made while this process has one thread and no connection to a database: it forks.
    """

    def __init__(
        self, application: Application, *, data: Path, processes: int, threads: int, limit: int, port: socket.socket
    ) -> None:
        flag = shared.shared_flag()
        self._data, self._folder = data, os.open(data, os.O_RDONLY | os.O_DIRECTORY)
        listener = listen_in(data)
        work = _work(application, address(self._folder, data), threads, flag)
        self.nursery = open_nursery(work, processes, leave=[listener, port])
        screens = shared.WithScreens(flag)
        bus.use(screens)
        self.links = Links(listener, screens.greeting)
        self.front = Front(application, self.links, limit=limit)
        self.beside = Beside(data, screens.greeting, self.links.tell)
        self.links.tell_beside = self.beside.tell
        broadcast.use(self._tell)

    def open(self, when_orphaned: Callable[[], None]) -> None:
        """Begin, in the running loop. Without its nursery no worker would come again: the server has to stop then."""
        self.links.open()
        self.links.watch(self.nursery.cord, when_orphaned)

    def _tell(self, topic: str, payload: str) -> None:
        self.links.tell(topic, payload)
        self.beside.tell(topic, payload)

    def end(self, seconds: float) -> bool:
        """Let the workers go, and wait for them; True when they ended by themselves."""
        self.links.close()
        broadcast.use(None)
        self.beside.close()
        self.front.close()
        os.close(self._folder)
        (self._data / "bus").unlink(missing_ok=True)
        return self.nursery.end(seconds)


def _work(application: Application, path: str, threads: int, flag: Any) -> Callable[[], bool]:
    def work() -> bool:
        garbage.settle()  # the command switched it off while it loaded
        bus.use(shared.WithoutScreens(flag))
        bell.send_on()
        Worker(application, address=path, threads=threads).run()
        return True

    return work
