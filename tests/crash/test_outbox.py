"""The outbox alone under SIGKILL; the whole server, through HTTP, has a test of its own beside this one."""

import os
import random
import sys
from collections import defaultdict

import pytest

from tests.crash.places import asking, place_for_children
from tests.crash.victims import Victim, kill_again_and_again

WORDS = 2000


@pytest.fixture
def place(tmp_path, django_db_setup):
    """The environment of the children, and a way to ask their database."""
    with place_for_children(tmp_path) as environment, asking(environment) as ask:
        yield environment, ask


@pytest.mark.slow
def test_after_any_number_of_sudden_ends_every_word_is_there_and_every_reaction_happened(place):
    environment, ask = place
    chance = random.Random(os.environ.get("PETITMOT_CRASH_SEED") or None)
    acknowledged: set[int] = set()

    def start() -> Victim:
        return Victim([sys.executable, "-m", "tests.crash.child", "say", str(len(lives) * 100_000)], environment)

    lives: list[Victim] = []

    def remember() -> Victim:
        lives.append(start())
        return lives[-1]

    def enough(lines: list[str]) -> bool:
        acknowledged.update(map(int, lines))
        return len(acknowledged) >= WORDS

    deaths = kill_again_and_again(remember, enough, chance)
    Victim([sys.executable, "-m", "tests.crash.child", "finish"], environment).finish(120)

    said = {number for (number,) in ask("SELECT number FROM said").fetchall()}
    heard = defaultdict(list)
    for ear, number in ask("SELECT ear, number FROM heard ORDER BY id").fetchall():
        heard[ear].append(number)
    assert deaths >= 3
    assert acknowledged <= said
    assert len(said - acknowledged) <= deaths  # a word may be kept whose acknowledgement was cut off
    for ear in ("hear", "hear_slowly", "hear_in_order"):
        assert set(heard[ear]) == said
    for rest in range(3):
        first_times = list(dict.fromkeys(number for number in heard["hear_in_order"] if number % 3 == rest))
        assert first_times == sorted(first_times)
    repeated = sum(len(numbers) for numbers in heard.values()) - 3 * len(said)
    print(f"{deaths} sudden ends, {len(said)} words, {repeated} of {3 * len(said)} reactions happened more than once")
