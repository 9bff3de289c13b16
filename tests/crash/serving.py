"""A whole server for the tests of sudden ends: where it lives, its lives, and people who write through all of them."""

from __future__ import annotations

import http.client
import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.crash.places import asking, place_for_children
from tests.crash.victims import Victim
from tests.crash.visitor import Visitor

WRITERS = 4


@contextmanager
def place_for_server(folder: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """A free port, and the environment of a server there."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    settings = {
        "PETITMOT_DOMAIN": f"localhost:{port}",
        "PETITMOT_SCHEME": "http",
        "PETITMOT_RATE_LIMITS": "off",
        "PETITMOT_SIGN_UP": "open",
        "PETITMOT_PASSWORD_RULES": "length",
        "PETITMOT_LOG_LEVEL": "warning",
        # The database's own processes are never killed here: what they have acknowledged is there without the disk, too.
        "PGOPTIONS": "-c synchronous_commit=off",
        "DJANGO_SETTINGS_MODULE": "petitmot.site.settings",
    }
    with place_for_children(folder) as where:
        yield port, settings | where


def live(port: int, environment: dict[str, str], *more: str) -> Victim:
    """A new life of the server, once it answers."""
    victim = Victim([sys.executable, "-m", "petitmot", "serve", "--port", str(port), *more], environment)
    end = time.monotonic() + 60
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            victim.wait_for_a_line(120)
            return victim
        except OSError:
            assert victim.process.poll() is None, victim.kill()
            assert time.monotonic() < end, victim.kill()
            time.sleep(0.05)


def words_of(word: str) -> str:
    """Every fifth names somebody, from which more follows."""
    return f"@bruno mot {word}" if word.endswith(("0", "5")) else f"mot {word}"


class Writers:
    """Threads that write words until enough are acknowledged, through however many lives of the server."""

    def __init__(self, port: int, cookies: dict[str, str], enough: int) -> None:
        self.acknowledged: set[str] = set()
        self.refused: list[str] = []
        self.over = False
        self._port, self._cookies, self._number = port, cookies, enough
        self._threads = [threading.Thread(target=self._write, args=(number,)) for number in range(WRITERS)]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    @property
    def enough(self) -> bool:
        return len(self.acknowledged) >= self._number or bool(self.refused) or self.over

    def until(self, number: int, seconds: float = 90) -> None:
        """Wait until this many words are acknowledged."""
        end = time.monotonic() + seconds
        while len(self.acknowledged) < number:
            assert not self.refused and time.monotonic() < end, self.refused[:1] or len(self.acknowledged)
            time.sleep(0.01)

    def join(self) -> None:
        for thread in self._threads:
            thread.join(30)

    def _write(self, writer: int) -> None:
        visitor, number = Visitor(self._port, self._cookies), 0
        while not self.enough:
            number += 1
            word = f"{writer}-{number}"
            try:
                status, page = visitor.post("/ecrire/", words=words_of(word), whom="public", language="fr")
            except (OSError, http.client.HTTPException):  # the server died: nobody promised anything
                time.sleep(0.02)
                continue
            if status == 302:
                self.acknowledged.add(word)
            elif status != 503:  # "not now": nobody promised anything either
                self.refused.append(f"{status} {page[:2000]}")


def wait_for_the_jobs(environment: dict[str, str], seconds: float = 90) -> None:
    """Until nothing that follows from the words is still to be done, or the time is over."""
    end = time.monotonic() + seconds
    with asking(environment) as ask:
        while time.monotonic() < end and ask("SELECT count(*) FROM jobs_job WHERE fact <> 'periodic'").fetchone()[0]:
            time.sleep(0.1)


def reckon(environment: dict[str, str]) -> dict[str, Any]:
    """What the server holds: see `reckoning`."""
    command = [sys.executable, "-m", "tests.crash.reckoning"]
    child = subprocess.run(command, env={**os.environ, **environment}, capture_output=True, text=True, check=False)
    assert child.returncode == 0, child.stderr
    return dict(json.loads(child.stdout.splitlines()[-1]))
