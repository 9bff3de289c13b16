"""The sender with its threads, over real sockets on loopback."""

from __future__ import annotations

import threading
import time
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.db import OperationalError, connection

from petitmot.federation.delivering import queue
from petitmot.federation.delivering.luggage import Luggage
from petitmot.federation.delivering.recipients import Door
from petitmot.federation.delivering.sending import Sender
from petitmot.federation.models import Delivery, Peer
from petitmot.federation.tests.far import plain_luggage
from petitmot.kit import clock
from petitmot.people.models import Server
from tests.world import World


class Stub:
    """A peer on loopback: notes what comes, answers after a while."""

    def __init__(self) -> None:
        self.got: list[tuple[str, bytes]] = []
        self.headers: list[dict[str, str]] = []
        self.connections: set[tuple[str, int]] = set()
        self.status, self.wait = 202, 0.0
        stub = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                stub.connections.add(self.client_address)
                stub.headers.append({name.lower(): value for name, value in self.headers.items()})
                time.sleep(stub.wait)
                stub.got.append((self.path, body))
                self.send_response(stub.status)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_arguments: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@pytest.fixture
def stub(settings):
    settings.PETITMOT_ALLOW_LOOPBACK_PEERS = True
    made = Stub()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture
def start(transactional_db):
    senders: list[Sender] = []

    def start(luggage: Luggage | None = None) -> Sender:
        senders.append(Sender(luggage=luggage or plain_luggage()))
        senders[-1].start()
        return senders[-1]

    if connection.vendor == "sqlite" and connection.is_in_memory_db():  # type: ignore[attr-defined]
        connection.inc_thread_sharing()
    yield start
    for sender in senders:
        assert sender.stop(15)


def door(url: str) -> Door:
    host = url.split("/")[2]
    server, _new = Server.objects.get_or_create(domain=host, defaults={"first_seen": clock.now()})
    return Door(server.pk, url)


def until(true, seconds=20.0):
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.01)


def tell(author, number, *doors):
    """Queue; a database in memory that threads share locks whole tables, and does not wait as a file does."""
    for _time in range(500):
        try:
            queue.deliver({"id": f"https://petitmot.test/a/{number}", "type": "Note"}, by=author, to=doors)
            return
        except OperationalError as error:
            if "is locked" not in str(error):
                raise
            time.sleep(0.01)
    raise AssertionError("the database stays locked")


def test_what_is_queued_leaves_at_once_and_over_few_connections(start, stub):
    author = World().ana
    start()
    time.sleep(0.3)
    began = time.monotonic()
    for number in range(40):
        tell(author, number, door(f"{stub.url}/inbox"))
    until(lambda: len(stub.got) == 40)
    assert time.monotonic() - began < 5
    assert [body for _path, body in stub.got] == sorted(
        (body for _path, body in stub.got), key=lambda body: int(body.split(b"/a/")[1].split(b'"')[0])
    )
    assert len(stub.connections) <= 6
    until(lambda: not Delivery.objects.exists())
    assert Peer.objects.get().due is None


def test_many_inboxes_of_one_server_are_served_side_by_side(start, stub):
    author = World().ana
    stub.wait = 0.3
    tell(author, 1, *(door(f"{stub.url}/users/{number}/inbox") for number in range(24)))
    start()
    until(lambda: stub.got)
    began = time.monotonic()
    until(lambda: len(stub.got) == 24)
    assert time.monotonic() - began < 24 * 0.3 / 2
    assert set(Counter(path for path, _body in stub.got).values()) == {1}


def test_servers_that_do_not_answer_hold_nobody_up(start, stub):
    author = World().ana
    slow = Stub()
    slow.wait = 30
    dead = [door(f"http://127.0.0.{number}:{slow.port}/inbox") for number in range(2, 30)]  # nobody listens there
    mute = [door(f"http://127.0.0.1:{slow.port}/users/{number}/inbox") for number in range(30)]
    sender = start()
    sender.wire.timeout = 3
    tell(author, 1, *mute, *dead)
    time.sleep(0.2)
    began = time.monotonic()
    for number in range(20):
        tell(author, number, door(f"{stub.url}/inbox"))
    until(lambda: len(stub.got) == 20)
    assert time.monotonic() - began < 2.5
    slow.server.shutdown()
    slow.server.server_close()


def test_with_real_keys_the_request_is_signed_and_says_which_followers_it_means(start, stub):
    author = World().ana
    activity = {"id": "https://petitmot.test/a/1", "type": "Create", "to": [f"{author.uri}/followers"]}
    queue.deliver(activity, by=author, to=[door(f"{stub.url}/inbox")])
    start(Luggage())
    until(lambda: stub.got)
    said = stub.headers[0]
    assert said["signature"].startswith(f'keyId="{author.uri}#main-key"')
    assert "collection-synchronization" in said["signature"]
    assert f'collectionId="{author.uri}/followers"' in said["collection-synchronization"]


def test_what_was_sent_while_the_sender_stops_is_settled(start, stub):
    author = World().ana
    stub.wait = 0.3
    sender = start()
    tell(author, 1, door(f"{stub.url}/inbox"))
    until(lambda: stub.headers)
    assert sender.stop(10)
    assert len(stub.got) == 1
    assert not Delivery.objects.exists()
