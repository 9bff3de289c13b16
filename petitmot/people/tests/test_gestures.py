"""The desk's gestures, their two minutes and their undoing (rules 20, 23, 24)."""

import time_machine

from petitmot.people import contacts, gestures, lapsing, profiles, questions, requests, stamps, ties
from petitmot.people.models import ContactRequest, Gesture, Question
from petitmot.people.standing import as_seen_by_asker
from petitmot.people.tests.test_asking import NOON, refused
from petitmot.posts.models import Post
from tests.world import WORDS


def test_rule_20_the_asker_sees_read_only_where_it_may_be_seen(world):
    request = contacts.ask(world.ana, world.bruno, words=WORDS)
    requests.mark_read(request, world.bruno)
    request = ContactRequest.objects.get()
    assert as_seen_by_asker(request) == "read"
    profiles.mind(world.bruno, lets_read_be_seen=False)
    assert as_seen_by_asker(ContactRequest.objects.get()) == "received"


def test_rule_20_a_silent_refusal_looks_like_waiting_until_the_lapse_date(world):
    with time_machine.travel(NOON, tick=False) as time:
        request = contacts.ask(world.ana, world.bruno, words=WORDS)
        gestures.decline_silently(request, world.bruno)
        assert as_seen_by_asker(ContactRequest.objects.get()) == "received"
        assert stamps.left(world.ana) == 9
        refused("already_asked", contacts.ask, world.ana, world.bruno, words=WORDS)
        time.shift(30 * 86400)
        lapsing.lapse_what_is_due()
        assert as_seen_by_asker(ContactRequest.objects.get()) == "lapsed"
        assert stamps.left(world.ana) == 10


def test_rule_23_a_kind_refusal_leaves_after_two_minutes(world):
    with time_machine.travel(NOON, tick=False) as time:
        request = contacts.ask(world.ana, world.bruno, words=WORDS)
        gestures.decline(request, world.bruno, words="Pas cette fois, merci de vos mots.")
        time.shift(119)
        world.settle()
        assert as_seen_by_asker(ContactRequest.objects.get()) == "received"
        time.shift(1)
        world.settle()
        assert as_seen_by_asker(ContactRequest.objects.get()) == "declined"
        assert stamps.left(world.ana) == 10


def test_rule_23_an_undo_within_two_minutes_leaves_no_trace(world):
    with time_machine.travel(NOON, tick=False) as time:
        request = contacts.ask(world.ana, world.bruno, words=WORDS)
        gestures.decline(request, world.bruno)
        gestures.undo(world.bruno, request)
        time.shift(600)
        world.settle()
        assert not Gesture.objects.exists()
        assert ContactRequest.objects.get().state == "new"


def test_rule_23_a_silent_refusal_is_undone_until_the_lapse(world):
    with time_machine.travel(NOON, tick=False) as time:
        request = contacts.ask(world.ana, world.bruno, words=WORDS)
        gestures.decline_silently(request, world.bruno)
        time.shift(29 * 86400)
        gestures.undo(world.bruno, request)
        contacts.accept(request, world.bruno)
        assert ties.are_contacts(world.ana, world.bruno)


def test_rule_23_undoing_an_acceptance_ends_the_contact_silently(world):
    request = contacts.ask(world.ana, world.bruno, words=WORDS)
    contacts.accept(request, world.bruno)
    gestures.undo(world.bruno, request)
    assert not ties.are_contacts(world.ana, world.bruno)


def test_what_has_left_is_not_undone(world):
    with time_machine.travel(NOON, tick=False) as time:
        request = contacts.ask(world.ana, world.bruno, words=WORDS)
        gestures.decline(request, world.bruno)
        time.shift(121)
        world.settle()
        refused("nothing_to_undo", gestures.undo, world.bruno, request)


def test_rule_24_the_question_goes_as_a_private_word_and_the_first_private_word_after_it_is_the_answer(world):
    with time_machine.travel(NOON, tick=False) as time:
        request = contacts.ask(world.ana, world.bruno, words="Bonjour et au plaisir")
        gestures.ask_for_words(world.bruno, world.ana, words="Dites-m’en un peu plus.", request=request)
        time.shift(121)
        world.settle()
        assert as_seen_by_asker(ContactRequest.objects.get()) == "asked_for_words"
        sent = Post.objects.get(author=world.bruno)
        assert sent.plain == "Dites-m’en un peu plus." and sent.visibility == "named"
        world.writes(world.ana, world.bruno, text="Je relie des livres, et vous les usez.")
        world.settle()
        answered = ContactRequest.objects.get()
        assert (answered.state, answered.answer) == ("answered", "Je relie des livres, et vous les usez.")
        assert answered.words == "Bonjour et au plaisir"
        world.writes(world.ana, world.bruno, text="Et encore un mot.")
        world.settle()
        assert ContactRequest.objects.get().answer == "Je relie des livres, et vous les usez."


def test_rule_24_the_question_is_asked_once_a_pair_ever(world):
    with time_machine.travel(NOON, tick=False) as time:
        world.follow(world.ana, world.bruno)
        gestures.ask_for_words(world.bruno, world.ana, words="")
        time.shift(121)
        world.settle()
        refused("already_questioned", gestures.ask_for_words, world.bruno, world.ana, words="")


def test_rule_21_the_time_starts_again_once_when_words_were_asked_for(world):
    with time_machine.travel(NOON, tick=False) as time:
        request = contacts.ask(world.ana, world.bruno, words=WORDS)
        before = request.lapses_at
        time.shift(20 * 86400)
        gestures.ask_for_words(world.bruno, world.ana, words="Mais encore ?", request=request)
        time.shift(121)
        world.settle()
        request.refresh_from_db()
        assert (request.lapses_at - before).days == 20
        assert request.extended


def test_rule_4_a_wordless_follow_is_never_a_request_and_the_answer_makes_one_without_a_stamp(world):
    with time_machine.travel(NOON, tick=False) as time:
        world.follow(world.ana, world.bruno)
        assert not ContactRequest.objects.exists()
        gestures.ask_for_words(world.bruno, world.ana, words="Qu’est-ce qui vous amène ?")
        time.shift(121)
        world.settle()
        world.writes(world.ana, world.bruno, text="Votre vitrine, tous les matins.")
        world.settle()
        request = ContactRequest.objects.get()
        assert (request.asker, request.state, request.stamp) == (world.ana, "answered", None)


def test_rule_4_the_question_goes_by_itself_only_where_its_owner_wished_so(world):
    world.follow(world.ana, world.bruno)
    assert not Question.objects.exists()
    profiles.mind(world.bruno, asks_by_itself=True)
    other = world.extra("lucie")
    world.follow(other, world.bruno)
    assert Question.objects.get().person == other
    assert Post.objects.get().plain == questions.own_sentence(world.bruno)


def test_a_request_with_words_is_not_asked_for_words_by_itself(world):
    profiles.mind(world.bruno, asks_by_itself=True)
    contacts.ask(world.ana, world.bruno, words=WORDS)
    world.settle()
    assert not Question.objects.exists()
