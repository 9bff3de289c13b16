"""Decisions about people: obeyed everywhere, told to the person, lifted, answered once (rule 44)."""

from datetime import timedelta

import pytest
import time_machine

from petitmot.attentions import notice_lines
from petitmot.kit import clock
from petitmot.kit.pages import Window
from petitmot.kit.refusals import NotFound, Refusal
from petitmot.moderation import appealing, deciding, sanctioning
from petitmot.moderation.models import Appeal, Sanction, StaffAct
from petitmot.moderation.reporting import report
from petitmot.people import suggesting
from petitmot.people.models import Account, Person
from petitmot.posts import liking, threads, wall
from petitmot.posts.models import Tag
from petitmot.posts.seeing import may_see
from petitmot.reading import search, timelines

Kind = Sanction.Kind


def staff(world):
    return Account.objects.get(persons=world.esther)


def acts():
    return list(StaffAct.objects.order_by("pk").values_list("act", flat=True))


def public(viewer):
    return timelines.public(viewer, Window()).items


def answers(world, author, to):
    return world.says(author, "Je ne suis pas d’accord.", answers=to)


def test_words_of_who_is_limited_are_listed_only_to_who_follows_them(world):
    world.follow(world.ana, world.bruno)
    post = world.says(world.bruno, "Des mots sur la #brume.")
    world.settle()
    sanctioning.impose(staff(world), world.bruno, Kind.LIMITED)
    paul, tag = world.extra("paul"), Tag.objects.get(name="brume")
    for viewer, listed in ((world.ana, True), (world.bruno, True), (paul, False), (None, False)):
        assert (public(viewer) == [post.pk]) == listed
        assert (timelines.tagged(viewer, Window(), ["brume"]).items == [post.pk]) == listed
        assert (wall.tagged(viewer, tag).ids == [post.pk]) == listed
        assert (search.find_posts(viewer, "brume") == [post.pk]) == listed
        assert (search.find_people(viewer, "Keller") == [world.bruno]) == listed
        assert may_see(viewer, post)  # at its own address, and on their page
        assert wall.of_person(viewer, world.bruno).ids == [post.pk]
    sanctioning.lift(staff(world), world.bruno, Kind.LIMITED)
    assert public(None) == public(paul) == [post.pk]
    assert acts() == ["limited", "unlimited"]


def test_who_is_limited_disturbs_nobody_who_does_not_follow_them(world):
    post, other = world.says(world.ana), world.says(world.dov)
    world.follow(world.dov, world.bruno)
    sanctioning.impose(staff(world), world.bruno, Kind.LIMITED)
    bruno = Person.objects.select_related("server").get(pk=world.bruno.pk)
    for words in (post, other):
        answers(world, bruno, words)
        liking.like(bruno, words)
    world.settle()
    assert notice_lines.of_person(world.ana) == []
    assert {told.kind for told in notice_lines.of_person(world.dov)} == {"replied", "liked"}
    assert threads.around(world.ana, post).after == []
    assert len(threads.around(world.dov, other).after) == 1


def test_nobody_is_suggested_who_is_limited(world):
    world.follow(world.ana, world.bruno)
    Person.objects.filter(pk=world.bruno.pk).update(shows_people=True)
    paul = world.extra("paul")
    world.follow(world.bruno, paul)
    assert suggesting.for_person(world.ana) == [paul]
    sanctioning.impose(staff(world), paul, Kind.LIMITED)
    assert suggesting.for_person(world.ana) == []


def test_a_shut_door_is_opened_again_and_the_words_never_went(world):
    post, browser = world.says(world.bruno), world.client(world.bruno)
    sanctioning.impose(staff(world), world.bruno, Kind.SHUT_OUT)
    world.settle()
    assert browser.get("/conversations/").status_code == 302
    assert may_see(world.ana, post)
    entered = world.client().post("/entrer/", {"login": "bruno@example.com", "password": "une phrase assez longue"})
    assert entered["Location"] == "/entrer/ferme/"
    sanctioning.lift(staff(world), world.bruno, Kind.SHUT_OUT)
    entered = world.client().post("/entrer/", {"login": "bruno@example.com", "password": "une phrase assez longue"})
    assert entered["Location"] != "/entrer/ferme/"
    assert acts() == ["shut_out", "door_opened"]


def test_a_decision_closes_every_report_that_waits_but_a_warning_only_its_own(world):
    made = [report(world.ana, world.bruno, reason="unkind", words="Voyez.") for _ in range(3)]
    deciding.recall_the_rules(staff(world), made[0], "Doucement.")
    assert [row.decided_at is None for row in map(fresh, made)] == [False, True, True]
    deciding.decide(staff(world), fresh(made[1]), Kind.COVERED)
    assert [fresh(row).decision for row in made] == ["reminded", "covered", "covered"]


