"""Running one job: what it did, or when it is tried again, or that it is given up."""

from __future__ import annotations

import logging
import random
import traceback
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from petitmot.jobs.announcing import NotWired, can_go_together, perform, perform_together
from petitmot.jobs.ledger import Claimed, Setback
from petitmot.jobs.models import Job
from petitmot.kit.clock import now
from petitmot.kit.refusals import TryLater

log = logging.getLogger("petitmot.jobs")

MAX_ATTEMPTS = 15  # with the pauses below: about a day
PATIENCE = timedelta(days=7)  # how long a job may answer "try later" before it is given up
FIRST_PAUSE, LONGEST_PAUSE = 5.0, 6 * 3600.0  # seconds
ERROR_LENGTH = 4_000  # characters of a traceback that are kept, from its end


def run(job: Claimed) -> None:
    """Run the reaction that a row names, with its fact."""
    perform(job.fact, job.reaction, job.payload)


def attempt(job: Claimed, do: Callable[[Claimed], None] = run) -> Setback | None:
    """Run a claimed row; None when it is done. Whatever it raises becomes a setback."""
    if job.attempts >= MAX_ATTEMPTS:
        return _given_up(job, f"The process ended while this job ran. Attempts: {job.attempts}.")
    try:
        do(job)
    except TryLater as error:
        return _try_later(job, error)
    except NotWired as error:
        return _given_up(job, str(error))
    except (Exception, SystemExit) as error:  # noqa: BLE001 - here alone: a bug in one job stops no other job
        return _failed(job, error)
    return None


def alike(first: Claimed, other: Claimed) -> bool:
    """Whether two claimed rows may be run at once: one reaction that can, neither tried before.

    They may stand in orders: of each order only the first row is ever claimed, so no two of a batch are of one.
    """
    return (
        first.reaction == other.reaction and can_go_together(first.reaction) and not (first.attempts or other.attempts)
    )


def attempt_together(jobs: Sequence[Claimed]) -> bool:
    """Run rows that are `alike`; False: each has to be tried alone, to find out which fails."""
    try:
        perform_together(jobs[0].reaction, [(job.fact, job.payload) for job in jobs])
    except (Exception, SystemExit) as error:  # noqa: BLE001 - as above: alone it will show
        log.info("%s jobs (%s) are tried one by one: %s", len(jobs), jobs[0].reaction, type(error).__name__)
        return False
    return True


def pause(attempts: int) -> timedelta:
    """How long to wait after the `attempts`-th failure: doubling, with a quarter of chance in both directions."""
    seconds = min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (attempts - 1))
    return timedelta(seconds=seconds * random.uniform(0.75, 1.25))  # noqa: S311 - not a secret


def _failed(job: Claimed, error: BaseException) -> Setback:
    attempts = job.attempts + 1
    told = "".join(traceback.format_exception(error))[-ERROR_LENGTH:].replace("\0", "")
    given_up = attempts >= MAX_ATTEMPTS
    log.log(
        logging.ERROR if given_up else logging.WARNING,
        "job %s (%s) failed, attempt %s%s",
        job.id,
        job.reaction,
        attempts,
        ", given up" if given_up else "",
        exc_info=error,
    )
    return Setback(job, attempts, now() + pause(attempts), told, given_up)


def _try_later(job: Claimed, error: TryLater) -> Setback:
    """As long as it waited so far, where the reaction does not say how long: the pauses double by themselves."""
    moment = now()
    since: datetime | None = Job.objects.filter(id=job.id).values_list("first_tried", flat=True).first()
    waited = moment - since if since else timedelta(0)
    if waited > PATIENCE:
        return _given_up(job, f"Tried for {waited.days} days: {error}")
    seconds = min(LONGEST_PAUSE, max(FIRST_PAUSE, waited.total_seconds())) * random.uniform(0.75, 1.25)  # noqa: S311
    wait = timedelta(seconds=error.wait if error.wait is not None else seconds)
    return Setback(job, job.attempts, moment + wait, str(error)[-ERROR_LENGTH:], False)


def _given_up(job: Claimed, error: str) -> Setback:
    log.error("job %s (%s) given up: %s", job.id, job.reaction, error)
    return Setback(job, job.attempts, now(), error[-ERROR_LENGTH:], True)
