"""A load generator in a process of its own, light enough to leave the server its core: python -m bench.asking PORT SECONDS ACCEPT PATH...

Eight connections that are kept, one request under way on each. Every answer is read to its end and has to be 200; prints {"answers", "seconds", "cpu_ms_each"}.
A `{n}` in a path is another number each time, so that no copy of an answer can be given.
"""

from __future__ import annotations

import json
import re
import selectors
import socket
import sys
import time
from collections.abc import Iterator
from itertools import cycle

CONNECTIONS = 8
LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)


def ask(port: int, seconds: float, accept: str, paths: list[str]) -> dict[str, float]:
    """Ask for these paths in turn, for a while."""
    requests = _requests(port, paths, accept)
    selector = selectors.DefaultSelector()
    for _ in range(CONNECTIONS):
        connection = socket.create_connection(("127.0.0.1", port))
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        selector.register(connection, selectors.EVENT_READ, bytearray())
        connection.sendall(next(requests))
    answers, start = 0, time.monotonic()
    end = start + seconds
    while time.monotonic() < end:
        for key, _events in selector.select(1):
            connection, got = key.fileobj, key.data
            assert isinstance(connection, socket.socket)
            got += connection.recv(262_144)
            if _is_whole(got):
                assert got.startswith(b"HTTP/1.1 200 "), bytes(got[:200])
                answers += 1
                got.clear()
                connection.sendall(next(requests))
    took = time.monotonic() - start
    cpu = time.process_time() * 1000 / max(1, answers)
    return {"answers": answers, "seconds": round(took, 2), "cpu_ms_each": round(cpu, 3)}


def _requests(port: int, paths: list[str], accept: str) -> Iterator[bytes]:
    if not any("{n}" in path for path in paths):
        yield from cycle([_request(port, path, accept) for path in paths])
    for number, path in enumerate(cycle(paths)):
        yield _request(port, path.replace("{n}", str(number)), accept)


def _request(port: int, path: str, accept: str) -> bytes:
    lines = [f"GET {path} HTTP/1.1", f"Host: localhost:{port}", f"Accept: {accept}", "Accept-Language: fr"]
    return ("\r\n".join([*lines, "User-Agent: bench", "", ""])).encode()


def _is_whole(got: bytearray) -> bool:
    head = got.find(b"\r\n\r\n")
    found = LENGTH.search(got, 0, head + 2) if head > 0 else None
    return found is not None and len(got) >= head + 4 + int(found[1])


if __name__ == "__main__":
    print(json.dumps(ask(int(sys.argv[1]), float(sys.argv[2]), sys.argv[3], sys.argv[4:])))
