"""Reports and what becomes of them (rules 22, 23, 32, 44)."""

import pytest
import time_machine

from petitmot.kit.refusals import Refusal
from petitmot.moderation import deciding, sanctioning
from petitmot.moderation.models import Report, StaffAct
from petitmot.moderation.reporting import report
from petitmot.people import contacts, gestures, stamps
from petitmot.people.models import Account
from petitmot.posts.models import Post
from petitmot.posts.seeing import may_see
from tests.world import WORDS


def staff(world):
    return Account.objects.get(persons=world.esther)


def acts():
    return list(StaffAct.objects.order_by("pk").values_list("act", flat=True))


def test_rule_23_a_request_reported_at_the_desk_reaches_the_moderators_after_two_minutes(world):
    with time_machine.travel("2026-11-22T12:00:00Z", tick=False) as time:
        request = contacts.ask(world.ana, world.bruno, words=WORDS)
        gestures.report(request, world.bruno, words="Il insiste.")
        world.settle()
        assert not Report.objects.exists()
        time.shift(121)
        world.settle()
        made = Report.objects.get()
        assert (made.person, made.request_words, made.words) == (world.ana, WORDS, "Il insiste.")
        assert stamps.left(world.ana) == 9  # rule 22: at the lapse date


def test_rule_32_only_private_words_that_were_reported_are_shown_and_the_trail_says_to_whom(world):
    world.connect(world.ana, world.bruno)
    shown = world.writes(world.bruno, world.ana, text="Des mots durs.")
    world.writes(world.bruno, world.ana, text="D’autres mots.")
    made = report(world.ana, world.bruno, reason="unkind", posts=[shown])
    read = deciding.show_private_words(staff(world), deciding.open_report(staff(world), made.pk))
    assert [post.text for post in read] == ["Des mots durs."]
    assert acts() == ["read_private_words"]
    assert not may_see(world.esther, shown)


def test_words_the_reporter_cannot_see_or_of_somebody_else_are_left_out(world):
    secret = world.says(world.bruno, "entre nous", "contacts")
    other = world.says(world.esther, "rien à voir")
    made = report(world.ana, world.bruno, reason="other", words="Voyez.", posts=[secret, other])
    assert not made.posts.exists()


def test_a_suspended_person_is_out_of_sight_and_signed_out_until_let_back(world):
    post = world.says(world.bruno)
    client = world.client(world.bruno)
    made = report(world.ana, world.bruno, reason="unkind", posts=[post])
    deciding.decide(staff(world), made, "suspended")
    world.settle()
    assert not may_see(world.ana, Post.objects.get(pk=post.pk))
    assert client.get("/conversations/").status_code == 302
    sanctioning.lift(staff(world), world.bruno, "suspended")
    assert may_see(world.ana, post)
    assert acts() == ["suspended", "reinstate"]


def test_removed_words_are_gone_and_the_trail_says_by_whom(world):
    post = world.says(world.bruno)
    deciding.remove_words(staff(world), report(world.ana, world.bruno, reason="unkind", posts=[post]))
    assert not Post.objects.exists()
    assert StaffAct.objects.get().by == staff(world)


def test_a_report_is_decided_once(world):
    made = report(world.ana, world.bruno, reason="unkind", words="Voyez.")
    deciding.leave_it(staff(world), made)
    with pytest.raises(Refusal) as refused:
        deciding.decide(staff(world), made, "suspended")
    assert refused.value.code == "already_decided"


@pytest.mark.parametrize("verb", ["leave_it", "remove_words", "show_private_words"])
def test_members_decide_nothing(world, verb):
    made = report(world.ana, world.bruno, reason="unkind", words="Voyez.")
    with pytest.raises(Refusal) as refused:
        getattr(deciding, verb)(Account.objects.get(persons=world.ana), made)
    assert refused.value.code == "not_moderator"
    assert acts() == []


def test_a_moderator_does_not_suspend_the_staff(world):
    other = world.person("operatrice", "Odile", role=Account.Role.OPERATOR)
    made = report(world.ana, other, reason="unkind", words="Voyez.")
    with pytest.raises(Refusal) as refused:
        deciding.decide(staff(world), made, "suspended")
    assert refused.value.code == "is_staff"


@pytest.mark.parametrize(("words", "code"), [("", "nothing_said"), ("a" * 2001, "too_long")])
def test_a_report_says_something(world, words, code):
    with pytest.raises(Refusal) as refused:
        report(world.ana, world.bruno, reason="other", words=words)
    assert refused.value.code == code
