"""What the server calls for each request: open screens in plain ASGI, everything else through the bridge."""

from __future__ import annotations

import asyncio
from typing import Any

from asgiref.typing import ASGIReceiveCallable, ASGISendCallable, Scope

from petitmot.client_api import streaming
from petitmot.live import stream
from petitmot.site.bridge import Bridge
from petitmot.site.request_log import Line

# Address -> ASGI application. These keep a connection open for long, without a thread.
STREAMS: dict[str, Any] = {"/vivant/": stream.app, streaming.PATH: streaming.app}


class House:
    """The whole server as one ASGI application."""

    def __init__(self, bridge: Bridge, streams: dict[str, Any] | None = None) -> None:
        self.bridge = bridge
        self.streams = STREAMS if streams is None else streams
        self.open: set[asyncio.Task[Any]] = set()

    async def __call__(self, scope: Scope, receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
        """Find who answers, and leave one line in the log."""
        if scope["type"] == "lifespan":
            return
        path = scope["path"]
        below = streaming.PATH if path.startswith(streaming.PATH + "/") else path
        stream = self.streams.get(below)
        if scope["type"] == "websocket" and below != streaming.PATH:
            await send({"type": "websocket.close", "code": 1000, "reason": None})  # before it is open: 403
        elif stream is not None:
            await self._stream(stream, scope, receive, send)
        elif scope["type"] == "http":
            line = Line(scope, send)
            try:
                await self.bridge(scope, receive, line)
            finally:
                line.write()

    async def _stream(self, app: Any, scope: Scope, receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
        task = asyncio.current_task()
        assert task is not None
        self.open.add(task)
        try:
            await app(scope, receive, send)
        finally:
            self.open.discard(task)

    def end_streams(self) -> None:
        """Close every open screen: at a stop they would otherwise be waited for (the page comes back by itself)."""
        for task in self.open:
            task.cancel()
