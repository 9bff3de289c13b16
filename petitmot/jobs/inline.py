"""Running what is due here and now, without threads: for tests and for commands of the operator."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import connection, transaction

from petitmot.jobs import ledger, outcomes, schedule
from petitmot.jobs.announcing import perform
from petitmot.jobs.ledger import Claimed, Setback
from petitmot.kit import clock

HOLDER = "inline"
ENDLESS = 100_000  # jobs; two reactions that announce each other for ever are a bug


def run_due(
    now: datetime | None = None, limit: int | None = None, *, raising: bool = False, periodic: bool = False
) -> int:
    """Run everything that is due, and what follows from it, until nothing is due; return how many jobs were run.

    `now` stands for the clock (UTC) when it is given. `raising` lets the error of a failing reaction through, for
    tests. `periodic` also makes the periodic functions whose moment has come.
    """
    ran = 0
    while limit is None or ran < limit:
        moment = now or clock.now()
        if periodic:
            schedule.make_due(moment)
        lanes = (*ledger.LANES, ledger.LONG)
        shares = {**ledger.SHARES, ledger.LONG: 1} if limit is None else dict.fromkeys(lanes, limit - ran)
        jobs = ledger.exchange(HOLDER, shares=shares, moment=moment, lease_until=moment + timedelta(hours=1))
        if not jobs:
            return ran
        over = [] if limit is None else [job.id for job in jobs[limit - ran :]]
        ledger.settle(HOLDER, unstarted=over, moment=moment)
        for job in jobs[: len(jobs) - len(over)]:
            _run(job, moment, raising)
            ran += 1
        if ran > ENDLESS:
            raise RuntimeError(f"{ran} jobs were run and there is no end; the last one was {jobs[-1].reaction}")
    return ran


def _run(job: Claimed, moment: datetime, raising: bool) -> None:
    setback: Setback | None = None
    if raising:
        try:
            _perform(job)
        except BaseException:
            ledger.settle(HOLDER, unstarted=[job.id], moment=moment)
            raise
    else:
        setback = outcomes.attempt(job, _perform)
    ledger.settle(HOLDER, finished=[] if setback else [job.id], setbacks=[setback] if setback else [], moment=moment)


def _perform(job: Claimed) -> None:
    """A test's own transaction must survive a reaction that fails, so there it runs inside a savepoint."""
    if connection.in_atomic_block:
        with transaction.atomic():
            perform(job.fact, job.reaction, job.payload)
    else:
        perform(job.fact, job.reaction, job.payload)
