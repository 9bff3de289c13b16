"""The SQL of the outbox: insert, claim, settle, renew. Few statements, each short, the same on both databases."""

# ruff: noqa: S608 - every piece of these statements is a constant of this file; values travel as parameters

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from django.db import connection, transaction

from petitmot.kit.compiled import write

PERIODIC = "periodic"  # stands where the fact's name stands, in the rows of periodic functions

LANES = ("now", "soon", "later")
LONG = "long"  # minutes of work each: one at a time in a process, in a thread that is there only while there is some
# How many rows of each lane a batch takes when all of them wait: the first lane goes fastest, the last never starves.
SHARES: Mapping[str, int] = {"now": 32, "soon": 12, "later": 4}


class NewJob(NamedTuple):
    """A row about to be written, in the order of its columns."""

    lane: str
    reaction: str
    fact: str
    payload: str
    key: str
    due: datetime
    made: datetime


class Claimed(NamedTuple):
    """A row that this process holds the lease of; `attempts` counts what failed before."""

    id: int
    lane: str
    reaction: str
    fact: str
    payload: str
    key: str
    attempts: int


@dataclass(frozen=True, slots=True)
class Setback:
    """How a row that did not finish goes on: due again, or given up."""

    job: Claimed
    attempts: int
    due: datetime
    error: str
    given_up: bool


def insert(rows: Sequence[NewJob]) -> None:
    """Write the rows with one statement, inside the caller's transaction."""
    values: list[Any] = []
    for row in rows:
        values += [*row[:5], _moment(row.due), _moment(row.made)]
    write(_insert_sql(len(rows)), values)


@lru_cache(maxsize=64)
def _insert_sql(count: int) -> str:
    row = "(%s, %s, %s, %s, %s, %s, %s, 0, '', '')"
    columns = "lane, reaction, fact, payload, key, due, made, attempts, leased_by, last_error"
    return f"INSERT INTO jobs_job ({columns}) VALUES {', '.join([row] * count)}"


def anything_long_due(moment: datetime) -> bool:
    """Whether a row of the lane of long work may be claimed."""
    now = _moment(moment)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT 1 WHERE {_ONE_DUE}", [LONG, now, now])
        return bool(cursor.fetchone())


def anything_due(moment: datetime) -> bool:
    """Whether a row may be claimed: a read, so that an idle server never takes SQLite's write lock."""
    now = _moment(moment)
    with connection.cursor() as cursor:
        cursor.execute(_ANYTHING_DUE, [value for lane in LANES for value in (lane, now, now)])
        return bool(cursor.fetchone())


_ONE_DUE = (
    "EXISTS (SELECT 1 FROM jobs_job WHERE given_up_at IS NULL AND lane = %s AND due <= %s"
    " AND (leased_until IS NULL OR leased_until < %s))"
)
_ANYTHING_DUE = "SELECT 1 WHERE " + " OR ".join([_ONE_DUE] * len(LANES))


def exchange(
    holder: str,
    *,
    finished: Iterable[int] = (),
    setbacks: Iterable[Setback] = (),
    unstarted: Iterable[int] = (),
    shares: Mapping[str, int] = SHARES,
    moment: datetime,
    lease_until: datetime,
) -> list[Claimed]:
    """In one short transaction: settle the batch that was run and claim the next one, oldest first in each lane.

    Of the jobs with one key only the first unfinished is claimed, so they run one after the other. Rows whose lease
    ran out lost their process: they are claimed again, and it counts as an attempt.
    """
    with transaction.atomic():
        settle(holder, finished=finished, setbacks=setbacks, unstarted=unstarted, moment=moment)
        return claim(holder, shares=shares, moment=moment, lease_until=lease_until)


def claim(holder: str, *, shares: Mapping[str, int], moment: datetime, lease_until: datetime) -> list[Claimed]:
    """Take the leases of at most `shares[lane]` due rows of each lane, in one statement."""
    lanes = tuple(lane for lane in (*LANES, LONG) if shares.get(lane))
    if not lanes:
        return []
    now = _moment(moment)
    values: list[Any] = []
    for lane in lanes:
        values += [lane, now, now, shares[lane]]
    with connection.cursor() as cursor:
        sql = _claim_sql(len(lanes), connection.vendor == "postgresql")
        cursor.execute(sql, [*values, _moment(lease_until), holder, now])
        claimed = [Claimed(*row) for row in cursor.fetchall()]
    return _mixed(claimed, shares)


