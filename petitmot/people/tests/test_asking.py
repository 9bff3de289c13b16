"""To ask, and what stands before (rules 2, 6, 18, 21)."""

import pytest
import time_machine

from petitmot.kit.refusals import Refusal
from petitmot.people import contacts, distance, gestures, lapsing, requests, stamps, ties
from petitmot.people.models import ContactRequest, FirstWords, Follow
from petitmot.people.standing import as_seen_by_asker
from tests.world import WORDS

NOON = "2026-11-22T12:00:00Z"


def refused(code, function, *args, **named):
    with pytest.raises(Refusal) as caught:
        function(*args, **named)
    assert caught.value.code == code
    return caught.value


def test_rule_2_asking_also_follows_and_accepting_makes_both_follow(world):
    request = contacts.ask(world.ana, world.bruno, words=WORDS)
    assert ties.follows(world.ana, world.bruno)
    assert not ties.are_contacts(world.ana, world.bruno)
    contacts.accept(request, world.bruno, words="Entrez.")
    assert ties.are_contacts(world.ana, world.bruno) and ties.are_contacts(world.bruno, world.ana)
    assert ties.follows(world.bruno, world.ana)


def test_rule_2_the_one_who_accepts_may_choose_not_to_follow(world):
    request = contacts.ask(world.ana, world.bruno, words=WORDS)
    contacts.accept(request, world.bruno, follow_back=False)
    assert ties.are_contacts(world.bruno, world.ana)
    assert not ties.follows(world.bruno, world.ana)


def test_rule_2_ending_a_contact_leaves_the_follows(world):
    world.connect(world.ana, world.bruno)
    contacts.end_contact(world.bruno, world.ana)
    assert not ties.are_contacts(world.ana, world.bruno)
    assert Follow.objects.count() == 2


def test_rule_2_a_withdrawn_request_leaves_no_trace_but_its_stamp(world):
    request = contacts.ask(world.ana, world.bruno, words=WORDS)
    assert stamps.left(world.ana) == 9
    requests.withdraw(request, world.ana)
    assert stamps.left(world.ana) == 10
    assert not ContactRequest.objects.exists()


def test_only_the_asker_withdraws(world):
    request = contacts.ask(world.ana, world.bruno, words=WORDS)
    refused("not_found", requests.withdraw, request, world.bruno)


def test_rule_6_two_who_ask_each_other_become_contacts_each_with_their_own_first_words(world):
    contacts.ask(world.ana, world.bruno, words=WORDS)
    contacts.ask(world.bruno, world.ana, words="Je lisais justement votre page sur les marées.")
    assert ties.are_contacts(world.ana, world.bruno)
    assert FirstWords.objects.count() == 2
    assert stamps.left(world.ana) == stamps.left(world.bruno) == 10
    assert {as_seen_by_asker(request) for request in ContactRequest.objects.all()} == {"accepted"}


def test_the_welcome_line_that_was_read_is_kept_with_the_request(world):
    request = contacts.ask(world.ana, world.bruno, words=WORDS)
    assert request.welcome_shown == "Dites-moi ce qui vous amène.\nQuel livre avez-vous usé ?"


def test_rule_18_one_pending_request_a_pair(world):
    contacts.ask(world.ana, world.bruno, words=WORDS)
    refused("already_asked", contacts.ask, world.ana, world.bruno, words=WORDS + " Encore.")


def test_rule_18_too_few_words_are_refused_and_nothing_is_written(world):
    assert refused("too_few_words", contacts.ask, world.ana, world.bruno, words="Ana !").field == "words"
    assert not ContactRequest.objects.exists()
    assert not Follow.objects.exists()


def test_nobody_asks_themselves_or_a_contact_or_somebody_who_blocks_them(world):
    refused("oneself", contacts.ask, world.ana, world.ana, words=WORDS)
    refused("not_found", contacts.ask, world.dov, world.ana, words=WORDS)
    refused("not_found", contacts.ask, world.ana, world.dov, words=WORDS)
    world.connect(world.ana, world.bruno)
    refused("already_contacts", contacts.ask, world.ana, world.bruno, words=WORDS)


def test_a_request_is_on_the_desk_of_the_one_who_was_asked_only(world):
    request = contacts.ask(world.ana, world.bruno, words=WORDS)
    refused("not_found", contacts.accept, request, world.ana)
    refused("not_found", contacts.accept, request, world.esther)


def test_with_ten_stamps_away_the_eleventh_request_is_refused_until_one_comes_back(world):
    asked = [world.extra(f"voisin{number}") for number in range(11)]
    requests = [contacts.ask(world.ana, person, words=WORDS) for person in asked[:10]]
    assert [stamp.at for stamp in stamps.sheet(world.ana)] == asked[:10]
    refused("no_stamp", contacts.ask, world.ana, asked[10], words=WORDS)
    contacts.accept(requests[3], asked[3])
    assert contacts.ask(world.ana, asked[10], words=WORDS).stamp == 3


def test_rule_21_a_request_lapses_after_the_time_its_owner_chose(world):
    with time_machine.travel(NOON, tick=False) as time:
        request = contacts.ask(world.ana, world.bruno, words=WORDS)
        time.shift(30 * 86400 - 1)
        lapsing.lapse_what_is_due()
        request.refresh_from_db()
        assert as_seen_by_asker(request) == "received"
        time.shift(1)
        lapsing.lapse_what_is_due()
        request.refresh_from_db()
        assert as_seen_by_asker(request) == "lapsed"
        assert stamps.left(world.ana) == 10
        assert ties.follows(world.ana, world.bruno)


@pytest.mark.parametrize(("how", "days"), [("lapse", 30), ("decline", 90), ("silent", 30)])
def test_rule_21_the_same_person_can_ask_again_after_a_while(world, how, days):
    with time_machine.travel(NOON, tick=False) as time:
        request = contacts.ask(world.ana, world.bruno, words=WORDS)
        if how == "decline":
            gestures.decline(request, world.bruno)
            time.shift(121)
            world.settle()
        else:
            if how == "silent":
                gestures.decline_silently(request, world.bruno)
            time.shift(30 * 86400)
            lapsing.lapse_what_is_due()
        time.shift(days * 86400 - 5)
        refused("too_soon", contacts.ask, world.ana, world.bruno, words=WORDS)
        time.shift(10)
        assert contacts.ask(world.ana, world.bruno, words=WORDS).is_open


def test_rule_22_after_a_block_the_stamp_comes_back_at_the_lapse_date(world):
    with time_machine.travel(NOON, tick=False) as time:
        request = contacts.ask(world.ana, world.bruno, words=WORDS)
        distance.block(world.bruno, world.ana)
        request.refresh_from_db()
        assert as_seen_by_asker(request) == "received"
        assert stamps.left(world.ana) == 9
        time.shift(30 * 86400)
        lapsing.lapse_what_is_due()
        assert stamps.left(world.ana) == 10
