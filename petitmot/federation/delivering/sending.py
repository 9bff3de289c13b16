"""The sender: one thread that claims servers and settles what was sent, and a few that post. Memory stays bounded: what
waits is in the database, and only a turn's worth of it is held."""

from __future__ import annotations

import logging
import os
import secrets
import socket
import threading
import time
from collections import deque
from datetime import timedelta

from django.db import close_old_connections, connection

from petitmot.federation.delivering import doorbell, ledger, settling
from petitmot.federation.delivering.attempting import attempt
from petitmot.federation.delivering.luggage import Luggage
from petitmot.federation.delivering.outcomes import Kind, Outcome
from petitmot.federation.delivering.turns import ServerTurn
from petitmot.federation.delivering.wire import Post, Wire
from petitmot.federation.delivering.writing_off import mark_gone
from petitmot.kit.clock import now

log = logging.getLogger("petitmot.delivering")

LEASE = 30.0  # seconds; what a killed process held is taken up by another after this time
MOST_TURNS, MOST_PROBES = 64, 16  # servers spoken to at once: those that answer, those that did not when tried last
QUICK = 8  # threads that are kept from waiting on slow servers: for each that waits another one is started, up to
MOST_THREADS = 96
SLOW = 0.1  # seconds after which a thread counts as waiting
IDLE = 5.0  # seconds between two looks when nothing rings
BUSY = 0.05
MANY = 64  # results that are written down together


class _Hand:
    """A thread that posts; `since` is when it began what it does (time.monotonic()), 0.0 when it does nothing."""

    since = 0.0


