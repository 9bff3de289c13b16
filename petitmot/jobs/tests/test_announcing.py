from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from petitmot.jobs.announcing import Periodic, Reaction, announce, install
from petitmot.jobs.inline import run_due
from petitmot.jobs.models import Job
from petitmot.jobs.tests import things
from petitmot.jobs.tests.things import Opened, Rang

ALL = {
    Rang: [Reaction(things.note), Reaction(things.note_again, "later"), Reaction(things.only_loud, when=things.is_loud)]
}


@pytest.mark.django_db
def test_a_fact_becomes_one_row_for_each_reaction_that_wants_it(wire, tell):
    wire(ALL)
    tell(Rang(7, "ana"))
    rows = list(Job.objects.order_by("id").values_list("lane", "reaction", "fact", "payload"))
    where = "petitmot.jobs.tests.things:"
    payload = '{"number":7,"who":"ana","loud":false,"others":[]}'
    assert rows == [
        ("now", f"{where}note", f"{where}Rang", payload),
        ("later", f"{where}note_again", f"{where}Rang", payload),
    ]


@pytest.mark.django_db
def test_a_row_written_by_hand_equals_a_row_of_the_model(wire, tell):
    wire({Rang: [Reaction(things.note, "soon", key=things.key_of)]})
    with time_machine.travel(datetime(2026, 3, 1, 8, 0, 0, 120000, tzinfo=UTC), tick=False):
        tell(Rang(1, "ana"))
        moment = datetime.now(UTC)
    written = Job.objects.values().get()
    by_model = Job.objects.create(
        lane="soon",
        reaction=written["reaction"],
        fact=written["fact"],
        payload=written["payload"],
        key="ana",
        due=moment,
        made=moment,
    )
    assert Job.objects.values().get(id=by_model.id) | {"id": 0} == written | {"id": 0}


@pytest.mark.django_db
def test_announcing_is_one_insert_and_no_other_query(wire):
    wire(ALL)
    with transaction.atomic(), CaptureQueriesContext(connection) as queries:
        announce(Rang(1, loud=True))
    assert [query["sql"].split()[0] for query in queries if "SAVEPOINT" not in query["sql"]] == ["INSERT"]
    assert Job.objects.count() == 3


@pytest.mark.django_db
def test_nothing_is_written_for_a_fact_that_nothing_follows_from(wire, django_assert_num_queries):
    wire({Rang: [Reaction(things.only_loud, when=things.is_loud)], Opened: []})
    with transaction.atomic(), django_assert_num_queries(0):
        announce(Rang(1))
        announce(Opened(1))


def test_announcing_outside_a_transaction_is_a_bug(threads_db, wire):
    wire(ALL)
    with pytest.raises(RuntimeError, match="outside the transaction"):
        announce(Rang(1))


def test_a_fact_whose_transaction_fails_was_never_announced(threads_db, wire):
    wire(ALL)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        announce(Rang(1))
        raise ZeroDivisionError
    assert not Job.objects.exists()


@pytest.mark.django_db
def test_the_fact_arrives_as_it_was_announced(wire, tell):
    wire({Rang: [Reaction(things.keep)]})
    fact = Rang(2**62, 'Chloé « à l’aube » \\ " 🐦', True, (1, 2**62))
    tell(fact)
    assert run_due() == 1
    assert things.kept == [fact]


@pytest.mark.django_db
def test_a_fact_announced_for_later_waits_until_then(wire, tell):
    wire({Rang: [Reaction(things.note)]})
    start = datetime(2026, 3, 1, tzinfo=UTC)
    with time_machine.travel(start, tick=False) as clock:
        tell(Rang(1), at=start + timedelta(minutes=2))
        clock.shift(119)
        assert run_due() == 0
        clock.shift(1)
        assert run_due() == 1


@dataclass
class Loose:
    number: int


@dataclass(frozen=True)
class Heavy:
    weight: float


@dataclass(frozen=True)
class Nested:
    inner: Rang


@pytest.mark.parametrize("fact", [Loose, Heavy, Nested])
def test_only_frozen_facts_of_plain_values_can_be_wired(fact):
    with pytest.raises(ValueError, match="must be"):
        install({fact: []})


def test_a_reaction_must_stand_at_the_top_of_its_module():
    with pytest.raises(ValueError, match="top of its module"):
        install({Rang: [Reaction(lambda fact: None)]})


def test_nothing_can_be_wired_twice():
    with pytest.raises(ValueError, match="wired twice"):
        install({Rang: [Reaction(things.note), Reaction(things.note, "later")]})
    with pytest.raises(ValueError, match="periodic twice"):
        install({}, [Periodic(things.sweep, timedelta(1)), Periodic(things.sweep, timedelta(2))])


@pytest.mark.django_db
def test_a_row_can_never_name_a_function_that_is_not_wired(wire, tell):
    wire({Rang: [Reaction(things.note)]})
    tell(Rang(1))
    Job.objects.update(reaction="os:getcwd")
    run_due()
    job = Job.objects.get()
    assert job.given_up_at is not None
    assert "os:getcwd is not a reaction" in job.last_error
