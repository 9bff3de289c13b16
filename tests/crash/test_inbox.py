"""The inbox under SIGKILL, as other servers meet it: what was answered with 202 is published, once, however often it came."""

from __future__ import annotations

import http.client
import json
import os
import random
import signal
import threading
import time
from datetime import UTC, datetime

import pytest

from petitmot.federation.signatures.signing import sign
from petitmot.federation.tests.peers import ACTIVITY, Peer, a_peer
from tests.crash.places import asking
from tests.crash.serving import live, place_for_server, wait_for_the_jobs
from tests.crash.visitor import Visitor

LETTERS = 500
SENDERS = 4
DEATHS = 3
PATH = "/ap/shared/inbox"


@pytest.fixture
def place(tmp_path, django_db_setup):
    with place_for_server(tmp_path) as (port, environment):
        yield port, {**environment, "PETITMOT_ALLOW_LOOPBACK_PEERS": "on"}


class Letters(threading.Thread):
    """Brings its letters one by one; one that nobody acknowledged is brought again, as servers do."""

    def __init__(self, port: int, peer: Peer, reader: str, numbers: range) -> None:
        super().__init__()
        self.port, self.over, self.refused = port, False, set[int]()
        self.acknowledged: list[str] = []
        self._letters = [self._letter(peer, reader, number) for number in numbers]

    def _letter(self, peer: Peer, reader: str, number: int) -> tuple[str, bytes, dict[str, str]]:
        note = peer.note(
            content=f"<p>mot {number}</p>",
            to=[reader, "https://www.w3.org/ns/activitystreams#Public"],
            published=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        )
        body = json.dumps(peer.does("Create", note)).encode()
        headers = {"Content-Type": ACTIVITY}
        url = f"http://localhost:{self.port}{PATH}"
        return note["id"], body, headers | sign("POST", url, headers, body, peer.key())

    def run(self) -> None:
        for uri, body, headers in self._letters:
            while not self.over and not self._brought(body, headers):
                time.sleep(0.05)
            self.acknowledged.append(uri)

    def _brought(self, body: bytes, headers: dict[str, str]) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("POST", PATH, body, headers)
            status = connection.getresponse().status
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()
        if status != 202:
            self.refused.add(status)
        return status == 202


@pytest.mark.slow
def test_after_sudden_ends_everything_the_inbox_acknowledged_is_published_once(place):
    port, environment = place
    chance = random.Random(os.environ.get("PETITMOT_CRASH_SEED") or None)
    server = live(port, environment)
    Visitor(port).sign_up("ana")
    with asking(environment) as ask:
        (reader,) = ask("SELECT uri FROM people_person WHERE name = 'ana'").fetchone()
    with a_peer() as peer:
        peer.actor()
        part = LETTERS // SENDERS
        senders = [Letters(port, peer, reader, range(each * part, (each + 1) * part)) for each in range(SENDERS)]
        for sender in senders:
            sender.start()
        try:
            for death in range(1, DEATHS + 1):
                while sum(len(sender.acknowledged) for sender in senders) < death * LETTERS // (DEATHS + 1):
                    time.sleep(0.01)
                time.sleep(chance.uniform(0, 0.2))
                server.kill()
                server = live(port, environment)
            for sender in senders:
                sender.join(120)
            wait_for_the_jobs(environment)
        finally:
            for sender in senders:
                sender.over = True
            server.process.send_signal(signal.SIGTERM)
            server.finish(120)
    acknowledged = [uri for sender in senders for uri in sender.acknowledged]
    with asking(environment) as ask:
        published = [uri for (uri,) in ask("SELECT uri FROM posts_post").fetchall()]
        found = ask("SELECT count(*) FROM reading_posttext").fetchone()[0]
        failed = ask("SELECT count(*) FROM jobs_job WHERE given_up_at IS NOT NULL").fetchone()[0]
    assert set().union(*(sender.refused for sender in senders)) == set()
    assert len(acknowledged) == LETTERS
    assert sorted(published) == sorted(acknowledged)
    assert (found, failed) == (LETTERS, 0)
