from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from petitmot.jobs import ledger, outcomes
from petitmot.jobs.announcing import Reaction
from petitmot.jobs.failures import failed_jobs, retry
from petitmot.jobs.inline import run_due
from petitmot.jobs.models import Job
from petitmot.jobs.tests import things
from petitmot.jobs.tests.things import Rang, broken, seen

pytestmark = pytest.mark.django_db
START = datetime(2026, 3, 1, 12, tzinfo=UTC)


def claim(holder="one", moment=None, shares=ledger.SHARES, lease=30):
    moment = moment or datetime.now(UTC)
    return ledger.exchange(holder, shares=shares, moment=moment, lease_until=moment + timedelta(seconds=lease))


def numbers():
    return [number for _name, number in seen]


def test_what_one_holds_no_other_gets(wire, tell):
    wire({Rang: [Reaction(things.note)]})
    tell(*map(Rang, range(50)))
    first, second, third = claim("one"), claim("two"), claim("three")
    assert [len(first), len(second), len(third)] == [32, 18, 0]
    assert not {job.id for job in first} & {job.id for job in second}


def test_a_lease_that_ran_out_is_taken_up_and_counts_as_an_attempt(wire, tell):
    wire({Rang: [Reaction(things.note)]})
    tell(Rang(1))
    moment = datetime.now(UTC)
    [job] = claim("one", moment)
    assert claim("two", moment + timedelta(seconds=29)) == []
    [again] = claim("two", moment + timedelta(seconds=31))
    assert (job.attempts, again.attempts) == (0, 1)
    ledger.settle("one", finished=[job.id], moment=moment)  # the first comes back too late
    assert Job.objects.count() == 1
    ledger.settle("two", finished=[job.id], moment=moment)
    assert Job.objects.count() == 0


def test_a_renewed_lease_holds(wire, tell):
    wire({Rang: [Reaction(things.note)]})
    tell(Rang(1))
    moment = datetime.now(UTC)
    [job] = claim("one", moment)
    ledger.renew("one", [job.id], moment + timedelta(seconds=90))
    assert claim("two", moment + timedelta(seconds=60)) == []


def test_what_was_given_back_is_free_at_once_and_counts_no_attempt(wire, tell):
    wire({Rang: [Reaction(things.note)]})
    tell(Rang(1))
    [job] = claim("one")
    ledger.settle("one", unstarted=[job.id], moment=datetime.now(UTC))
    [again] = claim("two")
    assert again.attempts == 0


def test_every_lane_has_its_share_and_the_last_one_never_starves(wire, tell):
    wire(
        {Rang: [Reaction(things.note, "later"), Reaction(things.note_again, "soon"), Reaction(things.only_loud, "now")]}
    )
    tell(*map(Rang, range(100)))
    jobs = claim()
    lanes = [job.lane for job in jobs]
    assert {lane: lanes.count(lane) for lane in ledger.LANES} == {"now": 32, "soon": 12, "later": 4}
    # A batch that ends before all of it was run has kept the shares.
    first = lanes[:12]
    assert (lanes[0], first.count("now"), first.count("soon"), first.count("later")) == ("now", 8, 3, 1)
    for lane in ledger.LANES:
        ids = [job.id for job in jobs if job.lane == lane]
        assert ids == sorted(ids)


def test_jobs_of_one_key_run_in_the_order_they_were_announced(wire, tell):
    wire({Rang: [Reaction(things.note, key=things.key_of)]})
    tell(Rang(1, "ana"), Rang(2, "bruno"), Rang(3, "ana"), Rang(4, "ana"), Rang(5))
    assert [job.payload[10] for job in claim("one")] == ["1", "2", "5"]
    assert claim("two") == []
    ledger.settle(
        "one", finished=Job.objects.filter(key="ana").order_by("id").values_list("id", flat=True)[:1], moment=START
    )
    assert [job.payload[10] for job in claim("two")] == ["3"]


def test_a_job_that_fails_keeps_those_behind_it_waiting_until_it_is_given_up(wire, tell):
    wire({Rang: [Reaction(things.break_some, key=things.key_of)]})
    broken.add(1)
    with time_machine.travel(START, tick=False) as clock:
        tell(Rang(1, "ana"), Rang(2, "ana"))
        for _ in range(outcomes.MAX_ATTEMPTS):
            assert numbers() == [1] * len(seen)
            run_due()
            clock.shift(timedelta(hours=8))
        run_due()
        assert numbers() == [1] * outcomes.MAX_ATTEMPTS + [2]
        assert failed_jobs().get().payload.startswith('{"number":1,')


def test_those_behind_a_failed_job_are_not_looked_at_until_it_is_due_again(wire, tell):
    wire({Rang: [Reaction(things.break_some, key=things.key_of)]})
    broken.add(1)
    tell(Rang(1, "ana"), Rang(2, "ana"), Rang(3, "bruno"))
    run_due()
    ana = Job.objects.filter(key="ana")
    assert len(set(ana.values_list("due", flat=True))) == 1
    assert not ledger.anything_due(datetime.now(UTC))


