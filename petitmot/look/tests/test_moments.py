"""Hours and days as one says them."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone, translation

from petitmot.look import moments

PARIS = "Europe/Paris"
NOW = dt.datetime(2026, 11, 22, 17, 42, tzinfo=dt.UTC)  # a Sunday, 18 h 42 in Paris


def at(day: int, hour: int, minute: int = 0, month: int = 11, year: int = 2026) -> dt.datetime:
    """Return a moment told in Paris, kept in UTC as the database has it."""
    import zoneinfo

    return dt.datetime(year, month, day, hour, minute, tzinfo=zoneinfo.ZoneInfo(PARIS)).astimezone(dt.UTC)


@pytest.fixture(autouse=True)
def _in_paris_and_in_french():
    with timezone.override(PARIS), translation.override("fr"):
        yield


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (at(22, 9, 14), "9 h 14"),
        (at(22, 7), "7 h"),
        (at(21, 22, 58), "hier, 22 h 58"),
        (at(23, 8), "demain, 8 h"),
        (at(17, 7, 45), "mardi, 7 h 45"),
        (at(14, 12), "14 novembre"),
        (at(1, 12), "1er novembre"),
        (at(14, 12, year=2024), "14 novembre 2024"),
    ],
)
def test_a_moment_is_said_as_one_says_it(moment, said):
    assert plain(moments.when(moment, NOW)) == said


def test_hours_never_break_at_the_end_of_a_line():
    assert " " not in moments.hour(at(22, 9, 14))


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (at(22, 3), "cette nuit"),
        (at(22, 9, 30), "ce matin"),
        (at(22, 15), "cet après-midi"),
        (at(22, 18, 30), "ce soir"),
        (at(21, 22, 58), "hier soir"),
        (at(17, 7), "mardi"),
        (at(4, 7), "4 novembre"),
    ],
)
def test_a_word_stands_under_its_part_of_the_day(moment, said):
    assert plain(moments.part_of_day(moment, NOW)) == said


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (at(22, 22, 15), "ce soir, 22 h 15"),
        (at(23, 8), "demain, 8 h"),
        (at(26, 8, 30), "jeudi 26 novembre, 8 h 30"),
        (at(2, 9, month=1, year=2027), "samedi 2 janvier 2027, 9 h"),
    ],
)
def test_what_is_to_come_is_told_with_its_day_and_hour(moment, said):
    assert plain(moments.coming(moment, NOW)) == said


def test_what_waits_is_told_since_when():
    assert moments.since(at(21, 22), NOW) == "depuis hier soir"
    assert moments.since(at(19, 22), NOW) == "depuis jeudi"
    assert plain(moments.since(at(2, 22), NOW)) == "depuis le 2 novembre"
    assert moments.since(at(2, 22, year=2024), NOW) == "depuis novembre 2024"


def test_the_day_follows_the_reader_not_the_server():
    just_after_midnight_in_paris = dt.datetime(2026, 11, 21, 23, 30, tzinfo=dt.UTC)
    assert plain(moments.when(just_after_midnight_in_paris, NOW)) == "0 h 30"
    with timezone.override("America/Montreal"):
        assert plain(moments.when(just_after_midnight_in_paris, NOW)) == "hier, 18 h 30"


def test_english_has_its_own_hours():
    with translation.override("en"):
        assert plain(moments.hour(at(22, 9, 14))) == "9:14 am"
        assert plain(moments.hour(at(22, 0, 5))) == "12:05 am"
        assert plain(moments.hour(at(22, 15))) == "3 pm"
        assert plain(moments.day(at(22, 15))) == "Sunday 22 November"


def test_a_moment_carries_its_time_for_machines():
    markup = moments.moment(at(22, 9, 14))
    assert 'datetime="2026-11-22T08:14:00Z"' in markup
    assert "dimanche" in markup