def _mixed(jobs: Sequence[Claimed], shares: Mapping[str, int]) -> list[Claimed]:
    """In the order of their shares: a batch may end before all of it was run, and then each lane had its part."""
    turns: list[tuple[float, int, Claimed]] = []
    for rank, lane in enumerate((*LANES, LONG)):
        in_lane = sorted(job for job in jobs if job.lane == lane)
        turns += [((number + 0.5) / shares[lane], rank, job) for number, job in enumerate(in_lane)]
    return [job for _turn, _rank, job in sorted(turns)]


@lru_cache(maxsize=8)
def _claim_sql(lanes: int, skip_locked: bool) -> str:
    lock = "FOR UPDATE OF job SKIP LOCKED" if skip_locked else ""
    one_lane = f"""
        SELECT id FROM (
            SELECT job.id FROM jobs_job job
            WHERE job.given_up_at IS NULL AND job.lane = %s AND job.due <= %s
            AND (job.leased_until IS NULL OR job.leased_until < %s)
            AND (job.key = '' OR NOT EXISTS (
                SELECT 1 FROM jobs_job earlier WHERE earlier.key = job.key AND earlier.id < job.id
                AND earlier.given_up_at IS NULL AND NOT (earlier.key = '')))
            ORDER BY job.due, job.id LIMIT %s {lock}) lane_"""
    picked = " UNION ALL ".join(one_lane + str(number) for number in range(lanes))
    # MATERIALIZED: PostgreSQL may otherwise run the picking more than once and lease more than it returns.
    return f"""
        WITH picked AS MATERIALIZED ({picked})
        UPDATE jobs_job SET attempts = attempts + CASE WHEN leased_by = '' THEN 0 ELSE 1 END,
            leased_until = %s, leased_by = %s, first_tried = COALESCE(first_tried, %s)
        WHERE id IN (SELECT id FROM picked)
        RETURNING id, lane, reaction, fact, payload, key, attempts"""


def settle(
    holder: str,
    *,
    finished: Iterable[int] = (),
    setbacks: Iterable[Setback] = (),
    unstarted: Iterable[int] = (),
    moment: datetime,
) -> None:
    """Delete what is finished, date what had a setback, give back what was not begun; only where we still hold it."""
    with connection.cursor() as cursor:
        if done := list(finished):
            cursor.execute(f"DELETE FROM jobs_job WHERE id IN ({_marks(done)}) AND leased_by = %s", [*done, holder])
        if back := list(unstarted):
            cursor.execute(
                f"UPDATE jobs_job SET leased_until = NULL, leased_by = '' WHERE id IN ({_marks(back)}) AND leased_by = %s",
                [*back, holder],
            )
        for setback in setbacks:
            _settle_setback(cursor, holder, setback, moment)


def _settle_setback(cursor: Any, holder: str, setback: Setback, moment: datetime) -> None:
    due = _moment(setback.due)
    cursor.execute(
        "UPDATE jobs_job SET attempts = %s, due = %s, last_error = %s, given_up_at = %s, leased_until = NULL,"
        " leased_by = '' WHERE id = %s AND leased_by = %s",
        [setback.attempts, due, setback.error, _moment(moment) if setback.given_up else None, setback.job.id, holder],
    )
    if setback.job.key and not setback.given_up:
        # Those behind it in the order wait as long: a claim must not walk over a long queue that cannot move.
        cursor.execute(
            "UPDATE jobs_job SET due = %s WHERE key = %s AND id > %s AND due < %s AND given_up_at IS NULL"
            " AND NOT (key = '')",
            [due, setback.job.key, setback.job.id, due],
        )


def renew(holder: str, ids: Sequence[int], lease_until: datetime) -> None:
    """Hold the leases of rows that take long."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE jobs_job SET leased_until = %s WHERE id IN ({_marks(ids)}) AND leased_by = %s",
            [_moment(lease_until), *ids, holder],
        )


def _marks(ids: Sequence[int]) -> str:
    return ", ".join(["%s"] * len(ids))


def _moment(value: datetime | None) -> Any:
    return connection.ops.adapt_datetimefield_value(value)  # SQLite keeps text, PostgreSQL a timestamp
