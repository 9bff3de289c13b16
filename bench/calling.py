"""Calling a WSGI application as a server would, and timing it."""

from __future__ import annotations

import io
import resource
import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

Application = Callable[[dict[str, Any], Callable[..., Any]], Any]


@dataclass(frozen=True)
class Figures:
    """What one page costs: medians and the 99th percentile in milliseconds, and requests a second on one core."""

    p50: float
    p99: float
    cpu: float
    per_second: float
    bytes: int
    queries: int

    def row(self) -> dict[str, float]:
        return {name: round(value, 3) for name, value in asdict(self).items()}


def environ(path: str, cookie: str, bearer: str = "") -> dict[str, Any]:
    path, _mark, query = path.partition("?")
    return {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "8000",
        "HTTP_HOST": "localhost:8000",
        "HTTP_COOKIE": cookie,
        "HTTP_AUTHORIZATION": bearer,
        "HTTP_ACCEPT_LANGUAGE": "fr",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.input": io.BytesIO(b""),
        "wsgi.errors": io.StringIO(),
        "wsgi.url_scheme": "http",
        "wsgi.version": (1, 0),
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }


def call(application: Application, path: str, cookie: str, bearer: str = "") -> tuple[str, bytes]:
    """Return the status line and the body."""
    status: list[str] = []
    answer = application(environ(path, cookie, bearer), lambda line, headers, *_rest: status.append(line))
    body = b"".join(answer)
    close = getattr(answer, "close", None)
    if close:
        close()
    return status[0], body


def times(application: Application, path: str, cookie: str, number: int, queries: int, bearer: str = "") -> Figures:
    """Call a page again and again after a warm-up, one request at a time."""
    for _ in range(max(3, number // 10)):
        status, body = call(application, path, cookie, bearer)
        assert status.startswith("200"), f"{path}: {status}"
    walls = []
    before = _cpu()
    start = time.perf_counter()
    for _ in range(number):
        at = time.perf_counter()
        call(application, path, cookie, bearer)
        walls.append((time.perf_counter() - at) * 1000)
    whole = time.perf_counter() - start
    walls.sort()
    return Figures(
        p50=statistics.median(walls),
        p99=walls[min(len(walls) - 1, int(len(walls) * 0.99))],
        cpu=(_cpu() - before) * 1000 / number,
        per_second=number / whole,
        bytes=len(body),
        queries=queries,
    )


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime
