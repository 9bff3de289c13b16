"""Limits of pace: a burst, then evenly; for each account and address; off where the operator says so."""

from datetime import timedelta

import pytest
import time_machine

from petitmot.kit.refusals import TooOften
from petitmot.people import pace
from petitmot.people.models import Account, Pace
from petitmot.people.pace import Limit

pytestmark = pytest.mark.django_db
THREE = Limit(3, timedelta(minutes=3))


@pytest.fixture(autouse=True)
def _on(settings):
    settings.PETITMOT_RATE_LIMITS = True


def spend_until_refused(who, what="x", limit=THREE):
    for turn in range(100):
        try:
            pace.spend(who, what, limit)
        except TooOften as refusal:
            return turn, refusal.wait
    raise AssertionError("never refused")


def test_a_burst_then_one_at_a_time():
    with time_machine.travel("2026-03-01 12:00Z", tick=False) as time:
        assert spend_until_refused("192.0.2.1") == (3, 60)
        time.shift(30)
        assert spend_until_refused("192.0.2.1") == (0, 30)
        time.shift(30)
        assert spend_until_refused("192.0.2.1") == (1, 60)
        time.shift(180)
        assert spend_until_refused("192.0.2.1") == (3, 60)


def test_each_has_their_own_and_a_household_one():
    assert spend_until_refused("192.0.2.1")[0] == 3
    assert spend_until_refused("192.0.2.2")[0] == 3
    assert spend_until_refused("192.0.2.1", "other")[0] == 3
    assert spend_until_refused("2001:db8::1")[0] == 3
    assert spend_until_refused("2001:db8::ffff")[0] == 0
    assert spend_until_refused("2001:db8:0:1::1")[0] == 3
    assert spend_until_refused("Ana@Example.com")[0] == 3
    assert spend_until_refused("ana@example.com ")[0] == 0


def test_accounts_and_persons_count_apart(world):
    account = Account.objects.get(persons=world.ana)
    assert spend_until_refused(account)[0] == 3
    assert spend_until_refused(world.ana)[0] == 3
    assert spend_until_refused(world.bruno)[0] == 3


def test_what_turned_out_well_is_given_back():
    for _turn in range(10):
        pace.spend("192.0.2.1", "password")
        pace.give_back("192.0.2.1", "password")


def test_old_rows_are_forgotten():
    with time_machine.travel("2026-03-01 12:00Z", tick=False) as time:
        pace.spend("192.0.2.1", "x", THREE)
        pace.forget_old()
        assert Pace.objects.count() == 1
        time.shift(181)
        pace.forget_old()
        assert Pace.objects.count() == 0


def test_off_where_the_operator_says_so(settings):
    settings.PETITMOT_RATE_LIMITS = False
    for _turn in range(100):
        pace.spend("192.0.2.1", "x", THREE)
    assert not Pace.objects.exists()


def test_no_row_tells_whose_it_is():
    pace.spend("192.0.2.77", "sign_in")
    assert "192.0.2.77" not in Pace.objects.get().key
