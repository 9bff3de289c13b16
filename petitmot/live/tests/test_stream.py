"""Open screens, with a real server on a free port: who may listen, what they hear, and how they are let go."""

from __future__ import annotations

import http.client
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connections

from petitmot.live import bus as buses
from petitmot.live.bus import InProcess
from petitmot.live.stream import Screens
from petitmot.people.models import Account
from petitmot.site.asgi import House
from petitmot.site.bridge import Bridge
from petitmot.site.server import HouseServer, listen, uvicorn_config

COOKIES = {"ana": 1, "bruno": 2}


@contextmanager
def serving(**options) -> Iterator[tuple[int, InProcess]]:
    bus = options.pop("bus", None) or InProcess(options.pop("depth", 32))
    options.setdefault("person_behind", COOKIES.get)
    screens = Screens(find_bus=lambda: bus, **options)
    house = House(Bridge(lambda _environ, _start: [], threads=1, limit=1000), {"/vivant/": screens})
    listener = listen("127.0.0.1", 0)
    server = HouseServer(uvicorn_config(house, trusted_proxies=(), stop_seconds=5))
    running = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    running.start()
    while not server.started:
        time.sleep(0.005)
    try:
        yield listener.getsockname()[1], bus
    finally:
        server.should_exit = True
        running.join(10)
        assert not running.is_alive(), "the server did not stop"
        house.bridge.close()


def open_stream(port, session, method="GET"):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    cookie = {"Cookie": f"x=y; {settings.SESSION_COOKIE_NAME}={session}"} if session else {}
    connection.request(method, "/vivant/", headers=cookie)
    answer = connection.getresponse()
    return connection, answer


def hear(answer, until=b"\n\n"):
    """Read one event, or what is left when the stream ends."""
    said = b""
    while not said.endswith(until):
        piece = answer.read(1)
        if not piece:
            break
        said += piece
    return said.decode()


def until(true, seconds=5.0):
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.005)


def test_each_hears_their_own_channel_and_who_is_not_signed_in_nothing():
    with serving() as (port, bus):
        one, ana = open_stream(port, "ana")
        other, bruno = open_stream(port, "bruno")
        assert (ana.status, ana.headers["content-type"]) == (200, "text/event-stream; charset=utf-8")
        assert ana.headers["cache-control"] == "no-store"
        assert hear(ana).startswith("retry: ") and hear(bruno).startswith("retry: ")
        for session in ("", "forged", "a" * 5000):
            refused, answer = open_stream(port, session)
            assert (answer.status, answer.read()) == (401, b"")
            refused.close()
        bus.publish([1], "words", 77)
        bus.publish([1, 2], "notice", 5)
        assert hear(ana) == "event: words\ndata: 77\n\n"
        assert hear(ana) == hear(bruno) == "event: notice\ndata: 5\n\n"
        one.close()
        other.close()
        until(lambda: not bus.anybody())  # who leaves is forgotten


def test_only_get_is_answered_and_a_person_has_few_screens():
    with serving(most=2) as (port, _bus):
        _connection, answer = open_stream(port, "ana", "POST")
        assert answer.status == 405
        mine = [open_stream(port, "ana") for _screen in range(3)]
        assert [answer.status for _connection, answer in mine] == [200, 200, 429]
        assert open_stream(port, "bruno")[1].status == 200
        mine[0][0].close()
        mine[0][1].close()
        until(lambda: open_stream(port, "ana")[1].status == 200)


def test_a_silent_stream_shows_that_it_is_alive():
    with serving(heartbeat=0.05) as (port, _bus):
        _connection, ana = open_stream(port, "ana")
        hear(ana)
        assert [hear(ana) for _time in range(3)] == [":\n\n"] * 3


def test_a_session_that_ended_closes_its_stream():
    sessions = dict(COOKIES)
    with serving(person_behind=sessions.get, check=0.05) as (port, bus):
        _one, ana = open_stream(port, "ana")
        _other, bruno = open_stream(port, "bruno")
        hear(ana), hear(bruno)
        del sessions["ana"]
        assert hear(ana) == ""  # the end
        until(lambda: bus.listening() == {2})
        bus.publish([2], "words", 1)
        assert hear(bruno) == "event: words\ndata: 1\n\n"


def test_a_slow_listener_is_dropped_and_holds_up_nobody():
    with serving(depth=8) as (port, bus):
        slow = socket.socket()
        slow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        slow.connect(("127.0.0.1", port))
        cookie = f"{settings.SESSION_COOKIE_NAME}=bruno".encode()
        slow.sendall(b"GET /vivant/ HTTP/1.1\r\nHost: x\r\nCookie: " + cookie + b"\r\n\r\n")
        _connection, ana = open_stream(port, "ana")
        hear(ana)
        until(lambda: bus.listening() == {1, 2})
        number = 0
        while bus.listening() == {1, 2} and number < 2_000_000:
            bus.publish([2], "words" * 40, number)
            number += 1
            if number % 8 == 0:
                bus.publish([1], "words", number)
                assert hear(ana) == f"event: words\ndata: {number}\n\n"
        assert bus.listening() == {1}
        slow.close()


def test_a_stop_of_the_server_waits_for_no_stream():
    with serving() as (port, bus):
        _connection, ana = open_stream(port, "ana")
        hear(ana)
        begun = time.monotonic()
    assert time.monotonic() - begun < 3
    assert not bus.anybody()


@pytest.mark.django_db(transaction=True)
def test_words_reach_an_open_screen_of_who_reads_the_author_as_an_id_only(settings):
    """The whole way: a real session, real words, the wiring, the stream; signing out ends it."""
    from petitmot.live.callers import person_behind
    from petitmot.posts.models import Visibility
    from tests.world import World

    def asked(key):
        try:
            return person_behind(key)
        finally:
            connections.close_all()

    world, bus, before = World(), InProcess(), buses.bus()
    world.follow(world.ana, world.bruno)
    esther = world.esther
    keys = {person: world.client(person).cookies[settings.SESSION_COOKIE_NAME].value for person in (world.ana, esther)}
    buses.use(bus)
    try:
        with serving(bus=bus, person_behind=asked, check=0.2) as (port, _bus):
            _one, reader = open_stream(port, keys[world.ana])
            _other, stranger = open_stream(port, keys[esther])
            hear(reader), hear(stranger)
            world.says(world.bruno, "Pour mes contacts.", Visibility.CONTACTS)  # Ana only follows
            said = world.says(world.bruno, "Bonjour @esther")
            world.settle()
            assert hear(reader) == f"event: words\ndata: {said.pk}\n\n"
            assert hear(stranger).startswith("event: notice\n")
            Session.objects.filter(pk=keys[world.ana]).delete()
            assert hear(reader) == ""
            Account.objects.filter(persons=esther).update(password="another one")  # every session of hers ends
            assert hear(stranger) == ""
    finally:
        buses.use(before)
