"""The rules recalled by mail."""

from petitmot.moderation import deciding
from petitmot.moderation.reporting import report
from petitmot.people.models import Account


def test_the_moderators_words_reach_whoever_acts_for_the_person(world, mailoutbox):
    made = report(world.ana, world.bruno, reason="unkind", words="Voyez.")
    deciding.recall_the_rules(Account.objects.get(persons=world.esther), made, "Ici on se salue avant de crier.")
    world.settle()
    assert [mail.to for mail in mailoutbox] == [["bruno@example.com"]]
    assert "Ici on se salue avant de crier." in mailoutbox[0].body
    assert "ana" not in mailoutbox[0].body.lower().replace("anal", "")
