"""Where requests stand and how they end (rules 2, 5, 18 to 25)."""

from datetime import timedelta

import pytest
import time_machine
from django.db import transaction

from petitmot.jobs.announcing import announce
from petitmot.kit import clock
from petitmot.people import (
    contacts,
    distance,
    first_words,
    gestures,
    introductions,
    invitations,
    lapsing,
    requests,
    stamps,
    ties,
)
from petitmot.people.events import PersonLeft, PersonSuspended
from petitmot.people.models import ContactRequest, FirstWords, Gesture, Question
from petitmot.people.standing import as_seen_by_asker
from petitmot.people.tests.test_asking import NOON, refused
from petitmot.posts.models import Post
from tests.world import WORDS


def asked_for_words(world, time, words="Bonjour et au plaisir"):
    request = contacts.ask(world.ana, world.bruno, words=words)
    gestures.ask_for_words(world.bruno, world.ana, words="Mais encore ?", request=request)
    time.shift(121)
    world.settle()
    return ContactRequest.objects.get()


def test_rule_5_of_a_request_to_somebody_elsewhere_one_knows_that_the_words_left(world):
    assert as_seen_by_asker(contacts.ask(world.ana, world.chloe, words=WORDS)) == "sent"


@pytest.mark.parametrize("words", ["Ana Bruno Keller !", "https://exemple.fr/une-longue-page", "🙂🙂🙂 salut", ""])
def test_rule_18_links_emoji_and_names_are_no_words(world, words):
    assert refused("too_few_words", contacts.ask, world.ana, world.bruno, words=words).field == "words"


def test_rule_18_eight_letters_count_and_a_thousand_characters_are_the_most(world):
    assert contacts.ask(world.ana, world.bruno, words="Bonsoir à tous").is_open
    refused("too_many_words", contacts.ask, world.ana, world.esther, words="mot " * 251)


def test_rule_19_a_strangers_first_word_carries_a_stamp_and_answering_makes_nobody_a_contact(world):
    world.writes(world.ana, world.bruno, text="Votre vitrine m’a arrêtée net.")
    request = ContactRequest.objects.get()
    assert (request.about, request.stamp, stamps.left(world.ana)) == ("conversation", 0, 9)
    refused("answer_it", contacts.accept, request, world.bruno, words="Merci à vous.")
    refused("answer_it", gestures.ask_for_words, world.bruno, world.ana, words="", request=request)
    world.writes(world.bruno, world.ana, text="Elle est faite pour cela.")
    world.settle()
    assert ContactRequest.objects.get().state == "accepted"
    assert stamps.left(world.ana) == 10
    assert not ties.are_contacts(world.ana, world.bruno)


def test_rule_20_a_silent_refusal_after_the_question_still_looks_asked_for_words(world):
    with time_machine.travel(NOON, tick=False) as time:
        request = asked_for_words(world, time)
        before = as_seen_by_asker(request)
        gestures.decline_silently(request, world.bruno)
        assert as_seen_by_asker(ContactRequest.objects.get()) == before == "asked_for_words"


def test_rule_22_the_stamp_comes_back_when_either_is_suspended_or_leaves(world):
    with time_machine.travel(NOON, tick=False):
        contacts.ask(world.ana, world.bruno, words=WORDS)
        silent = contacts.ask(world.ana, world.esther, words=WORDS)
        gestures.decline_silently(silent, world.esther)
        with transaction.atomic():
            announce(PersonSuspended(world.bruno.pk))
            announce(PersonLeft(world.esther.pk))
        world.settle()
        assert stamps.left(world.ana) == 10
        assert {as_seen_by_asker(request) for request in ContactRequest.objects.all()} == {"lapsed"}
        theirs = contacts.ask(world.bruno, world.ana, words=WORDS)
        with transaction.atomic():
            announce(PersonSuspended(world.bruno.pk))
        world.settle()
        refused("not_found", contacts.accept, theirs, world.ana)


def test_rule_22_an_answer_that_opens_a_conversation_brings_the_stamp_back_and_a_report_only_at_the_lapse(world):
    with time_machine.travel(NOON, tick=False) as time:
        request = contacts.ask(world.ana, world.bruno, words=WORDS)
        gestures.report(request, world.bruno)
        time.shift(121)
        world.settle()
        assert stamps.left(world.ana) == 9
        time.shift(30 * 86400)
        lapsing.lapse_what_is_due()
        assert stamps.left(world.ana) == 10


