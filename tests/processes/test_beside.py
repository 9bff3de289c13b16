"""`petitmot worker` beside a server: what follows from what was written, done in that process, reaches open screens."""

from __future__ import annotations

import errno
import queue
import signal
import sys

import pytest

from petitmot.kit import broadcast
from petitmot.site.processes import beside
from petitmot.site.processes.wire import listen_in
from tests.crash.serving import live, place_for_server
from tests.crash.victims import Victim
from tests.crash.visitor import Visitor
from tests.processes.test_several import heard, screen_of


@pytest.fixture(params=["1", "2"])
def server(request, tmp_path, django_db_setup):
    """A server of one process, or of several, that does no jobs: all that follows is the worker's to do."""
    with place_for_server(tmp_path) as (port, environment):
        more = ("--processes", request.param)
        victim = live(port, environment | {"PETITMOT_RUNNERS": "0"}, *more)
        worker = Victim([sys.executable, "-m", "petitmot", "worker"], environment)
        worker.wait_for_a_line(120)
        lives = [victim, worker]

        def again():
            lives[0].process.send_signal(signal.SIGTERM)
            lives[0].finish(60)
            lives[0] = live(port, environment | {"PETITMOT_RUNNERS": "0"}, *more)

        yield port, again
        for each in reversed(lives):
            each.process.send_signal(signal.SIGTERM)
            each.finish(60)


@pytest.mark.slow
def test_screens_hear_of_what_a_lone_worker_did_also_after_the_server_was_away(server):
    port, again = server
    ana, bruno = Visitor(port), Visitor(port)
    bruno.sign_up("bruno")
    ana.sign_up("ana")
    ana.get("/@ana")
    bruno.get("/@ana")
    assert bruno.post("/@ana/suivre/")[0] == 302
    for life in range(2):
        screen = screen_of(bruno)
        words = f"@bruno, un mot de la vie {life}"
        assert ana.post("/ecrire/", words=words, whom="public", language="fr")[0] == 302
        assert {heard(screen), heard(screen)} == {"words", "notice"}
        screen.close()
        if life == 0:
            again()
            ana, bruno = Visitor(port, ana.cookies), Visitor(port, bruno.cookies)
            ana.get("/ecrire/")


class TooManyFiles:
    """A listener that cannot accept the first time, as where no more files may be opened."""

    def __init__(self, listener):
        self.listener, self.times = listener, 0

    def accept(self):
        self.times += 1
        if self.times == 1:
            raise OSError(errno.EMFILE, "Too many open files")
        return self.listener.accept()

    def __getattr__(self, name):
        return getattr(self.listener, name)


def test_a_worker_joins_also_after_there_were_too_many_open_files(tmp_path, monkeypatch):
    monkeypatch.setattr(beside, "AGAIN", 0.01)
    monkeypatch.setattr(beside, "listen_in", lambda *where: TooManyFiles(listen_in(*where)))
    server = beside.Beside(tmp_path, lambda: [("a topic", "of the greeting")])
    heard = queue.Queue[str]()
    end = broadcast.hear("a topic", heard.put)
    worker = beside.Joined(tmp_path, lambda: None)
    try:
        assert heard.get(timeout=10) == "of the greeting"
    finally:
        end()
        worker.close()
        server.close()
