"""The bus of several processes: both ends of it in one, with what travels between them carried by hand."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from petitmot.kit import broadcast
from petitmot.live.bus import Told
from petitmot.live.shared import WithoutScreens, WithScreens, shared_flag
from petitmot.live.tests.scenes import play


@pytest.fixture
def both() -> Iterator[tuple[WithScreens, WithoutScreens]]:
    flag = shared_flag()
    screens, pages = WithScreens(flag), WithoutScreens(flag)
    yield screens, pages
    screens.close()
    pages.close()


def test_a_word_told_where_no_screen_is_reaches_the_screens(both):
    screens, pages = both

    async def scene():
        ana = screens.join(1, 9)
        assert ana
        pages.publish([1, 2], "words", 77)
        assert await ana.next() == Told(1, "words", 77)

    play(scene())


def test_that_somebody_listens_is_known_at_once_in_every_process(both):
    screens, pages = both
    assert not pages.anybody() and pages.listening() == set()

    async def scene():
        first, second = screens.join(1, 9), screens.join(1, 9)
        assert first and second
        assert pages.anybody() and pages.listening() == {1}
        screens.leave(first)
        assert pages.anybody() and pages.listening() == {1}
        screens.leave(second)

    play(scene())
    assert not pages.anybody() and pages.listening() == set()


def test_while_no_screen_is_open_nothing_travels(both):
    _screens, pages = both
    carried: list[str] = []
    broadcast.use(lambda topic, _payload: carried.append(topic))
    try:
        pages.publish([1], "words", 1)
    finally:
        broadcast.use(None)
    assert carried == []


def test_a_process_that_begins_later_is_told_who_listens(both):
    screens, _pages = both

    async def scene():
        assert screens.join(4, 9)

    play(scene())
    later = WithoutScreens(shared_flag())
    for topic, payload in screens.greeting():
        broadcast.received(topic, payload)
    assert later.listening() == {4}
    later.close()


def test_screens_are_joined_where_connections_are_accepted(both):
    with pytest.raises(RuntimeError):
        both[1].join(1, 9)
