"""Deliveries out, words in, the dead, documents: each against a stub peer on loopback, in processes of their own."""

from __future__ import annotations

import http.client
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.federation import coming
from bench.serving import ROOT, Served, serve

PEOPLE = "bench.federation.people"
ACTIVITY = "application/activity+json"
LOOPBACK = {"PETITMOT_ALLOW_LOOPBACK_PEERS": "on"}


def measure(folder: Path, *, small: bool, processes: int) -> dict[str, Any]:
    """Everything, once; `processes` as `petitmot serve` has it."""
    folder.mkdir()
    coming.make_key(folder)
    with stub(folder) as peer:
        return {
            "200 servers, one inbox each": _going_out(folder / "servers", peer, "200", "1", small, processes),
            "one server, 200 inboxes": _going_out(folder / "inboxes", peer, "1", "200", small, processes),
            "coming in": _coming_in(folder / "coming", peer, small, processes, dead=0),
            "coming in, 220 dead followers": _coming_in(folder / "dead", peer, small, processes, dead=220),
            "documents and pages": _documents(folder / "documents", small, processes),
        }


def _going_out(data: Path, peer: int, hosts: str, inboxes: str, small: bool, processes: int) -> dict[str, Any]:
    """Posts of one author with 200 followers' inboxes, from the first delivery to the last, as the peer sees them."""
    with _serving(data, processes) as served:
        author = _run(served, "deliveries", str(peer), hosts, inboxes)["author"]
        _run(served, "say", str(author), "1")  # keys and connections are made once
        _until(lambda: _run(served, "waiting")["deliveries"] == 0)
        told(peer)
        posts = 5 if small else 15
        before = served.cpu_seconds()
        _run(served, "say", str(author), str(posts))
        wanted, seen = posts * 200, {"number": 0, "signed": 0, "first": 0.0, "last": 0.0}
        end = time.monotonic() + 120
        while seen["number"] < wanted and time.monotonic() < end:
            time.sleep(0.5)
            now = told(peer)
            seen["first"] = seen["first"] or now["first"]
            seen |= {name: seen[name] + now[name] for name in ("number", "signed")}
            seen["last"] = now["last"] or seen["last"]
        took = max(0.001, seen["last"] - seen["first"])
        return {
            "delivered": seen["number"],
            "of": wanted,
            "per_second": round(seen["number"] / took, 1),
            "cpu_ms_each": round((served.cpu_seconds() - before) * 1000 / max(1, seen["number"]), 2),
            "memory_mb": round(served.memory_mb(), 1),
        }


def _coming_in(data: Path, peer: int, small: bool, processes: int, *, dead: int) -> dict[str, Any]:
    """Signed Creates, posted by four senders, until all stand in the reader's Today."""
    with _serving(data, processes) as served:
        made = _run(served, "readers", str(peer), "20", str(data.parent / "public.pem"))
        number = 200 if small else 1_500
        letters = coming.letters(data.parent, number, peer, hosts=20, reader=made["uri"], port=served.port)
        if dead:
            _run(served, "dead", str(dead), str(made["reader"]))
            _run(served, "say", str(made["reader"]), "10")
            time.sleep(2)
        watch = served.begin(PEOPLE, "watch", str(made["reader"]), str(number), "90")
        began, memory, cpu = time.time(), served.memory_mb(), served.cpu_seconds()
        statuses = coming.post(letters, served.port)
        posted = time.time() - began
        told = json.loads(watch.communicate()[0])
        took, seen = told["at"] - began, told["visible"]
        return {
            "visible": seen,
            "of": number,
            "statuses": statuses,
            "taken_per_second": round(number / posted, 1),
            "visible_per_second": round(seen / took, 1),
            "cpu_ms_each": round((served.cpu_seconds() - cpu) * 1000 / max(1, seen), 2),
            "memory_before_mb": round(memory, 1),
            "memory_after_mb": round(served.memory_mb(), 1),
        }


def _documents(data: Path, small: bool, processes: int) -> dict[str, Any]:
    """How often a person's document and their page for visitors are answered in a second, over eight connections.

    From a copy, and the long way (as after a write): each request has an address of its own.
    """
    with _serving(data, processes) as served:
        author = _run(served, "deliveries", "9", "0", "0")["author"]
        _run(served, "say", str(author), "30")
        _until(lambda: _run(served, "waiting")["jobs"] == 0)
        kinds = {"document": (ACTIVITY, f"/ap/people/{author}"), "page": ("text/html", "/@auteure")}
        found: dict[str, Any] = {}
        for name, (accept, path) in kinds.items():
            for way, more in (("copy", ""), ("long way", "?n={n}")):
                _ask(served, 1, accept, path + more)  # keys are made at the first request
                found[f"{name}, {way}"] = _ask(served, 3 if small else 10, accept, path + more)
        return found | {"memory_mb": round(served.memory_mb(), 1)}


def _ask(served: Served, seconds: int, accept: str, path: str) -> dict[str, float]:
    before = served.cpu_seconds()
    told = json.loads(served.run("bench.asking", str(served.port), str(seconds), accept, path))
    return {
        "per_second": round(told["answers"] / told["seconds"], 1),
        "cpu_ms_each": round((served.cpu_seconds() - before) * 1000 / max(1, told["answers"]), 3),
    }


@contextmanager
def _serving(data: Path, processes: int) -> Iterator[Served]:
    data.mkdir(parents=True)
    with serve(data, "--processes", str(processes), settings=LOOPBACK) as served:
        yield served


@contextmanager
def stub(folder: Path) -> Iterator[int]:
    """A peer, in a process of its own; yields its port."""
    port = 7_217
    command = [sys.executable, "-P", "-m", "bench.federation.stub", str(port), str(folder / "public.pem")]
    process = subprocess.Popen(command, cwd=ROOT)
    try:
        _until(lambda: told(port) is not None)
        yield port
    finally:
        process.terminate()
        process.wait(10)


def told(port: int) -> Any:
    """What came to the stub since it was asked last; None where it does not answer yet."""
    try:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        connection.request("GET", "/told")
        said = json.loads(connection.getresponse().read())
        connection.close()
        return said
    except OSError:
        return None


def _run(served: Served, *arguments: str) -> dict[str, Any]:
    return dict(json.loads(served.run(PEOPLE, *arguments)))


def _until(true: Any, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not true() and time.monotonic() < end:
        time.sleep(0.1)
