"""(e) Streaming: so many idle WebSockets in one process, what they weigh, and how soon one event reaches a thousand of them.

A thousand people follow one author; each has as many applications open as it takes. The author posts, and each first
application of each of them is told; latency is from the moment the post was sent to the last byte of the event.
`python -m bench.streaming prepare PEOPLE` runs inside the data folder.
"""

from __future__ import annotations

import base64
import json
import os
import resource
import selectors
import socket
import sys
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from bench.serving import Served, serve

SOCKETS, PEOPLE, EVENTS = 5_000, 1_000, 10
PATIENCE = 30.0  # seconds


def measure(data: Path, *, small: bool) -> dict[str, Any]:
    """Open the sockets, weigh them, then post and wait."""
    sockets, people, events = (500, 100, 3) if small else (SOCKETS, PEOPLE, EVENTS)
    _allow_files(sockets + 200)
    with serve(data) as served:
        prepared = json.loads(served.run("bench.streaming", "prepare", str(people)))
        idle = served.memory_mb()
        before = served.cpu_seconds()
        started = time.monotonic()
        opened = [_open(served.port, prepared["readers"][n % people], n < people) for n in range(sockets)]
        took = time.monotonic() - started
        found: dict[str, Any] = {
            "sockets": sockets,
            "opened_per_second": round(sockets / took),
            "open_cpu_ms": round((served.cpu_seconds() - before) * 1000 / sockets, 2),
            "idle_mib": round(idle, 1),
            "with_sockets_mib": round(served.memory_mb(), 1),
            "told": people,
        }
        rounds = [_tell(served, prepared["author"], opened[:people], number) for number in range(events)]
        found["events"] = [round(max(waits), 1) for waits in rounds]
        waits = sorted(wait for each in rounds[1:] for wait in each)  # the first makes its questions
        found["p50_ms"] = round(waits[len(waits) // 2], 1)
        found["p99_ms"] = round(waits[int(len(waits) * 0.99)], 1)
        found["after_mib"] = round(served.memory_mb(), 1)
        for each in opened:
            each.close()
    return found


def _allow_files(number: int) -> None:
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, max(number, _soft)), hard))


def _open(port: int, secret: str, listens: bool) -> socket.socket:
    """Open a WebSocket (RFC 6455); who does not listen has the stream of notifications alone."""
    stream = "user" if listens else "user:notification"
    opened = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
    lines = [
        f"GET /api/v1/streaming?stream={stream} HTTP/1.1",
        f"Host: localhost:{port}",
        f"Authorization: Bearer {secret}",
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        f"Sec-WebSocket-Key: {base64.b64encode(os.urandom(16)).decode()}",
    ]
    opened.sendall("\r\n".join([*lines, "", ""]).encode())
    answer = b""
    while b"\r\n\r\n" not in answer:
        answer += opened.recv(4096)
    assert answer.startswith(b"HTTP/1.1 101 "), answer[:200]
    return opened


def _tell(served: Served, author: str, listeners: list[socket.socket], number: int) -> list[float]:
    """Post once; return how long each listener waited, in milliseconds."""
    word = f"Le mot de la ronde {number}-{time.time_ns()}"
    selector = selectors.DefaultSelector()
    for each in listeners:
        selector.register(each, selectors.EVENT_READ, bytearray())
    body = urlencode({"status": word})
    lines = [
        "POST /api/v1/statuses HTTP/1.1",
        f"Host: localhost:{served.port}",
        f"Authorization: Bearer {author}",
        "Content-Type: application/x-www-form-urlencoded",
        f"Content-Length: {len(body)}",
    ]
    with socket.create_connection(("127.0.0.1", served.port), timeout=PATIENCE) as poster:
        start = time.perf_counter()
        poster.sendall(("\r\n".join([*lines, "", ""]) + body).encode())
        waits: list[float] = []
        end = time.monotonic() + PATIENCE
        while len(waits) < len(listeners) and time.monotonic() < end:
            for key, _events in selector.select(1):
                key.data.extend(key.fileobj.recv(65_536))  # type: ignore[union-attr]
                if word.encode() in key.data:
                    waits.append((time.perf_counter() - start) * 1000)
                    selector.unregister(key.fileobj)
    assert len(waits) == len(listeners), f"{len(listeners) - len(waits)} were told nothing"
    time.sleep(0.3)
    return waits


def prepare(people: int) -> dict[str, Any]:
    """Make an author and so many readers, each with a token."""
    from bench.filling import _people
    from petitmot.client_api import tokens
    from petitmot.client_api.models import Application
    from petitmot.kit import clock
    from petitmot.people.models import Account, ActsFor, Follow

    now, made = clock.now(), _people(people + 1)
    accounts = Account.objects.bulk_create(
        Account(email=f"{each.name}@example.com", made_at=now, confirmed_at=now, approved_at=now) for each in made
    )
    ActsFor.objects.bulk_create(ActsFor(account=a, person=p) for a, p in zip(accounts, made, strict=True))
    Follow.objects.bulk_create(Follow(follower=each, followed=made[0], since=now) for each in made[1:])
    application = Application.objects.create(name="Banc", client_id="banc", secret_hash="", made_at=now)
    secrets = [
        tokens.make(application, ["read", "write"], account=account, person=person)[1]
        for account, person in zip(accounts, made, strict=True)
    ]
    return {"author": secrets[0], "readers": secrets[1:]}


def main(arguments: list[str]) -> None:
    import django

    django.setup()
    from django.db import transaction

    with transaction.atomic():
        print(json.dumps(prepare(int(arguments[1]))))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "petitmot.site.settings")
    main(sys.argv[1:])
