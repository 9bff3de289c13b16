"""Many streams over one WebSocket: subscribe, unsubscribe, events in an envelope (docs.joinmastodon.org/methods/streaming#websocket)."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from typing import Any

import msgspec
from asgiref.typing import ASGIReceiveCallable, ASGISendCallable

from petitmot.client_api.errors import ApiError
from petitmot.client_api.streaming import streams
from petitmot.client_api.streaming.hub import Connection, Hub
from petitmot.client_api.streaming.streams import Stream
from petitmot.client_api.streaming.telling import Event
from petitmot.kit.ending import until_one_ends

MOST_STREAMS = 50  # of one connection
GOODBYE = 2.0  # seconds a closing word may take
CLOSED = 1000
Check = Callable[[Connection, Stream], Awaitable[None]]


class Socket:
    """One open WebSocket. The server's pings, which keep it alive, are uvicorn's."""

    def __init__(self, hub: Hub, connection: Connection, send: ASGISendCallable, check: Check) -> None:
        self.hub, self.connection, self.check = hub, connection, check
        self._send = send

    async def serve(self, first: tuple[str, Mapping[str, str]] | None, receive: ASGIReceiveCallable) -> None:
        """Talk until either side ends it; `first` is the stream that stood in the address."""
        if first:
            await self._obey("subscribe", *first)
        ends = [
            asyncio.ensure_future(self._talk()),
            asyncio.ensure_future(self._listen(receive)),
            asyncio.ensure_future(self.connection.over.wait()),
        ]
        await until_one_ends(ends)
        with suppress(TimeoutError, OSError, RuntimeError):  # closed already, or not read any more
            async with asyncio.timeout(GOODBYE):
                await self._send({"type": "websocket.close", "code": CLOSED, "reason": None})

    async def _talk(self) -> None:
        while True:
            await self._say(envelope(await self.connection.waiting.get()))

    async def _listen(self, receive: ASGIReceiveCallable) -> None:
        while True:
            event = await receive()
            if event["type"] == "websocket.disconnect":
                return
            if event["type"] == "websocket.receive":
                await self._hear(event.get("text") or event.get("bytes") or "")

    async def _hear(self, said: str | bytes) -> None:
        try:
            wish = msgspec.json.decode(said)
        except (msgspec.DecodeError, UnicodeDecodeError):
            wish = None
        if not isinstance(wish, dict):
            await self._refuse(ApiError(400, "Invalid JSON"))
            return
        values = {name: str(value) for name, value in wish.items() if isinstance(value, str | int)}
        await self._obey(values.get("type", ""), values.get("stream", ""), values)

    async def _obey(self, kind: str, name: str, values: Mapping[str, str]) -> None:
        try:
            if kind not in ("subscribe", "unsubscribe"):
                raise ApiError(400, "Unknown message type")
            stream = streams.read(name, values)
            if kind == "unsubscribe":
                self.hub.unsubscribe(self.connection, stream)
                return
            if len(self.connection.streams) >= MOST_STREAMS:
                raise ApiError(429, "Too many subscriptions")
            await self.check(self.connection, stream)
            self.hub.subscribe(self.connection, stream)
        except ApiError as error:
            await self._refuse(error)

    async def _refuse(self, error: ApiError) -> None:
        await self._say(msgspec.json.encode({"error": error.body["error"], "status": error.status}).decode())

    async def _say(self, text: str) -> None:
        await self._send({"type": "websocket.send", "bytes": None, "text": text})


def envelope(event: Event) -> str:
    """Return an event as it is sent: its payload is JSON within JSON; where there is none it is left out, as in Mastodon."""
    (stream,) = event.streams
    told: dict[str, Any] = {"stream": stream.label, "event": event.name} | (
        {"payload": event.payload} if event.payload else {}
    )
    return msgspec.json.encode(told).decode()