class Sender:
    """Empties the rows until stopped."""

    def __init__(self, *, post: Post | None = None, luggage: Luggage | None = None, lease: float = LEASE) -> None:
        self.holder = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"
        self.lease = lease
        self.wire = Wire()
        self.post = post or self.wire.post
        self.luggage = luggage or Luggage()
        self._stopping = threading.Event()
        self._work_here = threading.Condition()
        self._ready: deque[tuple[ServerTurn, ledger.Waiting]] = deque()
        self._turns: dict[int, ServerTurn] = {}
        self._done: list[ledger.Waiting] = []
        self._later: list[settling.Later] = []
        self._gone: list[str] = []
        self._over: list[ServerTurn] = []
        self._hands: set[_Hand] = set()
        self._renewed = 0.0
        self._conductor = threading.Thread(target=self._conduct, name="sender", daemon=True)

    def start(self) -> None:
        """Start; the threads end with the process, or with `stop`."""
        self._conductor.start()

    def stop(self, timeout: float = 10.0) -> bool:
        """Let what is under way finish, begin nothing more; True when all ended within `timeout` seconds."""
        self._stopping.set()
        doorbell.ring()
        self._conductor.join(timeout)
        return not self._conductor.is_alive()

    def _conduct(self) -> None:
        while True:
            heard = doorbell.rings()
            busy = False
            try:
                close_old_connections()
                self._settle()
                if self._stopping.is_set():
                    self._give_nothing_more()
                    if not self._turns:
                        break
                else:
                    self._begin_turns()
                busy = bool(self._turns)
            except Exception:  # the database is away or locked: what was done is settled when it is back
                log.exception("the sender could not reach its rows")
                connection.close()
                if self._stopping.is_set():
                    break  # the leases will run out
                time.sleep(0.5)
                busy = True  # and look again at once, also where nobody rings
            self._staff()
            doorbell.wait(heard, BUSY if busy else IDLE)
        with self._work_here:
            self._work_here.notify_all()
        self.wire.close_idle(everything=True)
        connection.close()

    def _begin_turns(self) -> None:
        """Claim servers as long as there is room, and lay out what waits for them."""
        probes = sum(1 for turn in self._turns.values() if turn.failures)
        room, probes_left = MOST_TURNS - (len(self._turns) - probes), MOST_PROBES - probes
        moment = now()
        if time.monotonic() - self._renewed > self.lease / 3:
            self._renewed = time.monotonic()
            self.wire.close_idle()
            if self._turns:
                ledger.renew(self.holder, sorted(self._turns), moment + timedelta(seconds=self.lease))
        if (room <= 0 and probes_left <= 0) or not ledger.anything_due(moment):
            return
        until = moment + timedelta(seconds=self.lease)
        for claimed in ledger.claim(self.holder, most=room, silent=probes_left, moment=moment, lease_until=until):
            most = 1 if claimed.failures else ledger.MOST_AT_ONCE
            turn = ServerTurn(claimed, ledger.load(claimed.server, moment=moment, most=most))
            self.luggage.pack(turn.server, turn.rows)
            with self._work_here:
                self._turns[turn.server] = turn
                self._advance(turn)
                self._work_here.notify(len(self._ready))

    def _settle(self) -> None:
        """Write down what was done, all in one transaction."""
        with self._work_here:
            done, later, over, gone = self._done, self._later, self._over, self._gone
            self._done, self._later, self._over, self._gone = [], [], [], []
        moment = now()
        try:
            settling.settle(
                self.holder, done=done, later=later, turns=[turn.result(moment) for turn in over], moment=moment
            )
        except BaseException:
            with self._work_here:
                self._done, self._later, self._over, self._gone = (
                    done + self._done, later + self._later, over + self._over, gone + self._gone,
                )  # fmt: skip
            raise
        for turn in over:
            self.luggage.unpack(turn.rows)
            self._turns.pop(turn.server, None)
        if gone:
            mark_gone(gone)

    def _give_nothing_more(self) -> None:
        with self._work_here:
            while self._ready:
                turn, _row = self._ready.popleft()
                turn.under_way -= 1
            for turn in self._turns.values():
                turn.stop()
                if turn.is_over and turn not in self._over:
                    self._over.append(turn)
        self._settle()

    def _advance(self, turn: ServerTurn) -> None:
        """Put what may be sent next among what is ready; called with the lock held."""
        self._ready.extend((turn, row) for row in turn.take())
        if turn.is_over:
            self._over.append(turn)

    def _staff(self) -> None:
        """Keep a few threads free of slow servers."""
        with self._work_here:
            before = time.monotonic() - SLOW
            waiting = sum(1 for hand in self._hands if 0 < hand.since < before)
            wanted = min(len(self._ready), QUICK - (len(self._hands) - waiting), MOST_THREADS - len(self._hands))
            for _number in range(wanted):
                hand = _Hand()
                self._hands.add(hand)
                threading.Thread(target=self._work, args=(hand,), name="sender-hand", daemon=True).start()

    def _work(self, hand: _Hand) -> None:
        while True:
            with self._work_here:
                if not self._ready and not self._work_here.wait_for(lambda: self._ready, IDLE):
                    self._hands.discard(hand)  # nothing to do: threads cost memory
                    return
                turn, row = self._ready.popleft()
                hand.since = time.monotonic()
            outcome = self._attempt(turn, row)
            with self._work_here:
                hand.since = 0.0
                self._note(turn, row, outcome)

    def _attempt(self, turn: ServerTurn, row: ledger.Waiting) -> Outcome:
        try:
            piece = self.luggage.piece(row)
            return attempt(
                row.inbox,
                piece.body,
                sign=piece.sign,
                post=self.post,
                scheme=turn.scheme,
                attempts=row.attempts,
                more=piece.headers,
            )
        except Exception as error:  # a bug with one delivery stops no other
            log.exception("delivery %s to %s failed", row.id, row.inbox)
            return Outcome(Kind.LATER, f"{type(error).__name__}: {error}")

    def _note(self, turn: ServerTurn, row: ledger.Waiting, outcome: Outcome) -> None:
        later = turn.ended(row, outcome, now())
        if later is not None:
            self._later.append(later)
        elif outcome.kind is Kind.DONE:
            self._done.append(row)
        if outcome.kind is Kind.GONE:
            self._gone.append(row.inbox)
        self._advance(turn)
        if self._ready:
            self._work_here.notify(len(self._ready))
        if turn.is_over or len(self._done) + len(self._later) >= MANY:
            doorbell.ring()
