"""Streaming with a real server on a free port and a bus of its own: who may listen, what is said, how it ends."""

from __future__ import annotations

import http.client
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from petitmot.client_api.errors import ApiError
from petitmot.client_api.streaming.application import PATH, Streaming
from petitmot.client_api.streaming.callers import Caller
from petitmot.client_api.streaming.telling import Event
from petitmot.kit import broadcast
from petitmot.live.bus import InProcess
from petitmot.live.channels import EVERYBODY, of_applications
from petitmot.site.asgi import House
from petitmot.site.bridge import Bridge
from petitmot.site.server import HouseServer, listen, uvicorn_config

ANA, BRUNO = 1001, 1002
CALLERS = {
    "ana": Caller(ANA, 1, frozenset({"read"})),
    "words": Caller(ANA, 2, frozenset({"read:statuses"})),
    "notices": Caller(ANA, 3, frozenset({"read:notifications"})),
    "push": Caller(BRUNO, 4, frozenset({"push"})),
}


def behind(secret):
    if secret not in CALLERS:
        raise ApiError(401, "Invalid access token" if secret else "Missing access token")
    return CALLERS[secret]


def check_list(_caller, list_id):
    if list_id != "7":
        raise ApiError(401, "Not authorized to stream this list")


def tell(fact, id_, wanted):
    """Facts of tests are the names of events."""
    return {person: [Event(fact, str(id_), streams)] for person, streams in wanted.items()}


class Place:
    """The server: its port, its bus, and what is still good."""

    def __init__(self, port, bus, good):
        self.port, self.bus, self.good = port, bus, good

    def socket(self, query="", **more):
        return connect(f"ws://127.0.0.1:{self.port}{PATH}?{query}", compression=None, open_timeout=20, **more)

    def get(self, path, token="", method="GET"):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.request(method, PATH + path, headers={"Authorization": f"Bearer {token}"} if token else {})
        return connection.getresponse()

    def publish(self, channel, fact, id_):
        until(lambda: channel in self.bus.listening())
        self.bus.publish([channel], fact, id_)


@contextmanager
def serving(**options) -> Iterator[Place]:
    bus, good = InProcess(), {1, 2, 3, 4}
    options = {"behind": behind, "check_list": check_list, "tell": tell} | options
    app = Streaming(find_bus=lambda: bus, still_good=lambda ids: ids & good, **options)
    house = House(Bridge(lambda _environ, _start: [], threads=1, limit=1000), {PATH: app})
    listener = listen("127.0.0.1", 0)
    server = HouseServer(uvicorn_config(house, trusted_proxies=(), stop_seconds=5))
    running = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    running.start()
    until(lambda: server.started)
    try:
        yield Place(listener.getsockname()[1], bus, good)
    finally:
        server.should_exit = True
        running.join(20)
        assert not running.is_alive(), "the server did not stop"
        house.bridge.close()


@pytest.fixture(scope="module")
def place():
    with serving() as found:
        yield found


def until(true, seconds=20.0):
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.01)


def heard(socket):
    return json.loads(socket.recv(timeout=20))


def event(answer):
    """The next event of a stream: its name and data."""
    lines: list[str] = []
    while True:
        line = answer.readline().decode()
        assert line, "the stream ended"
        if line == "\n" and lines:
            return tuple(each.partition(": ")[2] for each in lines)
        if not line.startswith(":") and line != "\n":
            lines.append(line.strip())


def test_one_socket_carries_several_streams_and_each_event_names_its_own(place):
    with place.socket("stream=user&access_token=ana") as socket:
        socket.send(json.dumps({"type": "subscribe", "stream": "hashtag", "tag": "Brume"}))
        socket.send(json.dumps({"type": "subscribe", "stream": "list", "list": 7}))
        place.publish(EVERYBODY, "update", 5)
        assert heard(socket) == {"stream": ["hashtag", "brume"], "event": "update", "payload": "5"}
        place.publish(of_applications(ANA), "update", 6)
        both = [heard(socket), heard(socket)]
        assert [each["stream"] for each in both] == [["list", "7"], ["user"]]
        socket.send(json.dumps({"type": "unsubscribe", "stream": "list", "list": "7"}))
        socket.send(json.dumps({"type": "unsubscribe", "stream": "hashtag", "tag": "brume"}))
        until(lambda: EVERYBODY not in place.bus.listening())
        place.publish(of_applications(ANA), "delete", 6)
        assert heard(socket) == {"stream": ["user"], "event": "delete", "payload": "6"}
        assert socket.protocol.extensions == []
    until(lambda: not place.bus.anybody())  # who leaves is forgotten


@pytest.mark.parametrize("way", ["query", "header", "protocol"])
def test_a_token_comes_in_three_ways(place, way):
    given = {
        "query": {"query": "access_token=ana"},
        "header": {"additional_headers": {"Authorization": "Bearer ana"}},
        "protocol": {"subprotocols": ["ana"]},
    }[way]
    with place.socket(**given) as socket:
        assert socket.subprotocol == ("ana" if way == "protocol" else None)


