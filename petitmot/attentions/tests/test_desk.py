"""The desk: who lies on it, in which pile, and what never does (rules 4, 19, 20, 23, 25, 26)."""

import time_machine

from petitmot.attentions import desk, table, tally, who_waits
from petitmot.people import contacts, distance, gestures, introductions, requests
from petitmot.people.models import ContactRequest, Server
from petitmot.people.tests.test_asking import NOON, refused
from tests.world import WORDS

READY = "Bonjour, je souhaite rejoindre votre réseau professionnel. Au plaisir d’échanger avec vous."


def on_desk(owner):
    found = desk.of(owner)
    return {
        name: [sheet.request.asker for sheet in getattr(found, name)]
        for name in ("for_you", "wordless", "for_everybody")
    }


def test_requests_lie_in_three_piles_the_most_personal_first(world):
    world.says(world.bruno, "La brume sur l’étang, ce matin, avait mangé la barque.")
    contacts.ask(world.ana, world.bruno, words=WORDS)
    sophie, karim = world.extra("sophie"), world.extra("karim")
    contacts.ask(sophie, world.bruno, words=READY)
    request = contacts.ask(karim, world.bruno, words=WORDS)
    ContactRequest.objects.filter(pk=request.pk).update(words="")
    world.settle()
    assert on_desk(world.bruno) == {"for_you": [world.ana], "wordless": [karim], "for_everybody": [sophie]}


def test_a_request_that_is_not_judged_yet_lies_with_the_words_for_me(world):
    contacts.ask(world.ana, world.bruno, words=READY)
    assert on_desk(world.bruno)["for_you"] == [world.ana]


def test_one_person_never_sees_the_requests_of_another(world):
    request = contacts.ask(world.ana, world.bruno, words=WORDS)
    for other in (world.ana, world.esther):
        assert desk.of(other).sheets == []
        refused("not_found", desk.one, other, request.pk)
    assert desk.one(world.bruno, request.pk).request == request


def test_rule_4_wordless_followers_stand_in_a_second_list_with_nothing_else(world):
    world.follow(world.ana, world.bruno)
    found = desk.of(world.bruno)
    assert [row.follower for row in found.followers] == [world.ana]
    assert not found.sheets
    gestures.ask_for_words(world.bruno, world.ana, words="")
    assert not desk.of(world.bruno).followers
    assert [row.about for row in desk.of(world.bruno).waiting] == [world.ana]


def test_rule_4_who_asked_or_is_a_contact_is_no_wordless_follower(world):
    contacts.ask(world.ana, world.bruno, words=WORDS)
    world.connect(world.esther, world.bruno)
    assert not desk.of(world.bruno).followers


def test_rule_19_a_strangers_first_word_lies_on_the_desk_as_talk(world):
    world.writes(world.ana, world.bruno, text="Votre vitrine m’a arrêtée net, hier au soir.")
    world.settle()
    (sheet,) = desk.of(world.bruno).sheets
    assert sheet.is_talk


def test_rule_20_what_was_set_aside_is_listed_for_its_owner_only_until_the_lapse(world):
    request = contacts.ask(world.ana, world.bruno, words=WORDS)
    gestures.decline_silently(request, world.bruno)
    found = desk.of(world.bruno)
    assert (found.sheets, found.silenced) == ([], [request])
    assert desk.of(world.ana).silenced == []


def test_rule_23_a_gesture_that_waits_takes_the_request_off_its_pile_and_an_undo_lays_it_back(world):
    request = contacts.ask(world.ana, world.bruno, words=WORDS)
    gestures.decline(request, world.bruno)
    assert not desk.of(world.bruno).sheets
    gestures.undo(world.bruno, request)
    assert [sheet.request for sheet in desk.of(world.bruno).sheets] == [request]


def test_what_was_accepted_stays_a_day_and_leaves_when_it_is_undone(world):
    request = contacts.ask(world.ana, world.bruno, words=WORDS)
    contacts.accept(request, world.bruno)
    assert desk.of(world.bruno).accepted == [request]
    gestures.undo(world.bruno, request)
    assert desk.of(world.bruno).accepted == []


