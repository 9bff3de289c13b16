"""The demonstration's words: complete, in order, and nothing that leads nowhere."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from demo import script
from demo.calendar_of_the_story import Calendar, days_back
from demo.drawing import gallery

WORDS = script.all_words()
FIRST = [word for word in WORDS if word.answers is None]
MEMBERS = {person["name"] for person in script.table("people")["person"]}


def test_three_months_of_words_are_there():
    assert len(FIRST) >= 350
    assert sum(word.answers is not None for word in WORDS) >= 100
    assert len({(word.author, word.keys["to"]) for word in FIRST if "to" in word.keys}) >= 10
    assert len(MEMBERS) >= 25


def test_everybody_named_exists_and_nobody_likes_their_own_words():
    named = {word.author for word in WORDS} | {name for word in WORDS for name in word.likes}
    assert named <= MEMBERS
    assert [word for word in WORDS if word.author in word.likes] == []


def test_what_is_shared_is_there_and_was_said_before():
    ids = {word.keys["id"]: word for word in WORDS if "id" in word.keys}
    for word in WORDS:
        if "share" in word.keys:
            shared = ids[word.keys["share"]]
            assert (shared.day, shared.hour) < (word.day, word.hour)


def test_no_answer_comes_before_what_it_answers():
    for word in WORDS:
        if word.answers is not None:
            assert (word.answers.day, word.answers.hour) < (word.day, word.hour)


def test_every_photo_is_drawn_and_told():
    wanted = {word.keys["photo"] for word in WORDS if "photo" in word.keys}
    assert wanted <= set(gallery.PICTURES)
    assert gallery.missing_alt() == []
    assert len(gallery.PICTURES) >= 20


def test_muriel_never_gives_the_same_word_twice_nor_on_a_sunday():
    given = [word for word in FIRST if word.author == "muriel" and word.lines[0].startswith("*")]
    words = Counter(word.lines[0].split("*")[1] for word in given)
    assert max(words.values()) == 1 and len(words) >= 70
    assert days_back("11-17", "mo tu we th fr sa", 3) == ["11-14", "11-16", "11-17"]


def test_no_text_is_said_twice():
    said = Counter(word.text for word in WORDS if len(word.text) > 12)
    assert [text for text, times in said.items() if times > 1] == []


@pytest.mark.parametrize("hour", [0, 9, 18, 23])
def test_the_story_ends_today_and_nothing_lies_ahead(hour: int):
    now = datetime(2031, 3, 5, hour, 30, tzinfo=UTC)
    calendar = Calendar(now)
    moments = sorted(calendar.moment(word.day, word.hour) for word in WORDS)
    assert moments[-1] <= now
    assert now - moments[-1] < timedelta(days=2)


def test_days_in_sentences_move_with_the_story():
    calendar = Calendar(datetime(2026, 11, 29, 20, tzinfo=UTC))
    assert calendar.told("le {date:12-12}, un {jour:11-22}") == "le 19 décembre, un dimanche"
