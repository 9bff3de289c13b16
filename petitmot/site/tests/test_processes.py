"""The way to workers and back, with a real server in front; the worker lives in threads of this process."""

from __future__ import annotations

import hashlib
import os
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from petitmot.kit import broadcast
from petitmot.site.asgi import House
from petitmot.site.bridge.bridge import REFUSED
from petitmot.site.processes.front import Front
from petitmot.site.processes.links import Links
from petitmot.site.processes.wire import listen_in
from petitmot.site.processes.worker import Worker
from petitmot.site.server import HouseServer, listen, uvicorn_config
from petitmot.site.tests.test_bridge import get, plain


@contextmanager
def serving(application: Any, folder: Path, *, threads: int = 2, workers: int = 1) -> Iterator[tuple[int, Links]]:
    links = Links(listen_in(folder), lambda: [("greeting", "hello")])
    front = Front(plain(lambda environ: str(environ.get(REFUSED, 0)).encode()), links, limit=8_000_000)
    listener = listen("127.0.0.1", 0)
    server = HouseServer(uvicorn_config(House(front, {}), trusted_proxies=(), stop_seconds=5))
    server.when_started = links.open
    running = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    running.start()
    pages = [Worker(application, address=str(folder / "bus"), threads=threads) for _ in range(workers)]
    working = [threading.Thread(target=worker.run, daemon=True) for worker in pages]
    for thread in working:
        thread.start()
    try:
        yield listener.getsockname()[1], links
    finally:
        server.should_exit = True
        running.join(10)
        links.close()
        broadcast.use(None)
        front.close()
        for thread in working:
            thread.join(10)
        assert not any(thread.is_alive() for thread in [running, *working])


@pytest.fixture
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="p") as name:  # the address of a socket is short
        yield Path(name)


def sha(data: bytes) -> bytes:
    return hashlib.sha256(data).hexdigest().encode()


@pytest.mark.parametrize("size", [0, 1, 100_000, 131_072, 131_073, 900_000, 1_500_000, 7_000_000])
def test_a_body_of_any_size_arrives_whole(folder, size):
    sent = os.urandom(size)
    with serving(plain(lambda environ: sha(environ["wsgi.input"].read())), folder) as (port, _links):
        for _ in range(2):
            assert get(port, "POST", body=sent)[2] == sha(sent)


@pytest.mark.parametrize("size", [1_000, 250_000, 5_000_000])
def test_an_answer_of_any_size_and_a_file_arrive_whole(folder, size):
    content = os.urandom(size)

    def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        start_response("200 OK", [("Content-Type", "application/octet-stream"), ("Set-Cookie", "a=1")])
        if environ["PATH_INFO"] == "/file":
            file = tempfile.TemporaryFile()  # noqa: SIM115
            file.write(content)
            file.seek(0)
            return environ["wsgi.file_wrapper"](file)
        return (content[at : at + 10_000] for at in range(0, size, 10_000))

    with serving(application, folder) as (port, _links):
        for path in ("/", "/file"):
            status, headers, body = get(port, path=path)
            assert (status, body == content) == (200, True)
            assert headers["set-cookie"] == "a=1"


def test_who_asks_and_what_was_asked_travel(folder):
    names = ("REQUEST_METHOD", "PATH_INFO", "QUERY_STRING", "REMOTE_ADDR", "HTTP_COOKIE", "CONTENT_LENGTH")
    application = plain(lambda environ: "|".join(environ[name] for name in names).encode("latin-1"))
    with serving(application, folder) as (port, _links):
        body = get(port, "POST", "/caf%C3%A9?a=%20b", b"abc", {"Cookie": "a=1"})[2]
    assert body == "POST|/café|a=%20b|127.0.0.1|a=1|3".encode()


def test_a_fault_is_an_answer_and_the_next_request_is_served(folder):
    def answer(environ: dict[str, Any]) -> bytes:
        if environ["PATH_INFO"] == "/fault":
            raise ValueError("a bug")
        return b"well"

    with serving(plain(answer), folder, threads=1) as (port, _links):
        assert get(port, path="/fault")[0] == 500
        assert get(port)[2] == b"well"


def test_more_requests_than_threads_wait_and_are_all_answered(folder):
    def answer(environ: dict[str, Any]) -> bytes:
        time.sleep(0.02)
        return str(environ["PATH_INFO"]).encode()

    found: list[bytes] = []
    with serving(plain(answer), folder, threads=2) as (port, _links):
        asking = [threading.Thread(target=lambda n=n: found.append(get(port, path=f"/{n}")[2])) for n in range(20)]
        for thread in asking:
            thread.start()
        for thread in asking:
            thread.join(20)
    assert sorted(found) == sorted(f"/{n}".encode() for n in range(20))


def test_a_worker_hears_what_was_told_before_its_next_request_and_tells_with_its_answer(folder):
    heard: list[str] = []
    ends = [broadcast.hear("copies", heard.append), broadcast.hear("greeting", heard.append)]

    def answer(_environ: dict[str, Any]) -> bytes:
        broadcast.tell("bells", "x")
        return " ".join(heard).encode()

    rung: list[str] = []
    ends.append(broadcast.hear("bells", rung.append))
    try:
        with serving(plain(answer), folder) as (port, links):
            assert get(port)[2] == b"hello"
            links.tell("copies", "12")
            assert get(port)[2] == b"hello 12"
            assert get(port)[2] == b"hello 12"
    finally:
        for end in ends:
            end()
    assert rung.count("x") == 6  # once in the worker, once where its answer arrived: here both are one process


def test_a_page_may_be_asked_again_where_its_worker_died_a_gesture_may_not(folder):
    deaths: list[str] = []
    links_of: list[Links] = []

    def answer(environ: dict[str, Any]) -> bytes:
        if len(deaths) < (1 if environ["REQUEST_METHOD"] == "GET" else 2):
            deaths.append(environ["REQUEST_METHOD"])
            loop = links_of[0]._loop
            assert loop is not None
            loop.call_soon_threadsafe(next(link for link in links_of[0].all() if link.is_busy).close)
            time.sleep(0.1)
        return b"well"

    with serving(plain(answer), folder, threads=3) as (port, links):
        links_of.append(links)
        assert get(port)[2] == b"well"
        assert get(port, "POST", body=b"a")[2] == b"503"
        assert get(port, "POST", body=b"a")[2] == b"well"
    assert deaths == ["GET", "POST"]