def test_rule_23_words_may_come_after_the_acceptance_once_and_reach_the_asker(world):
    request = contacts.ask(world.ana, world.bruno, words=WORDS)
    contacts.accept(request, world.bruno)
    refused("too_few_words", contacts.add_acceptance_words, request, world.bruno, "ok")
    contacts.add_acceptance_words(request, world.bruno, "Votre étang me plaît déjà.")
    refused("not_found", contacts.add_acceptance_words, request, world.bruno, "Encore un mot de moi.")
    world.settle()
    assert Post.objects.get(author=world.bruno).plain == "Votre étang me plaît déjà."
    assert Post.objects.get().audience.get().person == world.ana


def test_rule_23_a_block_on_a_request_is_undone_until_the_lapse(world):
    request = contacts.ask(world.ana, world.bruno, words=WORDS)
    distance.block(world.bruno, world.ana)
    gestures.undo(world.bruno, request)
    assert not ties.is_blocked_between(world.ana, world.bruno)
    assert requests.on_my_desk(world.bruno, request.pk).state == "new"


def test_rule_23_who_blocks_after_a_report_still_reports(world):
    request = contacts.ask(world.ana, world.bruno, words=WORDS)
    gestures.report(request, world.bruno)
    distance.block(world.bruno, world.ana)
    assert Gesture.objects.get().kind == "report"


def test_rule_25_who_was_asked_and_asks_with_words_has_answered_without_a_stamp(world):
    with time_machine.travel(NOON, tick=False) as time:
        world.follow(world.ana, world.bruno)
        gestures.ask_for_words(world.bruno, world.ana, words="")
        time.shift(121)
        world.settle()
        request = contacts.ask(world.ana, world.bruno, words=WORDS)
        question = Question.objects.get()
        assert question.answered_at == clock.now()
        assert (question.request, request.stamp) == (request, None)


def test_the_first_words_of_both_are_kept(world):
    request = contacts.ask(world.ana, world.bruno, words=WORDS)
    contacts.accept(request, world.bruno, words="Entrez, il y a du feu.")
    assert [(kept.writer, kept.words) for kept in first_words.between(world.ana, world.bruno)] == [
        (world.ana, WORDS),
        (world.bruno, "Entrez, il y a du feu."),
    ]


def test_the_same_form_sent_twice_asks_once(world):
    contacts.ask(world.ana, world.bruno, words=WORDS)
    refused("already_asked", contacts.ask, world.ana, world.bruno, words=WORDS)
    assert ContactRequest.objects.count() == 1


def test_rule_21_after_an_introduction_one_asks_at_once_and_without_a_stamp(world):
    lucie = world.extra("lucie")
    world.connect(world.esther, world.ana)
    world.connect(world.esther, lucie)
    before = stamps.left(world.ana)
    introductions.introduce(world.esther, world.ana, lucie, words="Vous riez des mêmes choses, sans le savoir.")
    assert contacts.ask(world.ana, lucie, words=WORDS).stamp is None
    assert stamps.left(world.ana) == before


def test_rule_46_an_invitation_makes_the_two_contacts_with_its_words_and_opens_once(world):
    made, token = invitations.invite(world.ana, words="Viens, on parle de marées ici.", for_whom="Lucie")
    assert token not in made.token_hash
    lucie = world.extra("lucie")
    invitations.take_up(token, lucie)
    assert ties.are_contacts(world.ana, lucie)
    assert FirstWords.objects.get().words == "Viens, on parle de marées ici."
    refused("not_found", invitations.take_up, token, world.bruno)
    refused("not_found", invitations.take_back, world.ana, made.pk)


def test_rule_46_an_invitation_can_be_taken_back_by_its_maker_and_lasts_thirty_days(world):
    with time_machine.travel(NOON, tick=False) as time:
        made, token = invitations.invite(world.ana, words="Viens, on parle de marées ici.")
        refused("not_found", invitations.take_back, world.bruno, made.pk)
        time.shift(timedelta(days=30))
        refused("not_found", invitations.find, token)
        other, token = invitations.invite(world.ana, words="Viens, on parle de marées ici.")
        invitations.take_back(world.ana, other.pk)
        refused("not_found", invitations.find, token)
