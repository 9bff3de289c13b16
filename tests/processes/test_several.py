"""`petitmot serve --processes 2`, as people meet it: screens hear, a worker may die, and a stop loses nothing."""

from __future__ import annotations

import http.client
import json
import os
import signal
import time

import pytest

from tests.crash.places import asking
from tests.crash.serving import WRITERS, Writers, live, place_for_server, reckon
from tests.crash.visitor import Visitor


@pytest.fixture
def server(tmp_path, django_db_setup):
    """A server of two processes: its port, its environment, its life."""
    with place_for_server(tmp_path) as (port, environment):
        victim = live(port, environment, "--processes", "2")
        yield port, environment, victim
        if victim.process.poll() is None:
            victim.process.send_signal(signal.SIGTERM)
            victim.finish(60)


def children_of(pid: int) -> set[int]:
    """The processes that a process made and that live."""
    with open(f"/proc/{pid}/task/{pid}/children") as file:
        return {int(child) for child in file.read().split()}


def workers_of(pid: int) -> set[int]:
    """The workers of a server: children of its nursery."""
    return {worker for nursery in children_of(pid) for worker in children_of(nursery)}


def wait_until(true, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)


def screen_of(visitor: Visitor) -> http.client.HTTPResponse:
    """The open screen of somebody who is signed in."""
    connection = http.client.HTTPConnection("127.0.0.1", visitor.port, timeout=60)
    cookies = "; ".join(f"{name}={value}" for name, value in visitor.cookies.items())
    connection.request("GET", "/vivant/", headers={"Host": f"localhost:{visitor.port}", "Cookie": cookies})
    answer = connection.getresponse()
    assert answer.status == 200
    return answer


def heard(screen: http.client.HTTPResponse) -> str:
    """The next event's name."""
    while True:
        line = screen.readline()
        assert line, "the stream ended"
        if line.startswith(b"event: "):
            return line.decode().removeprefix("event: ").strip()


@pytest.mark.slow
def test_words_made_in_one_process_are_heard_on_a_screen_joined_in_another(server):
    port, _environment, victim = server
    ana, bruno = Visitor(port), Visitor(port)
    bruno.sign_up("bruno")
    ana.sign_up("ana")
    ana.get("/@ana")
    bruno.get("/@ana")
    assert bruno.post("/@ana/suivre/")[0] == 302
    assert len(workers_of(victim.process.pid)) == 2
    for number in range(2):
        screen = screen_of(bruno)
        assert ana.post("/ecrire/", words=f"mot {number}", whom="public", language="fr")[0] == 302
        assert heard(screen) == "words"
        screen.close()
    screen = screen_of(bruno)
    assert ana.post("/ecrire/", words="@bruno, un mot", whom="public", language="fr")[0] == 302
    assert {heard(screen), heard(screen)} == {"words", "notice"}


def test_what_is_written_in_one_process_stands_in_the_next_page_and_document_that_anybody_is_given(server):
    port, _environment, _victim = server
    ana = Visitor(port)
    ana.sign_up("ana")
    ana.get("/ecrire/")
    anybody = Anybody(port)
    for number in range(20):
        assert ana.post("/ecrire/", words=f"le mot numéro {number}.", whom="public", language="fr")[0] == 302
        pages = [anybody.ask("/@ana", "text/html") for _ in range(4)]  # from a worker, then from the copy
        assert all(f"le mot numéro {number}." in page for page in pages)
    for number in range(5):
        ana.get("/reglages/profil/")
        assert ana.post("/reglages/profil/", called="Ana", bio=f"au jour {number}")[0] == 302
        documents = [json.loads(anybody.ask("/@ana", "application/activity+json")) for _ in range(4)]
        assert [document["summary"] for document in documents] == [f"<p>au jour {number}</p>"] * 4


class Anybody:
    """Asks without cookies and unsigned, over one connection."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)

    def ask(self, path: str, accept: str) -> str:
        self.connection.request("GET", path, headers={"Host": f"localhost:{self.port}", "Accept": accept})
        answer = self.connection.getresponse()
        assert (answer.status, answer.headers["Content-Type"].partition(";")[0]) == (200, accept)
        return answer.read().decode()


@pytest.mark.slow
def test_a_worker_that_dies_is_replaced_and_a_stop_under_load_loses_nothing(server):
    port, environment, victim = server
    ana = Visitor(port)
    Visitor(port).sign_up("bruno")
    ana.sign_up("ana")
    ana.get("/ecrire/")
    writers = Writers(port, ana.cookies, 100_000)
    writers.start()
    try:
        deaths = 0
        for worker in workers_of(victim.process.pid):
            writers.until(len(writers.acknowledged) + 40)
            os.kill(worker, signal.SIGKILL)
            deaths += 1
            wait_until(lambda worker=worker: len(workers_of(victim.process.pid) - {worker}) == 2)
        writers.until(len(writers.acknowledged) + 40)
        last = workers_of(victim.process.pid)
        victim.process.send_signal(signal.SIGTERM)
        victim.finish(60)
    finally:
        writers.over = True
        writers.join()
    assert not any(os.path.exists(f"/proc/{worker}") for worker in last)
    assert writers.refused == []
    told = reckon(environment)
    assert writers.acknowledged <= set(told["words"])
    assert len(set(told["words"]) - writers.acknowledged) <= (deaths + 1) * WRITERS
    assert told["failed"] == []
    with asking(environment) as ask:
        assert ask("SELECT count(*) FROM jobs_job WHERE leased_by <> ''").fetchone()[0] == 0