@pytest.mark.parametrize("query", ["", "access_token=", "access_token=forged", "stream=public", "access_token=%ff%00"])
def test_without_a_good_token_no_socket_is_opened(place, query):
    with pytest.raises(InvalidStatus) as refused, place.socket(query):
        pass
    assert refused.value.response.status_code == 401
    assert "access token" in json.loads(refused.value.response.body)["error"]


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("{", 400),
        ("[]", 400),
        ('{"type": "dance"}', 400),
        ('{"type": "subscribe", "stream": "nowhere"}', 400),
        ('{"type": "subscribe", "stream": "hashtag"}', 400),
        ('{"type": "subscribe", "stream": "list"}', 400),
        ('{"type": "subscribe", "stream": "list", "list": "8"}', 401),
        ('{"type": "subscribe", "stream": "list", "list": "x"}', 401),
        ('{"type": "subscribe", "stream": {"a": 1}}', 400),
    ],
)
def test_what_cannot_be_had_is_said_over_the_socket_which_stays_open(place, said, status):
    with place.socket("access_token=ana") as socket:
        socket.send(said)
        assert heard(socket)["status"] == status
        socket.send('{"type": "subscribe", "stream": "user"}')
        place.publish(of_applications(ANA), "update", 1)
        assert heard(socket)["event"] == "update"


STREAMS = {
    "/user": "words",
    "/user/notification": "notices",
    "/direct": "words",
    "/list?list=7": "words",
    "/public": "",
    "/public/local": "",
    "/public/remote": "",
    "/public?only_media=true": "",
    "/hashtag?tag=brume": "",
    "/hashtag/local?tag=brume": "",
}


@pytest.mark.parametrize(("path", "needs"), STREAMS.items())
@pytest.mark.parametrize("token", ["", "forged", "push", "words", "notices", "ana"])
def test_each_stream_asks_for_its_scope(place, path, needs, token):
    answer = place.get(path, token)
    known = token not in ("", "forged")
    may = known and (not needs or token in (needs, "ana"))
    assert answer.status == (200 if may else 401)
    if may:
        assert answer.headers["content-type"] == "text/event-stream"
    else:
        assert "token" in json.loads(answer.read())["error"]
    answer.close()


@pytest.mark.parametrize(("path", "status"), [("", 400), ("/x", 400), ("/hashtag", 400), ("/list?list=8", 401)])
def test_a_stream_that_is_none_is_refused(place, path, status):
    assert place.get(path, "ana").status == status


def test_other_questions_at_the_same_address(place):
    assert place.get("/health").read() == b"OK"
    assert place.get("/user", "ana", "POST").status == 405
    preflight = place.get("/user", method="OPTIONS")
    assert (preflight.status, preflight.headers["access-control-allow-origin"]) == (204, "*")


def test_a_socket_elsewhere_is_refused(place):
    with pytest.raises(InvalidStatus) as refused, connect(f"ws://127.0.0.1:{place.port}/vivant/", open_timeout=20):
        pass
    assert refused.value.response.status_code == 403


def test_notifications_need_their_own_scope_in_the_user_stream(place):
    answer = place.get("/user", "words")
    place.publish(of_applications(ANA), "notification", 1)
    place.publish(of_applications(ANA), "notifications_merged", 1)
    place.publish(of_applications(ANA), "update", 2)
    assert event(answer) == ("update", "2")
    answer.close()


def test_a_silent_stream_shows_that_it_is_alive():
    with serving(heartbeat=0.05) as place:
        answer = place.get("/user", "ana")
        assert [answer.readline() for _line in range(6)] == [b":\n", b"\n"] * 3
        answer.close()


def test_a_revoked_token_closes_what_it_held_open_at_once():
    with (
        serving() as place,
        place.socket("stream=user&access_token=ana") as socket,
        place.socket("stream=user&access_token=words") as other,
    ):
        until(place.bus.anybody)
        place.good.discard(1)
        broadcast.tell("client_api.revoked")
        with pytest.raises(ConnectionClosed):
            socket.recv(timeout=20)
        place.publish(of_applications(ANA), "update", 1)
        assert heard(other)["event"] == "update"
        place.good.discard(2)
        place.publish(of_applications(ANA), "ended", ANA)  # suspended
        with pytest.raises(ConnectionClosed):
            other.recv(timeout=20)


def test_who_does_not_keep_up_is_closed_and_nobody_waits_for_them():
    def tell_much(fact, id_, wanted):
        return {person: [Event(fact, "x" * 500_000, streams)] for person, streams in wanted.items()}

    with serving(tell=tell_much, depth=4) as place:
        slow = place.get("/user", "ana")
        until(place.bus.anybody)
        for number in range(80):
            place.bus.publish([of_applications(ANA)], "update", number)
        until(lambda: not place.bus.anybody())
        slow.close()


def test_a_person_has_a_bounded_number_of_connections(settings):
    settings.PETITMOT_RATE_LIMITS = True
    with serving(most=2) as place:
        mine = [place.get("/public", "ana") for _number in range(3)]
        assert [answer.status for answer in mine] == [200, 200, 429]
        for answer in mine:
            answer.close()
