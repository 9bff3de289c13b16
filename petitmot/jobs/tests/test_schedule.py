from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from petitmot.jobs import schedule
from petitmot.jobs.announcing import Periodic
from petitmot.jobs.inline import run_due
from petitmot.jobs.models import Job, PeriodicRun
from petitmot.jobs.outcomes import MAX_ATTEMPTS
from petitmot.jobs.tests import things
from petitmot.jobs.tests.things import seen

pytestmark = pytest.mark.django_db
START = datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_a_periodic_function_runs_once_a_period_on_however_many_processes(wire):
    wire({}, [Periodic(things.sweep, timedelta(hours=1))])
    assert schedule.make_due(START) == 0  # a fresh server opens its doors first
    minute = timedelta(minutes=1)
    assert [schedule.make_due(START + minute) for _process in range(3)] == [1, 0, 0]
    with time_machine.travel(START + minute, tick=False) as clock:
        assert run_due() == 1
        clock.shift(timedelta(minutes=59))
        assert run_due(periodic=True) == 0
        clock.shift(timedelta(minutes=2))
        assert run_due(periodic=True) == 1
    assert len(seen) == 2


def test_a_periodic_function_that_still_waits_gets_no_second_job(wire):
    wire({}, [Periodic(things.sweep, timedelta(minutes=5))])
    for minutes in range(0, 60, 5):
        schedule.make_due(START + timedelta(minutes=minutes))
    assert Job.objects.count() == 1


def test_after_a_long_stop_a_periodic_function_runs_once_not_for_every_missed_time(wire):
    wire({}, [Periodic(things.sweep, timedelta(minutes=5))])
    with time_machine.travel(START, tick=False) as clock:
        run_due(periodic=True)
        clock.shift(timedelta(days=3))
        assert run_due(periodic=True) == 1
        clock.shift(timedelta(minutes=4))
        assert run_due(periodic=True) == 0


def test_a_periodic_function_that_gave_up_is_one_row_and_is_tried_again_next_time(wire):
    wire({}, [Periodic(things.sweep_badly, timedelta(days=7))])
    with time_machine.travel(START, tick=False) as clock:
        run_due(periodic=True)
        clock.shift(timedelta(minutes=1))
        for week in range(3):
            for _ in range(MAX_ATTEMPTS):
                run_due(periodic=True)
                clock.shift(timedelta(hours=8))
            job = Job.objects.get()
            assert job.given_up_at is not None
            assert "no broom" in job.last_error
            assert len(seen) == (week + 1) * MAX_ATTEMPTS
            clock.shift(timedelta(days=2))


def test_a_periodic_function_that_left_the_wiring_is_left_alone(wire):
    wire({}, [Periodic(things.sweep, timedelta(minutes=5))])
    schedule.make_due(START)
    wire({}, [])
    assert schedule.make_due(START + timedelta(hours=1)) == 0
    assert PeriodicRun.objects.count() == 1
