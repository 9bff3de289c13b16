"""The bridge, with a real server on a free port and small WSGI applications behind it."""

from __future__ import annotations

import hashlib
import http.client
import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from petitmot.site.asgi import House
from petitmot.site.bridge import Bridge
from petitmot.site.bridge.bridge import REFUSED
from petitmot.site.server import HouseServer, listen, uvicorn_config

LIMIT = 8_000_000


@contextmanager
def serving(application: Any, *, threads: int = 2, streams: dict[str, Any] | None = None, **more: Any) -> Iterator[int]:
    house = House(Bridge(application, threads=threads, limit=LIMIT), streams or {})
    listener = listen("127.0.0.1", 0)
    server = HouseServer(uvicorn_config(house, trusted_proxies=more.get("trusted_proxies", ()), stop_seconds=5))
    running = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    running.start()
    while not server.started:
        time.sleep(0.005)
    try:
        yield listener.getsockname()[1]
    finally:
        server.should_exit = True
        running.join(10)
        assert not running.is_alive(), "the server did not stop"
        house.bridge.close()


def plain(answer: Callable[[dict[str, Any]], bytes]) -> Any:
    def application(environ, start_response):
        body = answer(environ)
        start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", str(len(body)))])
        return [body]

    return application


def get(port: int, method: str = "GET", path: str = "/", body: Any = None, headers: dict[str, str] | None = None):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request(method, path, body=body, headers=headers or {})
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    return answer.status, dict(answer.getheaders()), content


def test_a_request_reaches_the_page_with_its_path_query_and_headers():
    seen: dict[str, Any] = {}
    with serving(plain(lambda environ: seen.update(environ) or b"bonjour")) as port:
        status, _, body = get(port, path="/@ana/caf%C3%A9?q=%20x", headers={"X-Thing": "1", "Cookie": "a=b"})
    assert (status, body) == (200, b"bonjour")
    assert seen["PATH_INFO"].encode("latin-1").decode() == "/@ana/café"
    assert (seen["QUERY_STRING"], seen["HTTP_X_THING"], seen["HTTP_COOKIE"]) == ("q=%20x", "1", "a=b")
    assert (seen["wsgi.url_scheme"], seen["REMOTE_ADDR"]) == ("http", "127.0.0.1")


def test_a_cookie_written_as_django_does_with_a_space_before_it_reaches_strict_browsers():
    def page(environ, start_response):
        start_response("200 OK", [("Set-Cookie", " csrftoken=abc; Path=/"), ("Content-Length", "0")])
        return [b""]

    with serving(page) as port:
        status, headers, _ = get(port)
    assert (status, headers["set-cookie"]) == (200, "csrftoken=abc; Path=/")


def test_a_head_request_has_headers_and_no_body():
    with serving(plain(lambda environ: b"0123456789")) as port:
        status, headers, body = get(port, "HEAD")
    assert (status, headers["content-length"], body) == (200, "10", b"")


def test_a_large_body_arrives_whole_and_lies_on_disk_not_in_memory():
    sent = os.urandom(5_000_000)

    def page(environ):
        body = environ["wsgi.input"]
        on_disk = getattr(body, "_rolled", None)
        return f"{environ['CONTENT_LENGTH']} {on_disk} {hashlib.sha256(body.read()).hexdigest()}".encode()

    with serving(plain(page)) as port:
        _, _, body = get(port, "POST", body=sent)
        assert body.decode() == f"5000000 True {hashlib.sha256(sent).hexdigest()}"
        _, _, body = get(port, "POST", body=b"x" * 1000)
        assert b"1000 False" in body


def test_a_body_in_chunks_has_a_length_when_it_arrives():
    with serving(plain(lambda environ: environ["wsgi.input"].read() + environ["CONTENT_LENGTH"].encode())) as port:
        _, _, body = get(port, "POST", body=iter([b"un ", b"petit ", b"mot "]))
    assert body == b"un petit mot 13"


def test_a_body_beyond_the_limit_is_refused_before_it_is_sent():
    asked: list[Any] = []

    def application(environ, start_response):
        asked.append(environ.get(REFUSED))
        start_response("413 Content Too Large", [("Content-Length", "4")])
        return [b"trop"]

    with serving(application) as port:
        with socket.create_connection(("127.0.0.1", port), timeout=5) as client:
            client.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 99000000\r\n\r\n")
            heard = client.recv(1000)
        assert heard.startswith(b"HTTP/1.1 413")
        status, headers, _ = get(port, "POST", body=iter([b"x" * 1_000_000] * 9))
        assert (status, headers["connection"]) == (413, "close")
    assert asked == [413, 413]


def test_a_client_is_told_to_continue_when_the_body_is_wanted():
    with (
        serving(plain(lambda environ: environ["wsgi.input"].read())) as port,
        socket.create_connection(("127.0.0.1", port), timeout=5) as client,
    ):
        client.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n")
        assert client.recv(1000).startswith(b"HTTP/1.1 100")
        client.sendall(b"mot")
        assert client.recv(1000).startswith(b"HTTP/1.1 200")


def test_a_body_that_is_cut_off_never_reaches_the_page():
    asked: list[str] = []

    def page(environ):
        asked.append(environ["PATH_INFO"])
        return b""

    with serving(plain(page)) as port:
        with socket.create_connection(("127.0.0.1", port)) as client:
            client.sendall(b"POST /cut HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nhalf")
        get(port, path="/whole")
        time.sleep(0.05)
    assert asked == ["/whole"]


