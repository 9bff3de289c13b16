"""One connection: as uvicorn has it, with a short way for requests that a copy answers (`site/bridge/copies.py`)."""

from __future__ import annotations

import asyncio
from typing import Any

import h11
import structlog
from uvicorn.protocols.http.h11_impl import STATUS_PHRASES, H11Protocol

from petitmot.site.bridge.copies import Copy

EVERY = 1.0  # seconds between two lines in the log about what copies answered

log = structlog.get_logger("petitmot.request")


class HouseProtocol(H11Protocol):
    """Answers from a copy where there is one: no thread, no task, no second reading of the request."""

    def data_received(self, data: bytes) -> None:
        app: Any = self.config.app
        copies = app.bridge.copies
        found = copies.find(data) if copies is not None and self._is_between_requests() else None
        if found is None:
            super().data_received(data)
            return
        copy, fresh = found
        self._unset_keepalive_if_required()
        head = [b"HTTP/1.1 %d %s\r\n" % (copy.status, STATUS_PHRASES[copy.status])]
        head += [b"%s: %s\r\n" % header for header in (*self.server_state.default_headers, *fresh)]
        self.transport.write(b"".join((*head, copy.rest)))
        self.server_state.total_requests += 1
        self.timeout_keep_alive_task = self.loop.call_later(self.timeout_keep_alive, self.timeout_keep_alive_handler)
        tallies.count(copy)

    def _is_between_requests(self) -> bool:
        """Whether nothing is under way, nothing came that was not read, and what went out is taken."""
        if self.cycle is not None and not self.cycle.response_complete:
            return False
        if self.conn.our_state is not h11.IDLE or self.conn.their_state is not h11.IDLE or self.conn.trailing_data[0]:
            return False
        return not self.flow.write_paused and not self.transport.is_closing()


class Tallies:
    """What copies answered, for the log: one line a second for each route, with how often, instead of one an answer."""

    def __init__(self) -> None:
        self._times: dict[tuple[str, int, int], int] = {}

    def count(self, copy: Copy) -> None:
        """Count an answer. In the event loop."""
        if not self._times:
            asyncio.get_running_loop().call_later(EVERY, self.write)
        what = (copy.route, copy.status, copy.size)
        self._times[what] = self._times.get(what, 0) + 1

    def write(self) -> None:
        """Write the lines."""
        for (route, status, size), times in self._times.items():
            log.info("request", method="GET", route=route or "?", status=status, bytes=size, copies=times)
        self._times = {}


tallies = Tallies()
