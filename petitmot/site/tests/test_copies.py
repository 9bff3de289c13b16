"""Copies of answers: the same bytes as the long way, nobody else's, and none that is older than the last write."""

from __future__ import annotations

import socket
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

import pytest

from petitmot.client_api.rates import COPIED
from petitmot.site.asgi import House
from petitmot.site.bridge import Bridge
from petitmot.site.bridge.copies import LASTS, Copies, key_of
from petitmot.site.server import HouseServer, listen, uvicorn_config

PUBLIC = [("Cache-Control", "public, max-age=60"), ("Vary", "Accept, Cookie"), ("ETag", '"x"')]


class Board:
    """An application that answers with what stands in a database, and counts how often it was asked."""

    def __init__(self, database: Any) -> None:
        self.database = database
        self.headers = PUBLIC
        self.status = "200 OK"
        self.asked = 0
        self.who = ""  # who may be given a copy of what they asked for with a token
        with closing(sqlite3.connect(database)) as connection:
            connection.executescript("PRAGMA journal_mode=WAL; CREATE TABLE board (words TEXT);")
            connection.execute("INSERT INTO board VALUES ('bonjour')")
            connection.commit()

    def __call__(self, environ: dict[str, Any], start_response: Any) -> list[bytes]:
        self.asked += 1
        with closing(sqlite3.connect(self.database)) as connection:
            (words,) = connection.execute("SELECT words FROM board").fetchone()
        body = f"{words} {environ['PATH_INFO']} {environ.get('HTTP_ACCEPT', '')}".encode()
        body = body if self.status.startswith("200") else b""
        if self.who and environ.get("HTTP_AUTHORIZATION"):
            environ[COPIED] = self.who
        start_response(self.status, [*self.headers, ("Content-Length", str(len(body)))])
        return [body]

    def write(self, words: str) -> None:
        with closing(sqlite3.connect(self.database)) as connection:
            connection.execute("UPDATE board SET words = ?", [words])
            connection.commit()


@pytest.fixture
def board(tmp_path):
    return Board(tmp_path / "board.sqlite3")


class Turnstile:
    """Lets so many calls of each pass, and says how many are left."""

    def __init__(self, most: int) -> None:
        self.most, self.counts = most, dict[str, int]()

    def __call__(self, who: str) -> tuple[dict[str, str], bool]:
        used = self.counts[who] = self.counts.get(who, 0) + 1
        return {"X-RateLimit-Remaining": str(self.most - used)}, used <= self.most


@contextmanager
def serving(board: Board, *, patience: int = 15, count: Any = None) -> Iterator[Connection]:
    house = House(Bridge(board, threads=2, limit=1_000_000), {})
    house.bridge.copies = Copies(board.database, count)
    listener = listen("127.0.0.1", 0)
    server = HouseServer(uvicorn_config(house, trusted_proxies=(), stop_seconds=5))
    server.config.timeout_keep_alive = patience
    running = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    running.start()
    while not server.started:
        time.sleep(0.005)
    try:
        with closing(socket.create_connection(listener.getsockname(), timeout=10)) as connection:
            yield Connection(connection)
    finally:
        server.should_exit = True
        running.join(10)
        assert not running.is_alive(), "the server did not stop"
        house.bridge.close()


class Connection:
    """One connection, byte by byte."""

    def __init__(self, socket_: socket.socket) -> None:
        self.socket, self.rest = socket_, b""

    def ask(self, *headers: str, path: str = "/", method: str = "GET") -> bytes:
        """Send one request; return the answer as it came, without its date."""
        self.socket.sendall(request(*headers, path=path, method=method))
        return self.answer(method)

    def answer(self, method: str = "GET") -> bytes:
        while b"\r\n\r\n" not in self.rest:
            self._more()
        head, _, _ = self.rest.partition(b"\r\n\r\n")
        length = next(int(line[16:]) for line in head.split(b"\r\n") if line.startswith(b"content-length: "))
        end = len(head) + 4 + (0 if method == "HEAD" else length)
        while len(self.rest) < end:
            self._more()
        answer, self.rest = self.rest[:end], self.rest[end:]
        return b"\r\n".join(line for line in answer.split(b"\r\n") if not line.startswith(b"date: "))

    def _more(self) -> None:
        got = self.socket.recv(65_536)
        assert got, "the server hung up"
        self.rest += got


