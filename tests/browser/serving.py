"""A real `petitmot serve` on a free port, with a data folder of its own."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
START_SECONDS = 240  # a busy machine may take its time; an idle one needs two
STOP_SECONDS = 15
FIRST_LINK = re.compile(r"http://\S+/premier/\S+/")


@dataclass(frozen=True)
class Server:
    """A server that answers: its address without a last slash, its data folder, what it has said so far."""

    address: str
    port: int
    data: Path
    log: Path

    @property
    def first_link(self) -> str:
        """The one-time link of the first account, as the start printed it."""
        found = FIRST_LINK.search(self.log.read_text())
        assert found, f"no link was printed:\n{self.log.read_text()}"
        return found[0]


def environment(data: Path, **more: str) -> dict[str, str]:
    """The environment of a process of this house: nothing of the suite's own settings reaches it."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PETITMOT_", "DJANGO_"))}
    set_here = {
        "PYTHONPATH": str(ROOT),
        "PYTHONUTF8": "1",
        "PETITMOT_DATA": str(data),
        "PETITMOT_RATE_LIMITS": "off",
        "PETITMOT_PASSWORD_RULES": "length",
    }
    return clean | set_here | more


@contextmanager
def serve(data: Path, log: Path, port: int = 0, more: Mapping[str, str] | None = None) -> Iterator[Server]:
    """Serve a data folder until the block ends, on a free port or this one.

    An inhabited folder keeps its name: give it as `PETITMOT_DOMAIN` in `more`; then `address` is that name, and a
    browser finds its way with `ways.launching(server)`.
    """
    port = port or free_port()
    command = [sys.executable, "-P", "-m", "petitmot", "serve", "--port", str(port), "--data", str(data)]
    with log.open("w") as said:
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment(data, **(more or {})), stdout=said, stderr=subprocess.STDOUT
        )
    domain = (more or {}).get("PETITMOT_DOMAIN", f"localhost:{port}")
    try:
        _wait_until_it_answers(port, domain, process, log)
        yield Server(f"http://{domain}", port, data, log)
    finally:
        _stop(process)


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def _wait_until_it_answers(port: int, domain: str, process: subprocess.Popen[bytes], log: Path) -> None:
    asked = urllib.request.Request(f"http://127.0.0.1:{port}/regles/", headers={"Host": domain})
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if process.poll() is not None:
            break
        with suppress(OSError), urllib.request.urlopen(asked, timeout=10):
            return
        time.sleep(0.1)
    raise RuntimeError(f"the server did not answer on port {port}:\n{log.read_text()}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        raise RuntimeError("the server did not stop when it was asked to") from None
