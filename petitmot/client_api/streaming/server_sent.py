"""One stream as server-sent events (html.spec.whatwg.org/multipage/server-sent-events.html)."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from asgiref.typing import ASGIReceiveCallable, ASGISendCallable

from petitmot.client_api.streaming.hub import Connection
from petitmot.client_api.streaming.telling import Event
from petitmot.kit.ending import until_one_ends

GOODBYE = 2.0  # seconds a last piece may take
HEADERS = [
    (b"content-type", b"text/event-stream"),
    (b"cache-control", b"private, no-store"),
    (b"x-accel-buffering", b"no"),  # nginx would gather the events
    (b"x-content-type-options", b"nosniff"),
    (b"access-control-allow-origin", b"*"),
]


async def serve(connection: Connection, receive: ASGIReceiveCallable, send: ASGISendCallable, heartbeat: float) -> None:
    """Talk until either side ends it."""
    await send({"type": "http.response.start", "status": 200, "headers": HEADERS, "trailers": False})
    ends = [
        asyncio.ensure_future(_talk(connection, send, heartbeat)),
        asyncio.ensure_future(_until_gone(receive)),
        asyncio.ensure_future(connection.over.wait()),
    ]
    await until_one_ends(ends)
    with suppress(TimeoutError, OSError):  # who does not read is not waited for
        async with asyncio.timeout(GOODBYE):
            await _say(send, b"", more=False)


async def _talk(connection: Connection, send: ASGISendCallable, heartbeat: float) -> None:
    await _say(send, b":\n\n")
    while True:
        try:
            async with asyncio.timeout(heartbeat):
                event = await connection.waiting.get()
        except TimeoutError:
            await _say(send, b":\n\n")
        else:
            await _say(send, written(event))


def written(event: Event) -> bytes:
    """Return an event as it is sent."""
    return f"event: {event.name}\ndata: {event.payload}\n\n".encode()


async def _say(send: ASGISendCallable, piece: bytes, *, more: bool = True) -> None:
    await send({"type": "http.response.body", "body": piece, "more_body": more})


async def _until_gone(receive: ASGIReceiveCallable) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
