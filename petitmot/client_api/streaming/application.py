"""`/api/v1/streaming` in plain ASGI: finds out who asks and for what, then hands the connection to one of the two ways."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import Any

import msgspec
from asgiref.typing import ASGIReceiveCallable, ASGISendCallable, HTTPScope, WebSocketScope
from django.conf import settings

from petitmot.client_api.crossing import PREFLIGHT
from petitmot.client_api.errors import ApiError
from petitmot.client_api.streaming import callers, server_sent, streams
from petitmot.client_api.streaming.callers import Caller
from petitmot.client_api.streaming.hub import Connection, Hub
from petitmot.client_api.streaming.socket import Socket
from petitmot.client_api.streaming.streams import Stream
from petitmot.live.bus import Bus, bus

PATH = "/api/v1/streaming"
HEARTBEAT = 15.0  # seconds
MOST = 100  # open connections of one person
UNLIMITED = 100_000
TRUE = ("1", "true", "t", "on", "yes")
Scope = HTTPScope | WebSocketScope


class Streaming:
    """The ASGI application. Whoever makes one for a test brings a bus, who is behind a token, and how facts are told."""

    def __init__(
        self,
        *,
        find_bus: Callable[[], Bus] = bus,
        behind: Callable[[str], Caller] = callers.behind,
        check_list: Callable[[Caller, str], None] = callers.check_list,
        heartbeat: float = HEARTBEAT,
        most: int = MOST,
        **of_hub: Any,
    ) -> None:
        self.behind, self.check_list = behind, check_list
        self.heartbeat, self.most = heartbeat, most
        self._make_hub = partial(Hub, find_bus, **of_hub)
        self._hub: Hub | None = None

    def hub(self) -> Hub:
        """Return the connections of the running loop."""
        if self._hub is None or self._hub.loop is not asyncio.get_running_loop():
            self._hub = self._make_hub()
        return self._hub

    async def __call__(self, scope: Scope, receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
        """Answer one request: refuse it, or keep it open until either side ends it."""
        answer = _Plain(scope, send)
        if scope["type"] == "http" and scope["method"] == "OPTIONS":
            await answer.say(204, b"", PREFLIGHT)
        elif scope["type"] == "http" and scope["path"] == PATH + "/health":
            await answer.say(200, b"OK", {"Content-Type": "text/plain"})
        else:
            try:
                await self._serve(scope, receive, send)
            except _Refused as refused:
                await answer.refuse(refused.error)

    async def _serve(self, scope: Scope, receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
        hub = self.hub()
        try:
            if scope["type"] == "http" and scope["method"] != "GET":
                raise ApiError(405, "Method Not Allowed")
            values = callers.query(scope)
            media = values.get("only_media", "").lower() in TRUE
            name = streams.of_path(scope["path"].removeprefix(PATH), media)
            asked = streams.read(name, values) if scope["type"] == "http" else None
            caller = await hub.in_a_thread(self.behind, callers.secret(scope))
            connection = hub.open(caller, self.most if settings.PETITMOT_RATE_LIMITS else UNLIMITED)
            if connection is None:
                raise ApiError(429, "Too many requests")
        except ApiError as error:
            raise _Refused(error) from None
        try:
            if asked is None:
                name = values.get("stream", "") or name
                socket = Socket(hub, connection, send, self._check)
                await receive()  # websocket.connect
                await send({"type": "websocket.accept", "subprotocol": _protocol(scope), "headers": []})
                await socket.serve((name, values) if name else None, receive)
                return
            try:
                await self._check(connection, asked)
            except ApiError as error:
                raise _Refused(error) from None
            hub.subscribe(connection, asked)
            await server_sent.serve(connection, receive, send, self.heartbeat)
        finally:
            hub.close(connection)

    async def _check(self, connection: Connection, stream: Stream) -> None:
        streams.check(stream, connection.caller.granted)
        if stream.name == "list":
            await self.hub().in_a_thread(self.check_list, connection.caller, stream.value)


class _Refused(Exception):
    """Refused before anything was answered."""

    def __init__(self, error: ApiError) -> None:
        super().__init__(error.body["error"])
        self.error = error


class _Plain:
    """An answer that is not a stream; to a WebSocket that is not open yet, too (ASGI: Websocket Denial Response)."""

    def __init__(self, scope: Scope, send: ASGISendCallable) -> None:
        self.kind = "websocket.http.response" if scope["type"] == "websocket" else "http.response"
        self._send: Any = send

    async def refuse(self, error: ApiError) -> None:
        await self.say(error.status, msgspec.json.encode(error.body), {"Content-Type": "application/json"})

    async def say(self, status: int, body: bytes, more: dict[str, str]) -> None:
        headers = {"Cache-Control": "private, no-store", "Access-Control-Allow-Origin": "*"} | more
        if body:
            headers["Content-Length"] = str(len(body))
        lines = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
        await self._send({"type": f"{self.kind}.start", "status": status, "headers": lines})
        await self._send({"type": f"{self.kind}.body", "body": body, "more_body": False})


def _protocol(scope: Scope) -> str | None:
    """A browser that put its token where a protocol is named wants to read it again."""
    return callers.header(scope, callers.PROTOCOL).partition(",")[0].strip() or None


app = Streaming()
