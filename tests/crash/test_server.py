"""The whole server under SIGKILL, as people meet it: what it acknowledged over HTTP is there, and what follows from it."""

import http.client
import json
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time

import pytest

from tests.crash.places import asking, place_for_children
from tests.crash.victims import Victim
from tests.crash.visitor import Visitor

# PostgreSQL waits for the disk at each word and is served by processes of its own: the same deaths, fewer words.
WORDS = 500 if os.environ.get("PETITMOT_DATABASE") else 2000
MOST_DEATHS = 7
WRITERS = 4


@pytest.fixture
def place(tmp_path, django_db_setup):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    settings = {
        "PETITMOT_DOMAIN": f"localhost:{port}",
        "PETITMOT_SCHEME": "http",
        "PETITMOT_RATE_LIMITS": "off",
        "PETITMOT_SIGN_UP": "open",
        "PETITMOT_PASSWORD_RULES": "length",
        "DJANGO_SETTINGS_MODULE": "petitmot.site.settings",
    }
    with place_for_children(tmp_path) as where:
        yield port, settings | where


def words_of(word):
    """Every fifth names somebody, from which more follows."""
    return f"@bruno mot {word}" if word.endswith(("0", "5")) else f"mot {word}"


class Writers:
    """Threads that write words until enough are acknowledged, through however many lives of the server."""

    def __init__(self, port, cookies):
        self.acknowledged: set[str] = set()
        self.refused: list[str] = []
        self._port, self._cookies = port, cookies
        self._threads = [threading.Thread(target=self._write, args=(number,)) for number in range(WRITERS)]

    def start(self):
        for thread in self._threads:
            thread.start()

    @property
    def enough(self):
        return len(self.acknowledged) >= WORDS or bool(self.refused)

    def join(self):
        for thread in self._threads:
            thread.join(30)

    def _write(self, writer):
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
            else:
                self.refused.append(f"{status} {page[:2000]}")


def live(port, environment):
    """A new life of the server, once it answers."""
    victim = Victim([sys.executable, "-m", "petitmot", "serve", "--port", str(port)], environment)
    end = time.monotonic() + 60
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            victim.wait_for_a_line(60)
            return victim
        except ConnectionRefusedError:
            assert victim.process.poll() is None, victim.kill()
            assert time.monotonic() < end, victim.kill()
            time.sleep(0.05)


def waiting(environment):
    with asking(environment) as ask:
        return ask("SELECT count(*) FROM jobs_job WHERE fact <> 'periodic'").fetchone()[0]


def reckon(environment):
    command = [sys.executable, "-m", "tests.crash.reckoning"]
    child = subprocess.run(command, env={**os.environ, **environment}, capture_output=True, text=True, check=False)
    assert child.returncode == 0, child.stderr
    return json.loads(child.stdout.splitlines()[-1])


@pytest.mark.slow
def test_after_sudden_ends_of_the_server_every_word_is_there_and_all_that_follows_from_it(place):
    port, environment = place
    chance = random.Random(os.environ.get("PETITMOT_CRASH_SEED") or None)
    server = live(port, environment)
    Visitor(port).sign_up("bruno")
    ana = Visitor(port)
    ana.sign_up("ana")
    ana.get("/ecrire/")
    writers = Writers(port, ana.cookies)
    writers.start()
    deaths = 0
    try:
        while not writers.enough:
            time.sleep(chance.uniform(0.3, 3.0))
            if deaths < MOST_DEATHS and not writers.enough:
                server.kill()
                deaths += 1
                server = live(port, environment)
        writers.join()
        end = time.monotonic() + 90  # leases of the dead run out after thirty seconds
        while waiting(environment) and time.monotonic() < end:
            time.sleep(0.2)
        told = reckon(environment)
    finally:
        writers.refused.append("the test is over")
        server.process.send_signal(signal.SIGTERM)
        server.finish(30)

    assert writers.refused == ["the test is over"]
    assert deaths >= 2
    assert told["waiting"] == 0
    assert told["failed"] == []
    assert writers.acknowledged <= set(told["words"])
    assert len(told["words"]) == len(set(told["words"]))
    assert len(set(told["words"]) - writers.acknowledged) <= deaths * WRITERS
    assert told["told"] == [word for word in told["words"] if "@" in words_of(word)]
    assert told["told_twice"] == 0  # at least once, and then each reaction sees that it was done
    assert told["found"] == told["words"]
