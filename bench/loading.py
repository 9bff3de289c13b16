"""A load generator in a process of its own: one JSON object on standard input says what, one on standard output how it went.

In: {"port", "host", "seconds", "connections", "bearer", "paths", "bodies"?}. One request under way on each connection, all of them kept
open; a `{n}` in a path or a body is another number each time. With `bodies` each connection posts its own, as a form. Out:
{"answers", "seconds", "per_second", "p50", "p99" (milliseconds), "bytes" (of the last), "cpu_ms" (of this generator, each)}.
"""

from __future__ import annotations

import itertools
import json
import re
import selectors
import socket
import sys
import time
from dataclasses import dataclass, field
from typing import Any

LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)


@dataclass
class Line:
    """One connection: what it asks, what came so far, and since when it waits."""

    socket: socket.socket
    requests: Any
    got: bytearray = field(default_factory=bytearray)
    since: float = 0.0

    def ask(self) -> None:
        self.got.clear()
        self.since = time.perf_counter()
        self.socket.sendall(next(self.requests))


def load(asked: dict[str, Any]) -> dict[str, float]:
    """Ask for a while, and tell how it went."""
    selector = selectors.DefaultSelector()
    numbers = itertools.count(time.time_ns())
    bearers = asked["bearer"] if isinstance(asked["bearer"], list) else [asked["bearer"]]
    lines = []
    for place in range(asked["connections"]):
        connection = socket.create_connection(("127.0.0.1", asked["port"]))
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        bearer = bearers[place % len(bearers)]
        line = Line(connection, _requests(asked, bearer, asked.get("bodies", [None])[0], numbers))
        selector.register(connection, selectors.EVENT_READ, line)
        lines.append(line)
    waits: list[float] = []
    size, start, own = 0, time.perf_counter(), time.process_time()
    end = start + asked["seconds"]
    for line in lines:
        line.ask()
    while time.perf_counter() < end:
        for key, _events in selector.select(1):
            line = key.data
            more = line.socket.recv(262_144)
            assert more, "the server hung up"
            line.got += more
            if (whole := _whole(line.got)) is not None:
                assert line.got.startswith(b"HTTP/1.1 200 "), bytes(line.got[:400])
                waits.append(time.perf_counter() - line.since)
                size = whole
                line.ask()
    took, own = time.perf_counter() - start, time.process_time() - own
    waits.sort()
    return {
        "answers": len(waits),
        "seconds": round(took, 3),
        "per_second": round(len(waits) / took),
        "p50": round(waits[len(waits) // 2] * 1000, 3),
        "p99": round(waits[min(len(waits) - 1, int(len(waits) * 0.99))] * 1000, 3),
        "bytes": size,
        "cpu_ms": round(own * 1000 / max(1, len(waits)), 3),
    }


def _requests(asked: dict[str, Any], bearer: str, body: str | None, numbers: Any) -> Any:
    for path in itertools.cycle(asked["paths"]):
        number = str(next(numbers))
        said = (body or "").replace("{n}", number)
        lines = [
            f"{'GET' if body is None else 'POST'} {path.replace('{n}', number)} HTTP/1.1",
            f"Host: {asked['host']}",
            f"Authorization: Bearer {bearer}",
            "Accept: application/json",
            "User-Agent: bench",
        ]
        if body is not None:
            lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(said)}"]
        yield ("\r\n".join([*lines, "", ""]) + said).encode()


def _whole(got: bytearray) -> int | None:
    """Return the size of the body, once it is whole."""
    head = got.find(b"\r\n\r\n")
    found = LENGTH.search(got, 0, head + 2) if head > 0 else None
    if found is None or len(got) < head + 4 + int(found[1]):
        return None
    return int(found[1])


if __name__ == "__main__":
    print(json.dumps(load(json.loads(sys.stdin.read()))))