def test_slow_senders_and_slow_readers_hold_no_thread(tmp_path):
    large = tmp_path / "large"
    large.write_bytes(b"x" * 20_000_000)

    def application(environ, start_response):
        if environ["PATH_INFO"] == "/file":
            start_response("200 OK", [("Content-Length", "20000000")])
            return environ["wsgi.file_wrapper"](large.open("rb"))
        start_response("200 OK", [("Content-Length", "2")])
        return [b"ok"]

    with serving(application, threads=1) as port:
        clients = []
        for request in (
            b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n12",
            b"GET /file HTTP/1.1\r\nHost: x\r\n\r\n",
        ):
            client = socket.create_connection(("127.0.0.1", port))
            client.sendall(request)
            clients.append(client)
        time.sleep(0.1)
        assert get(port)[2] == b"ok"
        for client in clients:
            client.close()


def test_a_file_arrives_whole_and_is_closed_even_when_the_client_leaves(tmp_path):
    large = tmp_path / "large"
    content = os.urandom(3_000_000)
    large.write_bytes(content)
    handles: list[Any] = []

    def application(environ, start_response):
        handles.append(large.open("rb"))
        start_response("200 OK", [("Content-Length", str(len(content)))])
        return environ["wsgi.file_wrapper"](handles[-1])

    with serving(application) as port:
        assert get(port)[2] == content
        with socket.create_connection(("127.0.0.1", port)) as client:
            client.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
            client.recv(1000)
        deadline = time.monotonic() + 5
        while not handles[-1].closed and time.monotonic() < deadline:
            time.sleep(0.01)
    assert [handle.closed for handle in handles] == [True, True]


def test_an_endless_answer_is_made_only_as_fast_as_it_is_read_and_ends_with_its_reader():
    made, closed = [0], threading.Event()

    class Endless:
        def __iter__(self):
            while True:
                made[0] += 1
                yield b"x" * 65_536

        def close(self):
            closed.set()

    def application(environ, start_response):
        start_response("200 OK", [])
        return Endless()

    with serving(application) as port:
        client = socket.create_connection(("127.0.0.1", port))
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65_536)
        client.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        time.sleep(0.4)
        waiting = made[0]
        assert waiting * 65_536 < 20_000_000, "the answer runs ahead of its reader"
        time.sleep(0.2)
        assert made[0] <= waiting + 1
        client.close()
        assert closed.wait(5), "the answer goes on without a reader"


def test_what_a_proxy_says_is_believed_only_from_a_trusted_one():
    def page(environ):
        passed_on = [name for name in environ if name.startswith("HTTP_X_FORWARDED")]
        return f"{environ['REMOTE_ADDR']} {environ['wsgi.url_scheme']} {passed_on}".encode()

    said = {"X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "https", "X_Forwarded_For": "203.0.113.66"}
    with serving(plain(page)) as port:
        assert get(port, headers=said)[2] == b"127.0.0.1 http []"
    with serving(plain(page), trusted_proxies=("127.0.0.0/8",)) as port:
        assert get(port, headers=said)[2] == b"203.0.113.9 https []"


def test_an_answer_does_not_wait_for_the_clients_acknowledgement():
    with serving(plain(lambda environ: b"x" * 20_000)) as port:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        times = []
        for _ in range(12):
            start = time.monotonic()
            connection.request("GET", "/")
            connection.getresponse().read()
            times.append(time.monotonic() - start)
        connection.close()
    assert sorted(times)[6] < 0.03, "Nagle's algorithm is on: headers and body travel one after the other"


def test_the_threads_are_as_many_as_were_asked_for():
    names: set[str] = set()

    def page(environ):
        names.add(threading.current_thread().name)
        time.sleep(0.02)
        return b""

    with serving(plain(page), threads=3) as port:
        asking = [threading.Thread(target=get, args=(port,)) for _ in range(12)]
        for one in asking:
            one.start()
        for one in asking:
            one.join()
    assert len(names) == 3


def test_open_screens_are_closed_at_a_stop_and_need_no_thread():
    ended = threading.Event()

    async def stream(scope, receive, send):
        import asyncio

        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"data: 1\n\n", "more_body": True})
        try:
            await asyncio.sleep(60)
        finally:
            ended.set()

    with serving(plain(lambda environ: b"ok"), threads=1, streams={"/direct/": stream}) as port:
        client = socket.create_connection(("127.0.0.1", port))
        client.sendall(b"GET /direct/ HTTP/1.1\r\nHost: x\r\n\r\n")
        assert b"200" in client.recv(1000)
        assert get(port)[2] == b"ok"
        start = time.monotonic()
    assert ended.is_set()
    assert time.monotonic() - start < 4
    client.close()


def test_a_request_under_way_is_answered_although_the_server_stops():
    def page(environ):
        time.sleep(0.5)
        return b"jusqu'au bout"

    heard: list[bytes] = []
    with serving(plain(page)) as port:
        asking = threading.Thread(target=lambda: heard.append(get(port)[2]))
        asking.start()
        time.sleep(0.1)
    asking.join()
    assert heard == [b"jusqu'au bout"]


@pytest.mark.parametrize("header", ["X: " + "a" * 150_000, "Host: autre"])
def test_oversized_and_doubled_headers_are_refused(header):
    with (
        serving(plain(lambda environ: b"ok")) as port,
        socket.create_connection(("127.0.0.1", port), timeout=5) as client,
    ):
        client.sendall(f"GET / HTTP/1.1\r\nHost: x\r\n{header}\r\n\r\n".encode())
        assert client.recv(1000).startswith(b"HTTP/1.1 400")