def fresh(row):
    return type(row).objects.get(pk=row.pk)


@pytest.mark.parametrize("kind", Kind.values)
def test_nobody_but_the_staff_decides_and_nobody_about_themselves_or_above_them(world, kind):
    keeper = world.person("odile", "Odile", role=Account.Role.OPERATOR)
    other = world.person("paul", "Paul", role=Account.Role.MODERATOR)
    refused = {
        (world.ana, world.bruno): "not_moderator",
        (world.esther, world.esther): "is_oneself",
        (world.esther, keeper): "is_staff",
        (world.esther, other): "is_staff",
        (keeper, keeper): "is_oneself",
    }
    for (by, person), code in refused.items():
        for verb in (sanctioning.impose, sanctioning.lift):
            with pytest.raises(Refusal) as caught:
                verb(Account.objects.get(persons=by), person, kind)
            assert caught.value.code == code
    assert acts() == [] and not Sanction.objects.exists()
    sanctioning.impose(Account.objects.get(persons=keeper), other, kind)
    assert sanctioning.is_in_force(other, kind)


def test_who_lives_elsewhere_is_limited_covered_or_suspended_and_not_written_to(world, mailoutbox):
    for kind in (Kind.WARNED, Kind.SHUT_OUT):
        with pytest.raises(Refusal) as caught:
            sanctioning.impose(staff(world), world.chloe, kind, words="Doucement.")
        assert caught.value.code == "lives_elsewhere"
    for kind in (Kind.LIMITED, Kind.COVERED, Kind.SUSPENDED):
        sanctioning.impose(staff(world), world.chloe, kind)
        assert sanctioning.is_in_force(world.chloe, kind)
    world.settle()
    assert mailoutbox == []


def told(world, kind=Kind.LIMITED):
    sanction = sanctioning.impose(staff(world), world.bruno, kind, words="Vos mots blessent.")
    world.settle()
    return appealing.find(appealing.link_of(sanction).split("/")[2])


def test_the_person_reads_the_decision_by_mail_and_answers_it_once(world, mailoutbox):
    sanction = told(world)
    assert [mail.to for mail in mailoutbox] == [["bruno@example.com"]]
    assert "Vos mots blessent." in mailoutbox[0].body and appealing.link_of(sanction) in mailoutbox[0].body
    assert [each.kind for each in notice_lines.of_person(world.bruno)] == ["sanctioned"]
    appealing.appeal(sanction, "C’était une chanson.")
    with pytest.raises(Refusal) as caught:
        appealing.appeal(appealing.find(appealing.link_of(sanction).split("/")[2]), "Et encore.")
    assert caught.value.code == "already_appealed"
    assert [each.words for each in appealing.waiting(staff(world))] == ["C’était une chanson."]


@pytest.mark.parametrize("granted", [True, False])
def test_moderators_lift_the_decision_or_keep_it_once_and_the_person_is_told(world, mailoutbox, granted):
    sanction = told(world)
    appeal = appealing.appeal(sanction, "C’était une chanson.")
    (appealing.grant if granted else appealing.keep)(staff(world), appeal)
    world.settle()
    assert sanctioning.is_in_force(world.bruno, Kind.LIMITED) != granted
    assert Appeal.objects.get().was_granted == granted
    assert ("levée" in mailoutbox[1].body) == granted
    assert not appealing.waiting(staff(world)).exists()
    with pytest.raises(Refusal) as caught:
        appealing.grant(staff(world), appeal)
    assert caught.value.code == "already_decided"


def test_a_decision_is_answered_within_twenty_days_while_it_stands(world):
    sanction = told(world)
    with time_machine.travel(clock.now() + timedelta(days=21)), pytest.raises(Refusal) as caught:
        appealing.appeal(sanction, "Trop tard ?")
    assert caught.value.code == "too_late"
    sanctioning.lift(staff(world), world.bruno, Kind.LIMITED)
    sanction.refresh_from_db()
    with pytest.raises(Refusal):
        appealing.appeal(sanction, "Encore ?")


@pytest.mark.parametrize("token", ["1", "1:faux", "", "a:b:c", "9" * 40])
def test_a_link_that_was_not_made_here_leads_nowhere(world, token):
    told(world)
    with pytest.raises(NotFound):
        appealing.find(token)


def test_members_decide_no_appeal(world):
    appeal = appealing.appeal(told(world), "C’était une chanson.")
    for verb in (appealing.grant, appealing.keep):
        with pytest.raises(Refusal) as caught:
            verb(Account.objects.get(persons=world.ana), appeal)
        assert caught.value.code == "not_moderator"
    assert Appeal.objects.get().decided_at is None
