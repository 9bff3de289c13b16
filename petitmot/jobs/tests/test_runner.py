import threading
import time
from datetime import timedelta

import pytest
from django.db import connection

from petitmot.jobs.announcing import Periodic, Reaction
from petitmot.jobs.failures import failed_jobs
from petitmot.jobs.models import Job
from petitmot.jobs.runner import Runner
from petitmot.jobs.tests import things
from petitmot.jobs.tests.things import Rang, seen


@pytest.fixture
def start(threads_db):
    """start(threads=2, ...) a runner that is stopped after the test."""
    runners = []

    def start(threads=2, **options):
        runners.append(Runner(threads, **options))
        runners[-1].start()
        return runners[-1]

    yield start
    things.gate.set()
    for runner in runners:
        assert runner.stop(15)


def count(name):
    return sum(1 for each, _number in seen if each == name)


def test_a_job_runs_at_once_after_the_commit(start, wire, tell, until):
    wire({Rang: [Reaction(things.note)]})
    start()
    time.sleep(2.5)  # the threads are in their longest sleep by now
    delays = []
    for number in range(5):
        told = time.monotonic()
        tell(Rang(number))
        until(lambda n=number: len(seen) > n)
        delays.append(time.monotonic() - told)
    assert sorted(delays)[2] < 0.1


def test_rows_of_other_processes_are_found_without_the_bell(start, wire, tell, until):
    wire({Rang: [Reaction(things.note)]})
    tell(Rang(0))
    moved = Job.objects.values().get()
    Job.objects.all().delete()
    start()
    time.sleep(0.3)
    Job.objects.create(**moved)  # no announcement here: another process wrote it
    until(lambda: seen, 4)


def test_everything_runs_once_and_leaves_no_row(start, wire, tell, until):
    wire({Rang: [Reaction(things.note), Reaction(things.note_again, "soon"), Reaction(things.only_loud, "later")]})
    start(3)
    tell(*map(Rang, range(300)))
    until(lambda: not Job.objects.exists())
    assert sorted(seen) == sorted((name, n) for name in ("note", "note_again", "only_loud") for n in range(300))


def test_an_order_is_kept_by_several_threads(start, wire, tell, until):
    wire({Rang: [Reaction(things.note, key=things.key_of)]})
    tell(*(Rang(n, "abc"[n % 3]) for n in range(90)))
    start(3)
    until(lambda: not Job.objects.exists())
    for rest in range(3):
        assert [n for _name, n in seen if n % 3 == rest] == list(range(rest, 90, 3))


def test_a_slow_job_keeps_no_other_waiting(start, wire, tell, until):
    wire({Rang: [Reaction(things.wait_at_gate, when=things.is_loud), Reaction(things.note)]})
    tell(Rang(0, loud=True), *map(Rang, range(1, 30)))
    start(2)
    until(lambda: count("note") == 30, 5)
    assert not things.gate.is_set()


def test_slow_work_with_the_world_leaves_a_thread_for_notices(start, wire, tell, until):
    wire({Rang: [Reaction(things.wait_at_gate, "soon", when=things.is_loud), Reaction(things.note, "now")]})
    tell(Rang(0, loud=True), Rang(1, loud=True), Rang(2, loud=True))
    start(2)
    until(things.at_gate.is_set)
    until(lambda: count("note") == 3)
    time.sleep(1)
    tell(Rang(3))
    until(lambda: count("note") == 4, 3)
    assert count("wait_at_gate") == 1


def test_no_lane_starves_behind_jobs_that_fill_whole_batches_with_their_time(start, wire, tell, until):
    wire(
        {
            Rang: [
                Reaction(things.take_a_while, "now"),
                Reaction(things.note, "soon"),
                Reaction(things.note_again, "later"),
            ]
        }
    )
    tell(*map(Rang, range(300)))  # thirty milliseconds each: one second ends a batch before its end
    start(2)
    until(lambda: count("note") >= 12 and count("note_again") >= 4, 8)
    assert count("take_a_while") < 280


def test_a_long_job_keeps_its_lease(start, wire, tell, until):
    wire({Rang: [Reaction(things.wait_at_gate)]})
    start(2, lease=0.9)
    tell(Rang(1))
    until(things.at_gate.is_set)
    time.sleep(3)
    assert seen == [("wait_at_gate", 1)]
    things.gate.set()
    until(lambda: not Job.objects.exists())
    assert seen == [("wait_at_gate", 1)]


def test_stopping_finishes_what_runs_and_gives_back_the_rest(start, wire, tell, until):
    wire({Rang: [Reaction(things.take_a_while)]})
    tell(*map(Rang, range(60)))
    runner = start(2)
    until(lambda: seen)
    assert runner.stop(5)
    done = len(seen)
    assert 0 < done < 60
    assert Job.objects.count() == 60 - done
    assert not Job.objects.exclude(leased_by="").exists()
    assert set(Job.objects.values_list("attempts", flat=True)) == {0}


def test_a_stop_that_is_too_short_says_so_and_the_lease_stays(start, wire, tell, until):
    wire({Rang: [Reaction(things.wait_at_gate)]})
    runner = start(1)
    tell(Rang(1))
    until(things.at_gate.is_set)
    assert not runner.stop(0.2)
    assert Job.objects.get().leased_by == runner.holder