def request(*headers: str, path: str = "/", method: str = "GET") -> bytes:
    return "\r\n".join([f"{method} {path} HTTP/1.1", "Host: localhost", *headers, "", ""]).encode("latin-1")


def test_a_copy_is_the_same_bytes_as_the_long_way(board):
    with serving(board) as connection:
        long_way = connection.ask("Accept: text/html")
        assert [connection.ask("Accept: text/html") for _ in range(5)] == [long_way] * 5
        assert board.asked == 1
    assert long_way.startswith(b"HTTP/1.1 200 OK\r\n")
    assert long_way.endswith(b"bonjour / text/html")


def test_not_modified_is_kept_as_such(board):
    board.status = "304 Not Modified"
    with serving(board) as connection:
        answers = {connection.ask('If-None-Match: "x"') for _ in range(3)}
    assert (len(answers), board.asked) == (1, 1)
    assert next(iter(answers)).startswith(b"HTTP/1.1 304 Not Modified\r\n")


def test_whoever_has_the_answer_to_a_write_in_hand_finds_it_in_the_next_answer(board):
    with serving(board) as connection:
        for number in range(200):
            board.write(f"mot {number}")
            assert connection.ask().endswith(f"mot {number} / ".encode())
            connection.ask()
        assert 200 <= board.asked < 300


def test_what_is_written_while_an_answer_is_made_is_in_the_next_one(board):
    class Late(Board):
        def __call__(self, environ, start_response):
            answer = super().__call__(environ, start_response)
            if self.asked == 1:
                self.write("entre-temps")  # it has read by now, and has not answered yet
            return answer

    late = Late(board.database.with_name("late.sqlite3"))
    with serving(late) as connection:
        assert b"bonjour" in connection.ask()
        assert b"entre-temps" in connection.ask()


def test_a_copy_does_not_outlast_its_second(board):
    with serving(board) as connection:
        connection.ask()
        time.sleep(LASTS + 0.1)
        connection.ask()
    assert board.asked == 2


@pytest.mark.parametrize(
    "header",
    [
        "Cookie: sessionid=a",
        "Authorization: Bearer a",
        "Range: bytes=0-1",
        "If-Match: a",
        "Content-Length: 0",
        "Connection: keep-alive, x",
        "Accept: */*\r\nAccept: text/html",
    ],
)
def test_who_somebody_is_and_whatever_is_odd_goes_the_long_way_each_time(board, header):
    with serving(board) as connection:
        connection.ask()
        connection.ask(header)
        connection.ask(header)
    assert board.asked == 3


@pytest.mark.parametrize(
    "header",
    ["Accept: text/html", "Accept-Language: fr", 'If-None-Match: "y"', "Origin: https://a.example", "HX-Request: true"],
)
def test_what_an_answer_may_depend_on_makes_a_copy_of_its_own(board, header):
    with serving(board) as connection:
        for _ in range(2):
            connection.ask()
            connection.ask(header)
            connection.ask(header, path="/?a=b")
    assert board.asked == 3


@pytest.mark.parametrize(
    "headers",
    [
        [],
        [("Cache-Control", "private, no-store")],
        [("Cache-Control", "no-cache, public")],
        [*PUBLIC, ("Set-Cookie", "a=b")],
        [("Cache-Control", "public"), ("Vary", "Accept, Signature")],
        [("Cache-Control", "public"), ("Vary", "*")],
    ],
)
def test_what_is_not_for_everybody_is_never_kept(board, headers):
    board.headers = headers
    with serving(board) as connection:
        connection.ask()
        connection.ask()
    assert board.asked == 2


@pytest.mark.parametrize("status", ["404 Not Found", "410 Gone", "302 Found", "500 Internal Server Error"])
def test_only_answers_that_are_answers_are_kept(board, status):
    board.status = status
    with serving(board) as connection:
        connection.ask()
        connection.ask()
    assert board.asked == 2


def test_requests_in_pieces_in_rows_and_of_other_methods_are_read_by_the_real_reader(board):
    with serving(board) as connection:
        first = connection.ask()
        whole = request()
        connection.socket.sendall(whole[:20])
        time.sleep(0.05)
        connection.socket.sendall(whole[20:])
        assert connection.answer() == first
        connection.socket.sendall(request() + request(path="/autre") + request())
        assert connection.answer() == first
        assert connection.answer().endswith(b"/autre ")
        assert connection.answer() == first
        assert connection.ask(method="HEAD").endswith(b"\r\n\r\n")
        assert connection.ask() == first


