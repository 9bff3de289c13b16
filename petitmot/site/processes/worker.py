"""A process that makes pages: each of its threads holds a link to the process that accepts, and a database connection."""

from __future__ import annotations

import os
import sys
import tempfile
import threading
from io import BytesIO
from socket import AF_UNIX, socket
from typing import IO, Any

import structlog

from petitmot.client_api.rates import COPIED
from petitmot.kit import broadcast
from petitmot.site.bridge.answer import Answer, Application, ask
from petitmot.site.processes.wire import Hello, Inbox, Reply, Request, Told, send_whole
from petitmot.site.request_log import ERROR, ROUTE

log = structlog.get_logger("petitmot.worker")


class Worker:
    """Serves `application` with `threads` threads until the accepting process closes the links."""

    def __init__(self, application: Application, *, address: str, threads: int) -> None:
        self.application = application
        self.address = address
        self._here = threading.local()
        self._threads = [threading.Thread(target=self._serve, name=f"page-{number}") for number in range(threads)]

    def run(self) -> None:
        """Work until there is nobody left to work for."""
        broadcast.use(self._carry)
        for thread in self._threads:
            thread.start()
        for thread in self._threads:
            thread.join()

    def _carry(self, topic: str, payload: str) -> None:
        """What is told while a request is answered goes out with the answer, so before anybody knows of it."""
        told: Told | None = getattr(self._here, "told", None)
        if told is not None and (topic, payload) not in told:
            told.append((topic, payload))

    def _serve(self) -> None:
        from django.db import connections

        link = socket(AF_UNIX)
        inbox = Inbox(link)
        try:
            link.connect(self.address)
            send_whole(link, Hello(os.getpid()))
            while inbox.read():
                while request := inbox.take(Request):
                    self._answer(link, inbox, request)
        except OSError:
            pass  # the accepting process is gone: so is whoever asked
        finally:
            inbox.close()
            connections.close_all()

    def _answer(self, link: socket, inbox: Inbox, request: Request) -> None:
        for topic, payload in request.told:
            broadcast.received(topic, payload)
        body: IO[bytes] = os.fdopen(inbox.take_file(), "rb") if request.has_file else BytesIO(request.body)
        environ = environ_of(request, body)
        self._here.told = []
        try:
            answer = ask(self.application, environ)
        except Exception:  # here is the edge: nothing that a page does ends the thread
            log.exception("a page could not be made")
            answer = Answer(status=500, headers=[(b"content-type", b"text/plain")], body=b"Internal Server Error")
        finally:
            body.close()
        file = file_of(answer)
        try:
            noted = {name: environ[name] for name in (ROUTE, ERROR, COPIED) if environ.get(name)}
            reply = Reply(
                answer.status, answer.headers, b"" if file else answer.body, file is not None, noted, self._here.told
            )
            send_whole(link, reply, file.fileno() if file else None)
        finally:
            if file:
                file.close()
            answer.close()


def environ_of(request: Request, body: IO[bytes]) -> dict[str, Any]:
    """Return the WSGI environment (PEP 3333) of a request that travelled."""
    return {
        **request.environ,
        "wsgi.version": (1, 0),
        "wsgi.input": body,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }


def file_of(answer: Answer) -> IO[bytes] | None:
    """Return the file that an answer is, or that its long body was written into; it stands at its start."""
    if answer.file is not None:
        return answer.file.file
    if answer.rest is None:
        return None
    written = tempfile.TemporaryFile()  # noqa: SIM115 - closed when it was sent
    written.write(answer.body)
    for piece in answer.rest:
        written.write(piece)
    written.seek(0)
    return written