def test_failures_stop_no_other_job_and_stay_visible(start, wire, tell, until):
    wire({Rang: [Reaction(things.break_some)]})
    things.broken.update(range(0, 20, 2))
    start(2)
    tell(*map(Rang, range(20)))
    until(lambda: seen and not Job.objects.exclude(attempts=1, leased_by="").exists())
    assert Job.objects.count() == 10
    assert not failed_jobs().exists()


def test_the_runner_outlives_a_database_that_is_away(start, wire, tell, until, caplog):
    if connection.vendor != "sqlite":
        pytest.skip("the table is renamed under the runner: on a database that other tests share it is not")
    wire({Rang: [Reaction(things.note)]})
    start(1)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE jobs_job RENAME TO jobs_gone")
        until(lambda: "could not reach its jobs" in caplog.text)
        cursor.execute("ALTER TABLE jobs_gone RENAME TO jobs_job")
    tell(Rang(1))
    until(lambda: seen)


def test_the_runner_makes_periodic_functions_run(start, wire, until):
    wire({}, [Periodic(things.sweep, timedelta(seconds=0))])
    start(2)
    until(lambda: seen, 12)


def test_an_idle_runner_rests(start, wire):
    wire({Rang: [Reaction(things.note)]})
    start(2)
    time.sleep(2.5)
    before = time.process_time()
    time.sleep(2)
    assert time.process_time() - before < 0.02  # one hundredth of one core


def test_threads_end_with_the_runner(start, wire):
    wire({})
    runner = start(2)
    names = {"jobs-0", "jobs-1", "jobs-keeper"}
    assert names <= {thread.name for thread in threading.enumerate()}
    assert runner.stop(5)
    assert not names & {thread.name for thread in threading.enumerate()}


def test_facts_of_one_reaction_are_handed_over_together(start, wire, tell, until):
    wire({Rang: [Reaction(things.break_some, "soon", together=things.note_together)]})
    tell(*map(Rang, range(60)))
    start(2)
    until(lambda: not Job.objects.exists())
    assert sorted(number for _name, number in seen) == list(range(60))
    assert max(things.batches) > 3


def test_one_that_fails_among_many_keeps_none_of_the_others_from_being_done(start, wire, tell, until):
    wire({Rang: [Reaction(things.break_some, "soon", together=things.note_together)]})
    things.broken.add(7)
    tell(*map(Rang, range(12)))
    start(1)
    until(lambda: Job.objects.count() == 1 and not Job.objects.get().leased_by)
    assert sorted(number for _name, number in seen) == list(range(12))  # each was tried once, alone
    left = Job.objects.get()
    assert left.attempts == 1 and '"number":7' in left.payload


def test_jobs_of_one_order_never_go_together(start, wire, tell, until):
    wire({Rang: [Reaction(things.break_some, "soon", key=things.key_of, together=things.note_together)]})
    tell(*(Rang(number, "a") for number in range(10)))
    start(2)
    until(lambda: not Job.objects.exists())
    assert [number for _name, number in seen] == list(range(10))
    assert things.batches == []


def test_the_first_of_many_orders_go_together_and_the_next_ones_after_them(start, wire, tell, until):
    wire({Rang: [Reaction(things.break_some, "soon", key=things.key_of, together=things.note_together)]})
    tell(*(Rang(number, who) for number in range(3) for who in "abcdef"))
    start(1)
    until(lambda: not Job.objects.exists())
    assert [number for _name, number in seen] == [0] * 6 + [1] * 6 + [2] * 6
    assert things.batches == [6, 6, 6]


def test_jobs_that_may_wait_a_moment_are_taken_up_many_at_a_time_but_soon(start, wire, tell, until):
    wire({Rang: [Reaction(things.break_some, "soon", together=things.note_together)]})
    start(2)
    time.sleep(2.5)  # the threads are in their longest sleep by now
    told = time.monotonic()
    tell(*map(Rang, range(10)))
    until(lambda: len(seen) == 10, 4)
    assert time.monotonic() - told < 0.9  # not the end of their sleep
    assert len(things.batches) < 6


def test_long_work_has_a_thread_of_its_own_and_keeps_no_other_waiting(start, wire, tell, until):
    wire({
        Rang: [
            Reaction(things.wait_at_gate, "long", when=things.is_loud),
            Reaction(things.note, "later"),
            Reaction(things.note_again, "soon"),
        ]
    })  # fmt: skip
    tell(Rang(0, loud=True))
    start(1, lease=1.0)
    until(things.at_gate.is_set)
    tell(*map(Rang, range(1, 20)))
    until(lambda: count("note") == 20 and count("note_again") == 20)
    time.sleep(1.5)  # longer than a lease: it is renewed, nobody takes the work twice
    assert Job.objects.get().lane == "long" and Job.objects.get().attempts == 0
    things.gate.set()
    until(lambda: not Job.objects.exists())
    assert not any(thread.name == "jobs-long" and thread.is_alive() for thread in threading.enumerate()) or until(
        lambda: all(thread.name != "jobs-long" for thread in threading.enumerate())
    )