def test_somebody_from_a_server_never_seen_before_is_a_first_meeting(world):
    contacts.ask(world.chloe, world.bruno, words=WORDS)
    assert desk.of(world.bruno).sheets[0].first_meeting
    world.chloe.pk, world.chloe.name, world.chloe.uri = 77, "denis", "https://ailleurs.example/users/denis"
    world.chloe.save(force_insert=True)
    world.connect(world.chloe, world.bruno)
    assert not desk.of(world.bruno).sheets[0].first_meeting
    assert Server.objects.count() == 2


def test_those_who_know_both_are_named(world):
    world.connect(world.esther, world.bruno)
    world.connect(world.esther, world.ana)
    contacts.ask(world.ana, world.bruno, words=WORDS)
    assert desk.of(world.bruno).sheets[0].known_by == (world.esther,)


def test_rule_25_the_tally_names_who_was_asked_who_answered_and_whose_words_are_personal(world):
    with time_machine.travel(NOON, tick=False) as time:
        lucie, joseph = world.extra("lucie"), world.extra("joseph")
        for follower in (world.ana, lucie, joseph):
            world.follow(follower, world.bruno)
            gestures.ask_for_words(world.bruno, follower, words="")
        time.shift(121)
        world.settle()
        world.writes(
            world.ana, world.bruno, text="Le Giono de mon père, usé jusqu’à la ficelle : vous l’aviez recousu."
        )
        world.writes(lucie, world.bruno, text="Bonjour, au plaisir.")
        world.settle()
        counted = tally.of(world.bruno)
        assert (counted.asked, counted.answered, counted.personal) == (
            (world.ana, lucie, joseph),
            (world.ana, lucie),
            (world.ana,),
        )
        assert not tally.of(world.ana)


def test_rule_26_who_waits_is_said_with_names_those_known_first(world):
    lucie, joseph = world.extra("lucie"), world.extra("joseph")
    for asker in (lucie, joseph, world.ana):
        contacts.ask(asker, world.bruno, words=WORDS)
    world.follow(world.bruno, joseph)
    people, others = who_waits.names_waiting(world.bruno)
    assert people[0] == joseph
    assert (len(people), others) == (2, True)


def test_the_table_holds_what_waits_and_nothing_of_the_blocked(world):
    contacts.ask(world.ana, world.bruno, words=WORDS)
    assert table.of(world.bruno).asking == [world.ana]
    distance.block(world.bruno, world.ana)
    assert not table.of(world.bruno)


def test_the_table_holds_introductions_for_both_until_one_leaves_it(world):
    world.connect(world.esther, world.ana)
    world.connect(world.esther, world.bruno)
    made = introductions.introduce(world.esther, world.ana, world.bruno, words="Deux qui usent les livres.")
    assert table.of(world.ana).introductions == table.of(world.bruno).introductions == [made]
    introductions.decline(made, world.ana)
    assert table.of(world.ana).introductions == []
    assert table.of(world.bruno).introductions == [made]
    refused("not_found", introductions.decline, made, world.esther)


def test_something_is_new_on_the_desk_until_it_was_read_and_again_when_it_was_answered(world):
    with time_machine.travel(NOON, tick=False) as time:
        assert not who_waits.has_new(world.bruno)
        request = contacts.ask(world.ana, world.bruno, words="Bonjour, au plaisir.")
        assert who_waits.has_new(world.bruno)
        requests.mark_read(request, world.bruno)
        assert not who_waits.has_new(world.bruno)
        gestures.ask_for_words(world.bruno, world.ana, words="", request=request)
        time.shift(121)
        world.settle()
        world.writes(world.ana, world.bruno, text="Je relie des livres, et vous les usez.")
        world.settle()
        assert who_waits.has_new(world.bruno)
        requests.mark_read(ContactRequest.objects.get(), world.bruno)
        assert not who_waits.has_new(world.bruno)
