"""Every open connection of applications in this process, and what each is told. All of it in the event loop's thread."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any, TypeVar

import structlog

from petitmot.client_api import tokens
from petitmot.client_api.scopes import holds
from petitmot.client_api.streaming import callers, telling
from petitmot.client_api.streaming.callers import Caller
from petitmot.client_api.streaming.streams import Stream
from petitmot.client_api.streaming.telling import Event
from petitmot.kit import broadcast
from petitmot.live import carrying
from petitmot.live.bus import Bus, Listener, Told
from petitmot.live.channels import EVERYBODY, of_applications

DEPTH = 64  # events that may wait for a slow connection
BEHIND = 1_000  # facts that may wait on one channel
TOGETHER = 128  # people told in one go, so that others come in between
CHECK = 30.0  # seconds between two looks at the tokens of open connections
NOTICES = (carrying.NOTICE, carrying.QUIET_NOTICE)
NOTIFIES = ("notification", "notifications_merged")  # events that ask for `read:notifications`
T = TypeVar("T")
log = structlog.get_logger("petitmot.streaming")


class Connection:
    """One open connection: who, which streams, what waits for it, and whether it has to end."""

    def __init__(self, caller: Caller, depth: int) -> None:
        self.caller = caller
        self.streams: set[Stream] = set()
        self.waiting: asyncio.Queue[Event] = asyncio.Queue(depth)
        self.over = asyncio.Event()

    def put(self, event: Event) -> None:
        """Keep an event; who does not keep up is closed, and comes back."""
        if self.waiting.full():
            self.over.set()
        elif not self.over.is_set():
            self.waiting.put_nowait(event)


class Hub:
    """The connections of one event loop. Joins the bus once for a channel, however many connections listen on it."""

    def __init__(
        self,
        find_bus: Callable[[], Bus],
        *,
        tell: Callable[[str, int, Mapping[int, frozenset[Stream]]], dict[int, list[Event]]] = telling.tell,
        still_good: Callable[[set[int]], set[int]] = callers.still_good,
        depth: int = DEPTH,
        check: float = CHECK,
    ) -> None:
        self.find_bus, self._tell, self._still_good = find_bus, tell, still_good
        self.depth, self.check = depth, check
        self.loop = asyncio.get_running_loop()
        self._threads = ThreadPoolExecutor(2, thread_name_prefix="streaming")
        self._of: dict[int, set[Connection]] = {}  # by person
        self._public: set[Connection] = set()  # those that have a public stream
        self._listeners: dict[int, Listener] = {}
        self._facts: dict[int, deque[Told]] = {}  # what waits on each channel; the first is being told
        self._together: dict[tuple[str, int], list[int]] = {}  # a fact, and the channels it comes first on by now
        self._tasks: set[asyncio.Task[None]] = set()
        self._looking: asyncio.Task[None] | None = None

    async def in_a_thread(self, work: Callable[..., T], *values: Any) -> T:
        """Do what asks the database."""
        return await self.loop.run_in_executor(self._threads, work, *values)

    def open(self, caller: Caller, most: int) -> Connection | None:
        """Let a connection in; None where this person has too many."""
        mine = self._of.setdefault(caller.person, set())
        if len(mine) >= most:
            return None
        connection = Connection(caller, self.depth)
        mine.add(connection)
        if self._looking is None:
            self._looking = self.loop.create_task(self._look_now_and_then())
        return connection

    def close(self, connection: Connection) -> None:
        """Forget a connection. Twice is once."""
        person = connection.caller.person
        mine = self._of.get(person, set())
        mine.discard(connection)
        self._public.discard(connection)
        if not mine:
            self._of.pop(person, None)
        self._listen(person)
        if not self._of and self._looking is not None:
            self._looking.cancel()
            self._looking = None

    def subscribe(self, connection: Connection, stream: Stream) -> None:
        connection.streams.add(stream)
        if stream.is_public:
            self._public.add(connection)
        self._listen(connection.caller.person)

    def unsubscribe(self, connection: Connection, stream: Stream) -> None:
        connection.streams.discard(stream)
        if not any(each.is_public for each in connection.streams):
            self._public.discard(connection)
        self._listen(connection.caller.person)

    def _listen(self, person: int) -> None:
        """Listen on the channels that are needed, and on no others."""
        mine = any(not stream.is_public for one in self._of.get(person, ()) for stream in one.streams)
        self._join(of_applications(person), mine)
        self._join(EVERYBODY, bool(self._public))

    def _join(self, channel: int, wanted: bool) -> None:
        if wanted and channel not in self._listeners:
            listener = self.find_bus().join(channel, 1_000_000, self._hear)
            assert listener is not None
            self._listeners[channel] = listener
        elif not wanted and channel in self._listeners:
            self.find_bus().leave(self._listeners.pop(channel))

    def _all(self) -> Iterable[Connection]:
        return (one for mine in self._of.values() for one in mine)

    def _hear(self, told: Told) -> None:
        facts = self._facts.get(told.channel)
        if facts is None:
            self._facts[told.channel] = deque([told])
            self._gather(told)
        elif len(facts) < BEHIND:
            facts.append(told)
        else:  # they would miss something: they come back, and ask for what there is
            for one in self._on(told.channel):
                one.over.set()

    def _gather(self, told: Told) -> None:
        """Have a fact told, with all the channels on which it is heard by the next turn of the loop."""
        channels = self._together.setdefault((told.fact, told.id), [])
        channels.append(told.channel)
        if len(channels) == 1:
            self.loop.call_soon(self._begin, told.fact, told.id)

    def _begin(self, fact: str, id_: int) -> None:
        task = self.loop.create_task(self._work(fact, id_, self._together.pop((fact, id_))))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _work(self, fact: str, id_: int, channels: list[int]) -> None:
        """Tell one fact on these channels, then have what waits behind it told: the facts of a channel keep their order."""
        try:
            await self._spread(fact, id_, channels)
        except Exception:  # one fact that cannot be told ends no stream
            log.exception("a fact could not be told", fact=fact, id=id_)
        for channel in channels:
            facts = self._facts[channel]
            facts.popleft()
            if facts:
                self._gather(facts[0])
            else:
                del self._facts[channel]

    def _on(self, channel: int) -> list[Connection]:
        return list(self._public) if channel == EVERYBODY else list(self._of.get(-channel, ()))

    async def _spread(self, fact: str, id_: int, channels: Iterable[int]) -> None:
        if fact == carrying.ENDED:
            await self.look()
            return
        wanted: dict[int, set[Stream]] = {}
        for channel in channels:
            for one in self._on(channel):
                here = {stream for stream in one.streams if stream.is_public == (channel == EVERYBODY)}
                if here:
                    wanted.setdefault(one.caller.person, set()).update(here)
        people = list(wanted)
        for start in range(0, len(people), TOGETHER):
            part = {person: frozenset(wanted[person]) for person in people[start : start + TOGETHER]}
            found = await self.in_a_thread(self._tell, fact, id_, part)
            for person, events in found.items():
                for one in list(self._of.get(person, ())):
                    _hand(one, events)

    async def look(self) -> None:
        """Close connections whose token was revoked, or whose person may not sign in any more."""
        ids = {one.caller.token for one in self._all()}
        good = await self.in_a_thread(self._still_good, ids) if ids else set()
        for one in list(self._all()):
            if one.caller.token in ids - good:
                one.over.set()

    async def _look_now_and_then(self) -> None:
        told = asyncio.Event()

        def hear(_payload: str) -> None:
            with suppress(RuntimeError):  # the loop is closed: the server has stopped
                self.loop.call_soon_threadsafe(told.set)

        end = broadcast.hear(tokens.REVOKED, hear)
        try:
            while True:
                try:
                    async with asyncio.timeout(self.check):
                        await told.wait()
                except TimeoutError:
                    pass
                told.clear()
                try:
                    await self.look()
                except Exception:
                    log.exception("the tokens of open streams could not be looked at")
        finally:
            end()


def _hand(one: Connection, events: Iterable[Event]) -> None:
    """Give a connection what it has streams for; notifications in `user` need their own scope."""
    for event in events:
        here = event.streams & one.streams
        if event.name in NOTIFIES and not holds(one.caller.granted, "read:notifications"):
            here = frozenset()
        for stream in sorted(here):
            one.put(event._replace(streams=frozenset([stream])))