def test_a_failed_job_is_tried_again_with_longer_and_longer_pauses(wire, tell):
    wire({Rang: [Reaction(things.break_some)]})
    broken.add(1)
    with time_machine.travel(START, tick=False) as clock:
        tell(Rang(1))
        pauses = []
        for _ in range(6):
            run_due()
            due = Job.objects.get().due
            pauses.append((due - datetime.now(UTC)).total_seconds())
            clock.move_to(due)
        assert all(0.74 * 5 * 2**n <= pause <= 1.26 * 5 * 2**n for n, pause in enumerate(pauses))
        broken.clear()
        run_due()
        assert not Job.objects.exists()


def test_pauses_differ_so_that_many_failures_do_not_come_back_at_once():
    assert len({outcomes.pause(3) for _ in range(20)}) > 10
    assert outcomes.pause(40) <= timedelta(hours=7.5)


def test_a_job_that_gave_up_stays_visible_with_its_error_and_can_be_tried_by_hand(wire, tell):
    wire({Rang: [Reaction(things.break_some)]})
    broken.add(1)
    with time_machine.travel(START, tick=False) as clock:
        tell(Rang(1))
        for _ in range(30):
            run_due()
            clock.shift(timedelta(hours=8))
        job = failed_jobs().get()
        assert (len(seen), job.attempts) == (outcomes.MAX_ATTEMPTS, outcomes.MAX_ATTEMPTS)
        assert "ValueError: 1 is broken" in job.last_error
        assert run_due() == 0
        broken.clear()
        assert retry(job.id)
        assert run_due() == 1
        assert not Job.objects.exists()
        assert not retry(job.id)


def test_try_later_waits_as_long_as_it_says_and_is_no_failure(wire, tell):
    wire({Rang: [Reaction(things.ask_for_patience)]})
    things.after.add(1)
    with time_machine.travel(START, tick=False) as clock:
        tell(Rang(1))
        run_due()
        job = Job.objects.get()
        assert (job.due, job.attempts, job.last_error) == (
            START + timedelta(seconds=600),
            0,
            "the server does not answer",
        )
        clock.shift(601)
        things.after.clear()
        run_due()
        assert not Job.objects.exists()


def test_try_later_without_a_time_waits_longer_each_time_and_ends_after_a_week(wire, tell):
    wire({Rang: [Reaction(things.be_vague)]})
    with time_machine.travel(START, tick=False) as clock:
        tell(Rang(1))
        while not failed_jobs().exists():
            run_due()
            clock.move_to(max(Job.objects.get().due, datetime.now(UTC)))
        assert timedelta(days=7) < (failed_jobs().get().given_up_at or START) - START < timedelta(days=7.5)
        assert 30 < len(seen) < 60


def test_a_job_that_ends_its_process_every_time_is_given_up(wire, tell):
    wire({Rang: [Reaction(things.note)]})
    tell(Rang(1))
    moment = datetime.now(UTC)
    for _ in range(outcomes.MAX_ATTEMPTS + 1):
        assert len(claim("gone", moment)) == 1
        moment += timedelta(minutes=1)
    with time_machine.travel(moment + timedelta(minutes=1)):
        run_due()
    assert seen == []
    assert "process ended" in failed_jobs().get().last_error


def test_a_reaction_that_wants_to_leave_the_process_only_fails(wire, tell):
    wire({Rang: [Reaction(things.leave)]})
    tell(Rang(1))
    run_due()
    assert "SystemExit: 3" in Job.objects.get().last_error


def test_run_due_follows_what_the_reactions_announce(wire, tell):
    wire({Rang: [Reaction(things.open_door)], things.Opened: [Reaction(things.note_opened)]})
    tell(Rang(1), Rang(2))
    assert run_due() == 4
    assert sorted(seen) == [("note_opened", 2), ("note_opened", 3), ("open_door", 1), ("open_door", 2)]


def test_run_due_can_stop_after_so_many_and_let_errors_through(wire, tell):
    wire({Rang: [Reaction(things.break_some)]})
    tell(*map(Rang, range(40)))
    assert run_due(limit=34) == 34
    assert Job.objects.count() == 6
    broken.add(37)
    with pytest.raises(ValueError, match="37 is broken"):
        run_due(raising=True)
    broken.clear()
    assert run_due(datetime.now(UTC) + timedelta(hours=2)) >= 1
    assert not Job.objects.exists()


def test_a_reaction_that_fails_in_a_test_leaves_nothing_half_done(wire, tell):
    wire({Rang: [Reaction(things.write_and_fail)]})
    tell(Rang(1), Rang(2))
    run_due()
    assert not Job.objects.filter(last_error="half done").exists()
