"""The runner: threads of this process that claim batches of jobs, run them, and hold or hand back their leases."""

from __future__ import annotations

import logging
import os
import random
import secrets
import socket
import threading
import time
from datetime import timedelta

from django.db import close_old_connections, connection

from petitmot.jobs import bell, ledger, outcomes, schedule
from petitmot.jobs.hand import Hand
from petitmot.kit.clock import now

log = logging.getLogger("petitmot.jobs")

LEASE = 30.0  # seconds; what a killed process held is taken up by another after this time
FIRST_SLEEP, LONGEST_SLEEP = 0.05, 1.0  # seconds an idle thread sleeps, unless the bell rings
BATCH_TIME = 1.0  # seconds after which a batch ends, done or not
TOO_SLOW = 0.5  # seconds after which one job no longer keeps the rest of its batch waiting
SCHEDULE_EVERY = 5.0  # seconds between two looks at the periodic functions
LONG_EVERY = 1.0  # seconds between two looks for long work


class Runner:
    """Runs due jobs in `threads` threads until stopped.

    At most `threads - 1` of them (but always one) take `soon` and `later` jobs at a time, so that slow work with the
    world outside never keeps a notice or a mail waiting. Jobs of the lane `long` run one at a time in a thread of their
    own, which is there only while there are some.
    """

    def __init__(self, threads: int = 2, *, lease: float = LEASE) -> None:
        self.holder = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"
        self.lease = lease
        self._hands = [Hand() for _ in range(threads)]
        self._threads: list[threading.Thread] = []
        self._long_hand, self._long_thread = Hand(), threading.Thread()
        self._long_starts = threading.Lock()
        self._look_for_long = 0.0  # time.monotonic()
        self._slow_lanes = threading.Semaphore(max(1, threads - 1))
        self._one_claims = threading.Lock()  # threads of one process do not compete for SQLite's write lock
        self._stopping = threading.Event()
        self._busy = threading.Event()  # a hand holds jobs: the keeper watches
        self._look_at_schedule = 0.0  # time.monotonic()

    def start(self) -> None:
        """Start the threads; they end with the process, or with `stop`."""
        for number, hand in enumerate(self._hands):
            self._start_thread(f"jobs-{number}", self._work, hand)
        self._start_thread("jobs-keeper", self._keep)

    def stop(self, timeout: float = 10.0) -> bool:
        """Finish the jobs that run, give back the leases of all others; True when all ended within `timeout` seconds.

        A job that runs longer keeps its lease and is taken up again when that has run out.
        """
        self._stopping.set()
        self._busy.set()
        bell.ring(everybody=True)
        end = time.monotonic() + timeout
        with self._long_starts:
            threads = [*self._threads, *([self._long_thread] if self._long_thread.is_alive() else [])]
        for thread in threads:
            thread.join(max(0.0, end - time.monotonic()))
        return not any(thread.is_alive() for thread in threads)

    def _start_thread(self, name: str, target: object, *arguments: object) -> None:
        thread = threading.Thread(target=target, args=arguments, name=name, daemon=True)  # type: ignore[arg-type]
        self._threads.append(thread)
        thread.start()

    def _work(self, hand: Hand) -> None:
        sleep = FIRST_SLEEP
        while not self._stopping.is_set() or hand.holds_any():
            heard = bell.rings()
            try:
                close_old_connections()
                found = self._next_batch(hand)
                if found:
                    self._run_batch(hand)
            except Exception:  # the database is away or locked: what was done is settled when it is back
                log.exception("the runner could not reach its jobs")
                connection.close()
                if self._stopping.is_set():
                    break  # the leases will run out
                self._stopping.wait(random.uniform(0.5, 1.5))  # noqa: S311 - not a secret
                continue
            finally:
                self._leave_slow_lanes(hand)
            if found:
                sleep = FIRST_SLEEP
            elif not self._stopping.is_set():
                bell.wait(heard, sleep * random.uniform(0.9, 1.1))  # noqa: S311 - not a secret
                sleep = min(LONGEST_SLEEP, sleep * 2)
        connection.close()

    def _next_batch(self, hand: Hand) -> bool:
        """Settle what the hand holds, and fill it again unless we are stopping."""
        stopping = self._stopping.is_set()
        if not stopping:
            self._make_periodic_due()
            self._begin_long_work()
        if not hand.holds_any() and not ledger.anything_due(now()):
            return False
        hand.in_slow_lanes = self._slow_lanes.acquire(blocking=False)
        shares = ledger.SHARES if hand.in_slow_lanes else {"now": ledger.SHARES["now"]}
        with self._one_claims, hand.settling() as result:
            moment = now()
            until = moment + timedelta(seconds=self.lease)
            jobs = ledger.exchange(
                self.holder, **result, shares={} if stopping else shares, moment=moment, lease_until=until
            )
            hand.take(jobs)
        if all(job.lane == "now" for job in jobs):
            self._leave_slow_lanes(hand)
        if len(jobs) >= min(shares.values()):
            bell.ring()  # there may be more than one thread's work
        self._busy.set()
        return bool(jobs)

    def _run_batch(self, hand: Hand) -> None:
        end = time.monotonic() + BATCH_TIME
        while jobs := hand.begin_next(outcomes.alike):
            done = len(jobs) > 1 and outcomes.attempt_together(jobs)
            for job in jobs:
                hand.end(job, None if done else outcomes.attempt(job))
            if time.monotonic() > end or self._stopping.is_set():
                break

    def _leave_slow_lanes(self, hand: Hand) -> None:
        if hand.in_slow_lanes:
            hand.in_slow_lanes = False
            self._slow_lanes.release()

    def _make_periodic_due(self) -> None:
        moment = time.monotonic()
        if moment >= self._look_at_schedule:
            self._look_at_schedule = moment + SCHEDULE_EVERY
            schedule.make_due(now())

    def _begin_long_work(self) -> None:
        moment = time.monotonic()
        if moment < self._look_for_long or not self._long_starts.acquire(blocking=False):
            return
        try:
            self._look_for_long = moment + LONG_EVERY
            if not self._stopping.is_set() and not self._long_thread.is_alive() and ledger.anything_long_due(now()):
                self._long_thread = threading.Thread(target=self._work_long, name="jobs-long", daemon=True)
                self._long_thread.start()
        finally:
            self._long_starts.release()

    def _work_long(self) -> None:
        """Do long jobs, one after the other, until none is due or the database is away: then another thread begins."""
        try:
            while True:
                with self._one_claims, self._long_hand.settling() as result:
                    shares = {} if self._stopping.is_set() else {ledger.LONG: 1}
                    until = now() + timedelta(seconds=self.lease)
                    jobs = ledger.exchange(self.holder, **result, shares=shares, moment=now(), lease_until=until)
                    self._long_hand.take(jobs)
                if not jobs:
                    return
                self._busy.set()
                for job in self._long_hand.begin_next(outcomes.alike):
                    self._long_hand.end(job, outcomes.attempt(job))
        except Exception:  # what was done is settled by the next thread
            log.exception("the runner could not reach its long jobs")
        finally:
            connection.close()

    def _keep(self) -> None:
        """Watch the hands while they hold jobs: renew leases, and free what waits behind a slow job."""
        while any(thread.is_alive() for thread in self._threads[:-1]):
            self._busy.wait()
            self._busy.clear()
            hands = [*self._hands, self._long_hand]
            for hand in hands:
                try:
                    self._watch(hand)
                except Exception:  # as above: the next look tries again
                    log.exception("the runner could not hold its leases")
                    connection.close()
            if self._stopping.is_set() or any(hand.holds_any() for hand in hands):
                self._busy.set()
                time.sleep(TOO_SLOW / 10 if self._stopping.is_set() else TOO_SLOW / 2)
        connection.close()

    def _watch(self, hand: Hand) -> None:
        if hand.slower_than(TOO_SLOW):
            with self._one_claims, hand.settling() as result:
                if any(result.values()):
                    ledger.exchange(self.holder, **result, shares={}, moment=now(), lease_until=now())
                    bell.ring()
        if ids := hand.leases_older_than(self.lease / 3):
            ledger.renew(self.holder, ids, now() + timedelta(seconds=self.lease))
