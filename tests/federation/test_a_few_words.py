"""A few words between two Petitmot servers: asked, received, read, asked for words, accepted, declined, withdrawn, lapsed."""

from __future__ import annotations

import pytest

from petitmot.attentions import desk
from petitmot.federation.knowing.persons import person_at
from petitmot.kit.reaching import going
from petitmot.people import contacts, gestures, introductions, requests, stamps, ties
from petitmot.people.models import Contact, ContactRequest, FirstWords, Follow, Introduction, Person, Question
from petitmot.people.standing import as_seen_by_asker
from petitmot.posts.models import Post
from tests.world import WORDS

YES = "Avec joie, et le bonjour à l’étang de votre grand-père."


def uri_of(house, name):
    with house:
        return getattr(house.world, name).uri


def met(rig, here, there, name):
    """Whom one house knows of the other."""
    uri = uri_of(there, name)
    with here, going(rig.wire.way()):
        return person_at(uri)


@pytest.fixture
def asked(rig):
    """Ana, here, asks Bruno, there."""
    bruno = met(rig, rig.here, rig.there, "bruno")
    with rig.here:
        contacts.ask(rig.here.world.ana, bruno, words=WORDS)
    rig.settle()
    return bruno


def mine(rig):
    with rig.here:
        return ContactRequest.objects.select_related("asked__server", "asker").get()


def theirs(rig):
    with rig.there:
        return ContactRequest.objects.select_related("asker__server", "asked").get()


def seen(rig):
    with rig.here:
        return as_seen_by_asker(mine(rig))


def test_a_request_travels_with_its_words_and_carries_a_stamp_from_here_alone(rig, asked):
    request = theirs(rig)
    assert (request.words, request.stamp, request.asker.name) == (WORDS, None, "ana")
    assert mine(rig).stamp is not None
    assert seen(rig) == "received"
    with rig.here:
        assert Follow.objects.filter(follower__name="ana", followed__name="bruno").exists()
    with rig.there:
        assert desk.of(rig.there.world.bruno).sheets
        assert not Post.objects.exists()  # no direct message: the Offer says it all


def test_rule_20_reading_is_told_where_it_may_be_seen(rig, asked):
    with rig.there:
        requests.mark_read(theirs(rig), rig.there.world.bruno)
    rig.settle()
    assert seen(rig) == "read"


def test_rule_20_reading_is_not_told_where_it_may_not(rig, asked):
    with rig.there:
        from petitmot.people.profiles import mind

        mind(rig.there.world.bruno, lets_read_be_seen=False)
        requests.mark_read(theirs(rig), rig.there.world.bruno)
    rig.settle()
    assert seen(rig) == "received"


def test_an_acceptance_makes_contacts_on_both_servers_with_the_same_first_words(rig, asked):
    with rig.there:
        contacts.accept(theirs(rig), rig.there.world.bruno, words=YES)
    rig.settle()
    for house in (rig.here, rig.there):
        with house:
            assert Contact.objects.count() == 2
            assert set(FirstWords.objects.values_list("words", flat=True)) == {WORDS, YES}
            assert Post.objects.filter(plain=YES).count() == 1, house
            assert Follow.objects.count() == 2
    assert seen(rig) == "accepted"
    with rig.here:
        assert stamps.left(rig.here.world.ana) == 10


def test_words_that_come_after_the_acceptance_are_a_message(rig, asked):
    with rig.there:
        contacts.accept(theirs(rig), rig.there.world.bruno)
    rig.settle()
    with rig.there:
        contacts.add_acceptance_words(theirs(rig), rig.there.world.bruno, YES)
    rig.settle()
    with rig.here:
        assert Post.objects.filter(plain=YES).count() == 1


def test_rule_23_a_kind_refusal_travels_after_two_minutes(rig, asked):
    with rig.there:
        gestures.decline(theirs(rig), rig.there.world.bruno, words="Pas en ce moment, merci à vous.")
    rig.settle()
    assert seen(rig) == "received"
    rig.later(minutes=3)
    assert seen(rig) == "declined"
    assert mine(rig).acceptance_words == "Pas en ce moment, merci à vous."
    assert mine(rig).stamp_back_at is not None


def test_rule_20_a_silent_refusal_sends_nothing_before_the_lapse_and_then_looks_like_one(rig, asked):
    before = len(rig.wire.posted)
    with rig.there:
        gestures.decline_silently(theirs(rig), rig.there.world.bruno)
    rig.later(days=29)
    assert (seen(rig), len(rig.wire.posted)) == ("received", before)
    with rig.here:
        assert stamps.left(rig.here.world.ana) == 9
    rig.later(days=2)
    lapse(rig)
    assert seen(rig) == "lapsed"
    with rig.here:
        assert stamps.left(rig.here.world.ana) == 10


def lapse(rig):
    from petitmot.people.lapsing import lapse_what_is_due

    with rig.there:
        lapse_what_is_due()
    rig.settle()


def test_rule_02_a_request_taken_back_leaves_no_trace_there(rig, asked):
    with rig.here:
        requests.withdraw(mine(rig), rig.here.world.ana)
    rig.settle()
    with rig.there:
        assert not ContactRequest.objects.exists()


