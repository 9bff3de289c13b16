"""The ASGI application that calls a WSGI one in a fixed pool of threads."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from io import BytesIO
from typing import IO, Any

import structlog
from asgiref.typing import ASGIReceiveCallable, ASGISendCallable, HTTPScope

from petitmot.client_api.rates import COPIED
from petitmot.site.bridge.answer import PIECE, Answer, Application, File, ask
from petitmot.site.bridge.body import Gone, TooLarge, TooSlow, gather
from petitmot.site.bridge.copies import Copies
from petitmot.site.bridge.environ import environ_for
from petitmot.site.request_log import ROUTE

WAITING = 500  # requests that may wait for a thread; the next one is asked to come back
REFUSED = (
    "petitmot.refused"  # in the environment: the status that the application is to answer, without looking further
)

log = structlog.get_logger("petitmot.bridge")


class Bridge:
    """Serve `application` with `threads` threads; bodies beyond `limit` bytes are refused."""

    def __init__(self, application: Application, *, threads: int, limit: int) -> None:
        self.application = application
        self.limit = limit
        self.pages = ThreadPoolExecutor(threads, thread_name_prefix="page")
        self.files = ThreadPoolExecutor(4, thread_name_prefix="file")  # only reads from disk
        self.waiting = 0
        self.copies: Copies | None = None

    def close(self) -> None:
        """Wait for what is under way and let the threads go."""
        self.pages.shutdown()
        self.files.shutdown()
        if self.copies is not None:
            self.copies.close()

    async def __call__(self, scope: HTTPScope, receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
        """Answer one request."""
        asked = self.copies.begin(scope["method"], _target(scope), scope["headers"]) if self.copies else None
        refused = 0
        body: IO[bytes] = BytesIO()
        length = 0
        try:
            body, length = await gather(scope, receive, self.limit)
        except Gone:
            return
        except TooLarge:
            refused = 413
        except TooSlow:
            refused = 408
        environ = environ_for(scope, body, length)
        if not refused and self.waiting >= WAITING:
            refused = 503
        if refused:
            environ |= {REFUSED: refused, "wsgi.input": BytesIO(), "CONTENT_LENGTH": "0"}
        try:
            answer = await self._ask(environ)
        finally:
            body.close()
        note = getattr(send, "note", None)
        if note:
            note(environ)
        if refused:
            answer.headers.append((b"connection", b"close"))
        elif self.copies:
            self.copies.keep(asked, answer, environ.get(ROUTE, ""), environ.get(COPIED, ""))
        await self._send(answer, scope["method"], receive, send)

    async def _ask(self, environ: dict[str, Any]) -> Answer:
        self.waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self.pages, ask, self.application, environ)
        finally:
            self.waiting -= 1

    async def _send(self, answer: Answer, method: str, receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
        await send(
            {"type": "http.response.start", "status": answer.status, "headers": answer.headers, "trailers": False}
        )
        if answer.file is None and answer.rest is None:
            await send({"type": "http.response.body", "body": answer.body, "more_body": False})
            return
        gone = asyncio.ensure_future(_until_gone(receive))
        try:
            if method != "HEAD":
                await self._send_pieces(answer, send, gone)
            if not gone.done():
                await send({"type": "http.response.body", "body": b"", "more_body": False})
        finally:
            gone.cancel()
            with suppress(asyncio.CancelledError):
                await gone
            pool = self.files if answer.file else self.pages
            await asyncio.get_running_loop().run_in_executor(pool, answer.close)

    async def _send_pieces(self, answer: Answer, send: ASGISendCallable, gone: asyncio.Future[None]) -> None:
        """Send piece by piece, as fast as the client takes them (`send` waits for it), until it is gone."""
        loop = asyncio.get_running_loop()
        pool, read = (self.files, _reader(answer.file)) if answer.file else (self.pages, _next_of(answer))
        piece: bytes | None = answer.body
        while piece is not None and not gone.done():
            if piece:
                await send({"type": "http.response.body", "body": piece, "more_body": True})
            piece = await loop.run_in_executor(pool, read)


def _target(scope: HTTPScope) -> bytes:
    """The address as it was asked for."""
    query = scope["query_string"]
    return (scope.get("raw_path") or b"") + (b"?" + query if query else b"")


def _reader(file: File) -> Any:
    def read() -> bytes | None:
        return file.file.read(PIECE) or None

    return read


def _next_of(answer: Answer) -> Any:
    rest: Iterator[bytes] = answer.rest or iter(())

    def read() -> bytes | None:
        return next(rest, None)

    return read


async def _until_gone(receive: ASGIReceiveCallable) -> None:
    """Return when the client has left (there is no body to come any more)."""
    while (await receive())["type"] != "http.disconnect":
        pass
