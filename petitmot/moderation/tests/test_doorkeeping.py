"""Who waits at the door: two moderators who decide at once, each with the row as it was."""

import pytest

from petitmot.kit.refusals import Refusal
from petitmot.moderation import doorkeeping
from petitmot.moderation.models import StaffAct
from petitmot.people.models import Account

DECISIONS = (doorkeeping.let_in, doorkeeping.turn_away)


@pytest.mark.parametrize("first", DECISIONS)
@pytest.mark.parametrize("second", DECISIONS)
def test_whoever_decides_second_finds_it_decided(world, first, second):
    esther = Account.objects.get(persons=world.esther)
    Account.objects.filter(persons=world.ana).update(approved_at=None)
    seen_by_one, seen_by_other = (Account.objects.get(persons=world.ana) for _each in range(2))
    first(esther, seen_by_one)
    with pytest.raises(Refusal) as refusal:
        second(esther, seen_by_other)
    assert refusal.value.code == "not_waiting"
    assert Account.objects.filter(pk=seen_by_other.pk).exists() is (first is doorkeeping.let_in)
    assert StaffAct.objects.count() == 1
