"""The bus by itself: from any thread to the loop of each listener, and nobody waits for a slow one."""

from __future__ import annotations

import asyncio
import threading

from petitmot.live.bus import InProcess, Told
from petitmot.live.tests.scenes import play


def in_a_thread(function, *arguments):
    thread = threading.Thread(target=function, args=arguments)
    thread.start()
    thread.join()


def test_a_fact_from_another_thread_reaches_those_who_listen_and_nobody_else():
    bus = InProcess()

    async def scene():
        ana, ana_too, bruno = bus.join(1, 9), bus.join(1, 9), bus.join(2, 9)
        assert ana and ana_too and bruno
        await asyncio.to_thread(bus.publish, [1, 3], "words", 77)
        assert await ana.next() == await ana_too.next() == Told(1, "words", 77)
        assert bruno.waiting.empty()

    play(scene())


def test_nobody_listens_before_the_first_and_after_the_last():
    bus = InProcess()
    assert not bus.anybody() and bus.listening() == set()

    async def scene():
        first, second = bus.join(1, 9), bus.join(1, 9)
        assert first and second
        assert bus.anybody() and bus.listening() == {1}
        bus.leave(first)
        bus.leave(first)
        assert bus.listening() == {1}
        bus.leave(second)

    play(scene())
    assert not bus.anybody()
    bus.publish([1], "words", 1)  # to nobody


def test_who_does_not_keep_up_is_dropped_and_nobody_waits_for_them():
    bus = InProcess(depth=3)

    async def scene():
        slow, quick = bus.join(1, 9), bus.join(2, 9)
        assert slow and quick
        heard = []
        for number in range(5):
            await asyncio.to_thread(bus.publish, [1, 2], "words", number)
            heard.append((await quick.next()).id)
        assert heard == [0, 1, 2, 3, 4]
        assert slow.dropped.is_set() and not quick.dropped.is_set()
        assert slow.waiting.qsize() == 3  # it holds no more than that, however much is said

    play(scene())


def test_a_person_has_a_bounded_number_of_screens():
    bus = InProcess()

    async def scene():
        mine = [bus.join(1, 2) for _screen in range(3)]
        assert mine[0] and mine[1] and mine[2] is None
        assert bus.join(2, 2)
        bus.leave(mine[0])
        assert bus.join(1, 2)

    play(scene())


def test_a_loop_that_has_ended_is_forgotten():
    bus = InProcess()

    async def scene():
        bus.join(1, 9)

    play(scene())
    in_a_thread(bus.publish, [1], "words", 1)
    assert not bus.anybody()