def test_the_question_and_its_answer_travel_and_are_one_note(rig, asked):
    with rig.there:
        gestures.ask_for_words(rig.there.world.bruno, theirs(rig).asker, words="Quel étang ?", request=theirs(rig))
    rig.later(minutes=3)
    assert seen(rig) == "asked_for_words"
    with rig.here:
        assert Post.objects.filter(plain="Quel étang ?").count() == 1
        rig.here.world.writes(rig.here.world.ana, asked, text="Celui de Saint-Viâtre, l’hiver.")
    rig.settle()
    assert theirs(rig).answer == mine(rig).answer == "Celui de Saint-Viâtre, l’hiver."
    assert seen(rig) == "received"
    with rig.there:
        contacts.accept(theirs(rig), rig.there.world.bruno)
    rig.settle()
    assert seen(rig) == "accepted"


def test_rule_24_a_wordless_follower_there_is_asked_answers_and_becomes_a_contact_on_both_sides(rig):
    bruno = met(rig, rig.here, rig.there, "bruno")
    with rig.here:
        from petitmot.people import follows

        follows.follow(rig.here.world.ana, bruno)
    rig.settle()
    with rig.there:
        ana = Person.objects.get(name="ana")
        gestures.ask_for_words(rig.there.world.bruno, ana, words="Qu’est-ce qui vous amène ?")
    rig.later(minutes=5)
    with rig.here:
        assert Question.objects.get().person == rig.here.world.ana
        rig.here.world.writes(rig.here.world.ana, bruno, text="Votre billet sur la brume de Sologne.")
    rig.settle()
    request = theirs(rig)
    assert request.answer == "Votre billet sur la brume de Sologne."
    with rig.there:
        contacts.accept(request, rig.there.world.bruno, words=YES)
    rig.settle()
    for house in (rig.here, rig.there):
        with house:
            assert Contact.objects.count() == 2


def test_rule_06_two_who_ask_each_other_become_contacts(rig):
    bruno, ana = met(rig, rig.here, rig.there, "bruno"), met(rig, rig.there, rig.here, "ana")
    with rig.here:
        contacts.ask(rig.here.world.ana, bruno, words=WORDS)
    with rig.there:
        contacts.ask(rig.there.world.bruno, ana, words=YES)
    rig.settle()
    for house in (rig.here, rig.there):
        with house:
            assert Contact.objects.count() == 2
            assert set(FirstWords.objects.values_list("words", flat=True)) == {WORDS, YES}


def test_rule_06_to_ask_back_later_is_to_accept(rig, asked):
    with rig.there:
        contacts.ask(rig.there.world.bruno, Person.objects.get(name="ana"), words=YES)
    rig.settle()
    assert seen(rig) == "accepted"
    with rig.here:
        assert set(FirstWords.objects.values_list("words", flat=True)) == {WORDS, YES}


@pytest.mark.parametrize("trouble", ["doubled", "lost", "answer_lost", "late"])
def test_the_whole_of_it_holds_on_a_bad_wire(rig, trouble):
    bruno = met(rig, rig.here, rig.there, "bruno")
    setattr(rig.wire, trouble, 0.4)
    with rig.here:
        contacts.ask(rig.here.world.ana, bruno, words=WORDS)
    rig.patiently()
    with rig.there:
        assert theirs(rig).words == WORDS
        requests.mark_read(theirs(rig), rig.there.world.bruno)
        contacts.accept(theirs(rig), rig.there.world.bruno, words=YES)
    rig.patiently()
    for house in (rig.here, rig.there):
        with house:
            assert ContactRequest.objects.get().state == "accepted"
            assert Contact.objects.count() == 2
            assert Post.objects.filter(plain=YES).count() == 1


def test_an_introduction_reaches_the_two_on_their_servers(rig3):
    rig = rig3
    with rig.here:
        ana = rig.here.world.ana
    bruno, esther = met(rig, rig.here, rig.there, "bruno"), met(rig, rig.here, rig.elsewhere, "esther")
    for house, other in ((rig.there, bruno), (rig.elsewhere, esther)):
        with rig.here:
            contacts.ask(ana, other, words=WORDS)
        rig.settle()
        with house:
            request = ContactRequest.objects.select_related("asked").get()
            contacts.accept(request, request.asked)
        rig.settle()
    with rig.here:
        introductions.introduce(ana, bruno, esther, words="Vous aimez tous deux la brume et les étangs.")
    rig.settle()
    for house, name in ((rig.there, "bruno"), (rig.elsewhere, "esther")):
        with house:
            made = Introduction.objects.get()
            assert made.words == "Vous aimez tous deux la brume et les étangs."
            assert {made.first.name, made.second.name} == {"bruno", "esther"}
            assert introductions.waiting_for(getattr(house.world, name)) == [made]
    with rig.there:
        esther_there = Person.objects.get(name="esther")
        contacts.ask(rig.there.world.bruno, esther_there, words=WORDS)
        assert ContactRequest.objects.get(asked=esther_there).stamp is None
        assert not ties.are_contacts(rig.there.world.bruno, esther_there)