def test_an_idle_connection_is_closed_after_answers_from_a_copy_too(board):
    with serving(board, patience=1) as connection:
        for _ in range(3):
            connection.ask()
        assert board.asked == 1
        assert connection.socket.recv(1) == b""


def bearer(secret: str) -> str:
    return f"Authorization: Bearer {secret}"


@pytest.fixture
def told(board):
    """An application that tells each token its own, as the client API does."""
    board.headers = [("Cache-Control", "private, no-store"), ("X-RateLimit-Remaining", "99")]
    board.who = "token 1"
    return board


def test_what_is_told_to_a_token_is_told_again_to_that_token_alone(told):
    with serving(told, count=Turnstile(100)) as connection:
        first = connection.ask(bearer("a"))
        again = [connection.ask(bearer("a")) for _ in range(3)]
        assert told.asked == 1
        assert all(each.endswith(b"bonjour / ") for each in (first, *again))
        for other in (bearer("b"), "Authorization: Basic a", "Accept: text/plain", bearer("a") + "\r\nCookie: x=y"):
            connection.ask(other)
        connection.ask(bearer("a"), path="/autre")
    assert told.asked == 6


def test_each_call_that_a_copy_answers_is_counted_and_says_what_is_left(told):
    turnstile = Turnstile(3)
    with serving(told, count=turnstile) as connection:
        connection.ask(bearer("a"))
        lines = [connection.ask(bearer("a")).split(b"\r\n") for _ in range(3)]
        assert [[line for line in each if b"ratelimit" in line] for each in lines] == [
            [b"x-ratelimit-remaining: %d" % left] for left in (2, 1, 0)
        ]
        assert told.asked == 1
        connection.ask(bearer("a"))
    assert told.asked == 2, "beyond the limit the long way answers, and refuses"
    assert turnstile.counts == {"token 1": 4}


def test_a_write_drops_what_was_told_to_a_token_before_it_is_acknowledged(told):
    with serving(told, count=Turnstile(10_000)) as connection:
        for number in range(100):
            told.write(f"mot {number}")
            assert connection.ask(bearer("a")).endswith(f"mot {number} / ".encode())
            connection.ask(bearer("a"))
        assert 100 <= told.asked < 150


def test_what_is_told_to_a_token_does_not_outlast_its_second_either(told):
    with serving(told, count=Turnstile(100)) as connection:
        connection.ask(bearer("a"))
        time.sleep(LASTS + 0.1)
        connection.ask(bearer("a"))
    assert told.asked == 2


@pytest.mark.parametrize(
    "status", ["401 Unauthorized", "304 Not Modified", "206 Partial Content", "500 Internal Server Error"]
)
def test_of_what_is_told_to_a_token_only_whole_answers_are_kept(told, status):
    told.status = status
    with serving(told, count=Turnstile(100)) as connection:
        connection.ask(bearer("a"))
        connection.ask(bearer("a"))
    assert told.asked == 2


@pytest.mark.parametrize("header", [("Set-Cookie", "a=b"), ("Vary", "User-Agent"), ("Vary", "*")])
def test_what_depends_on_more_than_its_key_is_not_kept_for_a_token_either(told, header):
    told.headers = [*told.headers, header]
    with serving(told, count=Turnstile(100)) as connection:
        connection.ask(bearer("a"))
        connection.ask(bearer("a"))
    assert told.asked == 2


def test_public_answers_asked_with_a_token_are_not_kept_for_others(told):
    told.headers, told.who = PUBLIC, ""
    with serving(told, count=Turnstile(100)) as connection:
        connection.ask(bearer("a"))
        connection.ask(bearer("a"))
        connection.ask()
        connection.ask()
    assert told.asked == 3


def test_where_nobody_counts_nothing_is_kept_for_a_token(told):
    with serving(told) as connection:
        connection.ask(bearer("a"))
        connection.ask(bearer("a"))
    assert told.asked == 2


def test_no_secret_stands_in_a_key():
    key = key_of(b"/", [(b"host", b"localhost"), (b"authorization", b"Bearer quelque chose")])
    assert key is not None
    assert not any(part is not None and b"quelque" in part for part in key)
