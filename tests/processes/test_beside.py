"""`petitmot worker` beside a server: what follows from what was written, done in that process, reaches open screens."""

from __future__ import annotations

import signal
import sys

import pytest

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
