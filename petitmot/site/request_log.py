"""One line in the log for each request: what was asked, how it went, how long it took. No addresses, no secrets."""

from __future__ import annotations

import time
from typing import Any

import structlog
from asgiref.typing import ASGISendCallable, ASGISendEvent, HTTPScope

ROUTE = "petitmot.route"  # in the environment: the pattern of the address (it holds no values)
ERROR = "petitmot.error"  # in the environment: the short id that the person was shown

log = structlog.get_logger("petitmot.request")


class Line:
    """Stands between the bridge and the server, sees the answer go by and writes the line at the end."""

    addresses = False  # whether lines name the network address of who asks; the operator's to set

    def __init__(self, scope: HTTPScope, send: ASGISendCallable) -> None:
        self.scope, self.send = scope, send
        self.start = time.perf_counter()
        self.status, self.size = 0, 0
        self.environ: dict[str, Any] = {}

    async def __call__(self, event: ASGISendEvent) -> None:
        """Send on, and count."""
        if event["type"] == "http.response.start":
            self.status = event["status"]
        elif event["type"] == "http.response.body":
            self.size += len(event["body"])
        await self.send(event)

    def note(self, environ: dict[str, Any]) -> None:
        """Keep what was found out on the way."""
        self.environ = environ

    def write(self) -> None:
        """Write the line. The route stands in it, never the path: a path may hold a one-time link or a name."""
        values: dict[str, Any] = {
            "method": self.scope["method"],
            "route": self.environ.get(ROUTE) or "?",
            "status": self.status,
            "bytes": self.size,
            "ms": round((time.perf_counter() - self.start) * 1000, 1),
        }
        if self.environ.get(ERROR):
            values["error"] = self.environ[ERROR]
        if self.addresses:
            values["address"] = self.environ.get("REMOTE_ADDR", "")
        (log.warning if self.status >= 500 else log.info)("request", **values)
