"""The client API over real HTTP: warm (a copy), the long way (every address is another), and right after a write.

The load generator (`bench.loading`) is a process of its own on the same machine, and its time is in every figure.
"""

from __future__ import annotations

import http.client
import json
import re
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from bench.serving import ROOT, Served, serve

DOMAIN = "localhost:8000"  # of the house, whatever port it is served on
CONNECTIONS = (1, 8, 32)
NEXT = re.compile(r'max_id=(\d+)>; rel="next"')
COLD = 40  # requests after a write, of each address
House = dict[str, Any]


def measure(data: Path, house: House, *, processes: int, seconds: float) -> dict[str, Any]:
    """Serve a filled house and time each address warm, the long way and right after a write; then the walk and posting."""
    found: dict[str, Any] = {}
    with serve(data, "--processes", str(processes), port=0, settings=_settings()) as served:
        _get(served, house["secret"], "/api/v2/instance")
        time.sleep(1)
        found["idle_mib"] = round(served.memory_mb(), 1)
        for path in house[
            "paths"
        ].values():  # questions are made once in each process, and what a start has to do is done
            _load(served, house["secret"], f"{path}{'&' if '?' in path else '?'}n={{n}}", 8, 0.4)
        for name, path in house["paths"].items():
            found[name] = {
                f"{kind} {connections}": _load(served, house["secret"], address, connections, seconds)
                for kind, address in (("warm", path), ("long", f"{path}{'&' if '?' in path else '?'}n={{n}}"))
                for connections in CONNECTIONS
            }
        found["loaded_mib"] = round(served.memory_mb(), 1)
        found["walk"] = _walk(served, house["secret"], house["posts"])
        for name, path in house["paths"].items():
            found[name]["cold"] = _cold(served, house, name, path)
        found["posting"] = _posting(served, house, seconds * 6)
    return found


def told(found: dict[str, Any]) -> list[str]:
    """Return the lines of a table."""
    lines = [f"{'':24} {'req/s':>8} {'p50 ms':>8} {'p99 ms':>8} {'CPU ms':>8} {'bytes':>8}"]
    for name, rows in found.items():
        if not isinstance(rows, dict) or name in ("walk", "posting"):
            lines.append(f"{name}: {rows}")
            continue
        for kind, row in rows.items():
            lines.append(
                f"{name + ', ' + kind:24} {row.get('per_second', 0):8} {row['p50']:8.2f} {row['p99']:8.2f} "
                f"{row.get('server_cpu_ms', 0):8.3f} {row.get('bytes', 0):8}"
            )
    return lines


def _settings() -> dict[str, str]:
    return {"PETITMOT_LOG_LEVEL": "warning", "PETITMOT_DOMAIN": DOMAIN, "PETITMOT_SCHEME": "http"}


def _load(served: Served, secret: str | list[str], path: str, connections: int, seconds: float, **more: Any) -> Any:
    asked = {"port": served.port, "host": DOMAIN, "seconds": seconds, "connections": connections, "bearer": secret}
    asked |= {"paths": [path]} | more
    before = served.cpu_seconds()
    done = subprocess.run(
        [sys.executable, "-P", "-m", "bench.loading"],
        input=json.dumps(asked),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    told: dict[str, Any] = json.loads(done.stdout)
    told["server_cpu_ms"] = round((served.cpu_seconds() - before) * 1000 / max(1, told["answers"]), 3)
    return told


def _cold(served: Served, house: House, name: str, path: str) -> dict[str, float]:
    """Time single requests, each right after a write that changes its answer; the write itself is not timed."""
    writer, reader = _connection(served), _connection(served)
    waits = []
    for number in range(COLD):
        secret, method, address, form = _write_for(house, name, number)
        status, _body, _headers = _ask(writer, secret, address, method, form)
        assert status == 200, f"{method} {address}: {status}"
        at = time.perf_counter()
        status, _body, _headers = _ask(reader, house["secret"], path)
        waits.append((time.perf_counter() - at) * 1000)
        assert status == 200
    waits.sort()
    return {"p50": round(statistics.median(waits), 3), "p99": round(waits[-1], 3), "answers": len(waits)}


def _write_for(house: House, name: str, number: int) -> tuple[str, str, str, dict[str, str]]:
    """Return who writes what, so that the answer at an address is another one."""
    author, words = house["author_secret"], {"status": f"Encore un mot, le {number}."}
    if name in ("home", "statuses"):
        return author, "POST", "/api/v1/statuses", words
    way = "unfavourite" if number % 2 else "favourite"
    if name in ("notifications", "status"):
        return author, "POST", f"/api/v1/statuses/{house['told']}/{way}", {}
    if name == "context":
        return house["secret"], "POST", f"/api/v1/statuses/{house['answer']}/{way}", {}
    if name == "relationships":
        return house["secret"], "POST", f"/api/v1/accounts/{house['author']}/note", {"comment": f"au marché {number}"}
    return house["secret"], "PATCH", "/api/v1/accounts/update_credentials", {"display_name": f"Lise {number}"}


def _walk(served: Served, secret: str, posts: int) -> dict[str, float]:
    """Home from the newest word back, in pages of 40: each page is asked for once, so none comes from a copy."""
    connection, pages, before = _connection(served), 0, ""
    start, used = time.perf_counter(), served.cpu_seconds()
    while pages * 40 < min(posts, 20_000):
        status, _body, headers = _ask(connection, secret, f"/api/v1/timelines/home?limit=40{before}")
        assert status == 200
        pages += 1
        older = NEXT.search(headers.get("Link", ""))
        if older is None:
            break
        before = f"&max_id={older[1]}"
    took = (time.perf_counter() - start) * 1000 / pages
    return {
        "pages": pages,
        "ms_a_page": round(took, 2),
        "server_cpu_ms": round((served.cpu_seconds() - used) * 1000 / pages, 2),
    }


def _posting(served: Served, house: House, seconds: float) -> dict[str, Any]:
    """Post with four writers who are each followed by the same nineteen people, then look whether the last word is in each home."""
    told = _load(
        served,
        house["writers"],
        "/api/v1/statuses",
        4,
        seconds,
        bodies=[urlencode({"status": "Un mot de plus, "}) + "{n}"],
    )
    connection = _connection(served)
    status, body, _headers = _ask(
        connection, house["writers"][0], "/api/v1/statuses", "POST", {"status": "Le tout dernier."}
    )
    last = json.loads(body)["id"]
    assert status == 200
    homes = [json.loads(_ask(connection, each, "/api/v1/timelines/home")[1]) for each in house["followers"]]
    # Words that were under way when the generator ended may come after it.
    told["seen_by"] = sum(last in {each["id"] for each in home} for home in homes)
    return dict(told)


def _get(served: Served, secret: str, path: str) -> bytes:
    status, body, _headers = _ask(_connection(served), secret, path)
    assert status == 200, body[:300]
    return body


def _connection(served: Served) -> http.client.HTTPConnection:
    return http.client.HTTPConnection("127.0.0.1", served.port, timeout=60)


def _ask(
    connection: http.client.HTTPConnection,
    secret: str,
    path: str,
    method: str = "GET",
    form: dict[str, str] | None = None,
) -> tuple[int, bytes, Any]:
    headers = {"Host": DOMAIN, "Authorization": f"Bearer {secret}"}
    body = urlencode(form) if form is not None else None
    if body is not None:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    connection.request(method, path, body, headers)
    answer = connection.getresponse()
    return answer.status, answer.read(), answer.headers
