"""Lost from view (rule 35)."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from petitmot.attentions import lost

DAY = 86400


@pytest.fixture
def pair(world):
    world.connect(world.ana, world.bruno)
    return world


def talk(world, time, times, every):
    for _ in range(times):
        world.writes(world.bruno, world.ana)
        time.shift(3600)
        world.writes(world.ana, world.bruno)
        world.settle()
        time.shift(every * DAY - 3600)
    time.shift(-every * DAY)


@pytest.mark.parametrize(
    ("every", "silence", "is_lost"),
    [(7, 29, False), (7, 31, True), (20, 59, False), (20, 61, True)],
)
def test_rule_35_lost_after_three_times_the_usual_pause_and_thirty_days(pair, every, silence, is_lost):
    with time_machine.travel("2026-01-01T12:00:00Z", tick=False) as time:
        talk(pair, time, 4, every)
        time.shift(silence * DAY)
        found = lost.lost_from_view(pair.ana)
        assert [each.person for each in found] == ([pair.bruno] if is_lost else [])
        assert len(lost.lost_from_view(pair.bruno)) == len(found)


def test_rule_35_two_exchanges_are_too_few_to_know_a_rhythm(pair):
    with time_machine.travel("2026-01-01T12:00:00Z", tick=False) as time:
        talk(pair, time, 2, 7)
        time.shift(300 * DAY)
        assert lost.lost_from_view(pair.ana) == []


def test_rule_35_words_one_way_are_no_exchange(pair):
    with time_machine.travel("2026-01-01T12:00:00Z", tick=False) as time:
        for _ in range(6):
            pair.writes(pair.bruno, pair.ana)
            pair.settle()
            time.shift(7 * DAY)
        time.shift(100 * DAY)
        assert lost.lost_from_view(pair.ana) == []


def test_rule_35_an_exchange_is_words_both_ways_within_fourteen_days():
    start = datetime(2026, 1, 1, tzinfo=UTC)
    words = [lost.Word(start, True, 1), lost.Word(start + timedelta(days=15), False, 2)]
    assert lost.exchanges(words) == []
    words.append(lost.Word(start + timedelta(days=29), True, 3))
    assert lost.exchanges(words) == [words[-1].at]


def test_rule_35_it_can_be_put_to_rest_for_a_person(pair):
    with time_machine.travel("2026-01-01T12:00:00Z", tick=False) as time:
        talk(pair, time, 4, 7)
        time.shift(100 * DAY)
        lost.leave_alone(pair.ana, pair.bruno)
        assert lost.lost_from_view(pair.ana) == []
        assert len(lost.lost_from_view(pair.bruno)) == 1
