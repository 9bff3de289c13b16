"""The whole server under SIGKILL, as people meet it: what it acknowledged over HTTP is there, and what follows from it."""

import os
import random
import signal
import time

import pytest

from tests.crash.serving import WRITERS, Writers, live, place_for_server, reckon, wait_for_the_jobs, words_of
from tests.crash.visitor import Visitor

WORDS = 2000
MOST_DEATHS = 7
ENOUGH_DEATHS, LONG = 3, 20.0  # seconds: on a slow machine it dies less often, each life takes long to begin


@pytest.fixture
def place(tmp_path, django_db_setup):
    with place_for_server(tmp_path) as found:
        yield found


@pytest.mark.slow
def test_after_sudden_ends_of_the_server_every_word_is_there_and_all_that_follows_from_it(place):
    port, environment = place
    chance = random.Random(os.environ.get("PETITMOT_CRASH_SEED") or None)
    began = time.monotonic()
    server = live(port, environment)
    Visitor(port).sign_up("bruno")
    ana = Visitor(port)
    ana.sign_up("ana")
    ana.get("/ecrire/")
    writers = Writers(port, ana.cookies, WORDS)
    writers.start()
    deaths = 0
    try:
        while not writers.enough:
            time.sleep(chance.uniform(0.3, 3.0))
            most = ENOUGH_DEATHS if time.monotonic() - began > LONG else MOST_DEATHS
            if deaths < most and not writers.enough:
                server.kill()
                deaths += 1
                server = live(port, environment)
        writers.join()
        wrote = time.monotonic()
        wait_for_the_jobs(environment)
        done = time.monotonic()
        told = reckon(environment)
    finally:
        writers.over = True
        server.process.send_signal(signal.SIGTERM)
        server.finish(120)

    assert writers.refused == []
    assert deaths >= 2
    assert told["waiting"] == 0
    assert told["failed"] == []
    assert writers.acknowledged <= set(told["words"])
    assert len(told["words"]) == len(set(told["words"]))
    assert len(set(told["words"]) - writers.acknowledged) <= deaths * WRITERS
    assert told["told"] == [word for word in told["words"] if "@" in words_of(word)]
    assert told["told_twice"] == 0  # at least once, and then each reaction sees that it was done
    assert told["found"] == told["words"]
    print(
        f"{deaths} sudden ends, {len(told['words'])} words in {wrote - began:.0f} s, all done {done - wrote:.0f} s later"
    )
