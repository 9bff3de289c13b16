"""Two real servers over http on loopback (`bin/demo --two`): they follow each other, and a sudden end loses nothing."""

from __future__ import annotations

import signal
import socket
import sqlite3
import time
from contextlib import closing

import pytest

from demo.two import Side

SECONDS = 120  # a machine that does other things


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def ask(side: Side, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(side.data / "petitmot.sqlite3", timeout=20)) as database:
        return database.execute(sql).fetchall()


def until(true, what: str) -> None:
    end = time.monotonic() + SECONDS
    while not true():
        assert time.monotonic() < end, what
        time.sleep(0.2)


FOLLOWS = "SELECT a.uri, b.uri FROM people_follow f JOIN people_person a ON a.id = f.follower_id JOIN people_person b ON b.id = f.followed_id"
WORDS = "SELECT uri FROM posts_post ORDER BY uri"


@pytest.mark.slow
def test_two_real_servers_follow_each_other_and_a_word_survives_a_sudden_end(tmp_path):
    sides = [
        Side(0, tmp_path / "un", f"localhost:{free_port()}"),
        Side(1, tmp_path / "deux", f"127.0.0.1:{free_port()}"),
    ]
    for side in sides:
        side.data.mkdir()
        side.run("gather", str(side.number))
    servers = [side.serve() for side in sides]
    try:
        for side, other in zip(sides, reversed(sides), strict=True):
            until(lambda s=side: _listens(s), "a server did not start")
            until(lambda s=other: _listens(s), "a server did not start")
            side.run("follow", str(side.number), other.domain)
        until(lambda: [len(ask(side, FOLLOWS)) for side in sides] == [18, 18], "not all follows hold on both sides")
        assert sorted(ask(sides[0], FOLLOWS)) == sorted(ask(sides[1], FOLLOWS))
        servers[0].send_signal(signal.SIGKILL)  # what is said now is heard when it is back
        servers[0].wait()
        sides[0].run("speak", "0", sides[1].domain)
        servers[0] = sides[0].serve()
        until(lambda: ask(sides[1], WORDS) == ask(sides[0], WORDS) != [], "the words did not arrive")
    finally:
        for server in servers:
            server.kill()
            server.wait()


def _listens(side: Side) -> bool:
    host, _colon, port = side.domain.partition(":")
    with closing(socket.socket()) as one:
        return one.connect_ex((host, int(port))) == 0
