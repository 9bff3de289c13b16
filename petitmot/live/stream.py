"""`/vivant/`: server-sent events for the open screens of those who signed in, in plain ASGI.

An event is its name (`words`, `private`, `notice`) and an id; what may be read of it is asked for by the page
(`/vivant/ligne/`). https://html.spec.whatwg.org/multipage/server-sent-events.html
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

from asgiref.typing import ASGIReceiveCallable, ASGISendCallable, HTTPScope

from petitmot.kit.ending import until_one_ends
from petitmot.live import callers
from petitmot.live.bus import Bus, Listener, Told, bus

HEARTBEAT = 25.0  # seconds: proxies close what is silent for a minute
CHECK = 45.0  # seconds between two looks at the session: one that ended is closed within a minute
MOST = 8  # open screens of one person
GOODBYE = 2.0  # seconds a last piece may take
HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),  # nginx would gather the events
    (b"x-content-type-options", b"nosniff"),
]


class Screens:
    """The ASGI application of open screens."""

    def __init__(
        self,
        *,
        person_behind: Callable[[str], int | None] = callers.person_behind,
        find_bus: Callable[[], Bus] = bus,
        heartbeat: float = HEARTBEAT,
        check: float = CHECK,
        most: int = MOST,
    ) -> None:
        self.person_behind = person_behind
        self.find_bus = find_bus
        self.heartbeat = heartbeat
        self.check = check
        self.most = most
        self._threads = ThreadPoolExecutor(2, thread_name_prefix="session")

    async def __call__(self, scope: HTTPScope, receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
        """Answer one request: refuse it, or keep it open until either side ends it."""
        if scope["type"] != "http" or scope["method"] != "GET":
            await _refuse(send, 405, (b"allow", b"GET"))
            return
        key = callers.session_key(scope)
        person = await self._who(key) if key else None
        if person is None:
            await _refuse(send, 401)  # an EventSource does not come back after this
            return
        listener = self.find_bus().join(person, self.most)
        if listener is None:
            await _refuse(send, 429, (b"retry-after", b"60"))
            return
        try:
            await send({"type": "http.response.start", "status": 200, "headers": HEADERS, "trailers": False})
            await self._until_one_ends(key, listener, receive, send)
        finally:
            self.find_bus().leave(listener)

    async def _until_one_ends(
        self, key: str, listener: Listener, receive: ASGIReceiveCallable, send: ASGISendCallable
    ) -> None:
        talking = asyncio.ensure_future(self._talk(listener, send))
        gone = asyncio.ensure_future(_until_gone(receive))
        ends = [talking, gone, asyncio.ensure_future(listener.dropped.wait())]
        ends.append(asyncio.ensure_future(self._until_signed_out(key, listener.channel)))
        await until_one_ends(ends)
        if not gone.done() or gone.cancelled():
            with suppress(TimeoutError):  # who does not read is not waited for
                async with asyncio.timeout(GOODBYE):
                    await _say(send, b"", more=False)

    async def _talk(self, listener: Listener, send: ASGISendCallable) -> None:
        """Say what comes, and every now and then that we are still there."""
        back = random.randrange(3_000, 9_000)  # noqa: S311 - after a restart not everybody comes at once
        await _say(send, f"retry: {back}\n\n".encode())
        while True:
            try:
                async with asyncio.timeout(self.heartbeat):
                    told = await listener.next()
            except TimeoutError:
                await _say(send, b":\n\n")
            else:
                await _say(send, _event(told))

    async def _until_signed_out(self, key: str, person: int) -> None:
        while True:
            await asyncio.sleep(self.check)
            if await self._who(key) != person:
                return

    async def _who(self, key: str) -> int | None:
        return await asyncio.get_running_loop().run_in_executor(self._threads, self.person_behind, key)


def _event(told: Told) -> bytes:
    return f"event: {told.fact}\ndata: {told.id}\n\n".encode()


async def _say(send: ASGISendCallable, piece: bytes, *, more: bool = True) -> None:
    await send({"type": "http.response.body", "body": piece, "more_body": more})


async def _refuse(send: ASGISendCallable, status: int, *more: tuple[bytes, bytes]) -> None:
    headers = [(b"content-length", b"0"), (b"cache-control", b"no-store"), *more]
    await send({"type": "http.response.start", "status": status, "headers": headers, "trailers": False})
    await _say(send, b"", more=False)


async def _until_gone(receive: ASGIReceiveCallable) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


app = Screens()
