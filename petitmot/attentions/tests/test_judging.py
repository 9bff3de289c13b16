"""The judge's case, gathered from people and their words (rules 18, 25)."""

import time_machine

from petitmot.attentions import judging
from petitmot.people import contacts, gestures, profiles
from petitmot.people.models import ContactRequest, Question
from petitmot.people.tests.test_asking import NOON
from petitmot.posts.models import Visibility
from tests.world import WORDS

COPY = "Bonjour, votre page est très intéressante, échangeons bientôt sur nos métiers."


def test_the_case_holds_what_anybody_can_read_and_nothing_private(world):
    profiles.describe(world.bruno, bio="Je relie des livres.", places=["Blois"], tags=["reliure"])
    world.bruno.refresh_from_db()
    world.says(world.bruno, "La colle sèche mal en #novembre.")
    world.says(world.bruno, "Pour mes contacts seulement.", Visibility.CONTACTS)
    world.writes(world.bruno, world.esther, text="Un secret.")
    case = judging.case_of(world.ana, world.bruno, WORDS)
    assert case.recipient.posts == ("La colle sèche mal en #novembre.",)
    assert case.recipient.tags == ("reliure", "novembre")
    assert (case.recipient.bio, case.recipient.places) == ("Je relie des livres.", ("Blois",))
    assert case.recipient.welcome == "Dites-moi ce qui vous amène.\nQuel livre avez-vous usé ?"


def test_what_the_asker_wrote_to_others_lately_is_looked_at_for_ninety_days(world):
    with time_machine.travel(NOON, tick=False) as time:
        contacts.ask(world.ana, world.esther, words=COPY)
        contacts.ask(world.ana, world.bruno, words=WORDS)
        assert judging.sent_before(world.ana, world.bruno) == (COPY,)
        time.shift(91 * 86400)
        assert judging.sent_before(world.ana, world.bruno) == ()


def test_a_copy_of_ones_own_letter_scores_below_personal_and_says_so(world):
    for name in ("lucie", "joseph", "odile"):
        contacts.ask(world.ana, world.extra(name), words=COPY)
    contacts.ask(world.ana, world.bruno, words=COPY)
    world.settle()
    request = ContactRequest.objects.get(asked=world.bruno)
    assert request.score < 0.5
    assert request.paper == "copies"
    assert "same_letter" in {reason.code for reason in judging.reasons_of(request)}
    hints = judging.hints_for(world.ana, world.esther, COPY)
    assert any("4 personnes" in hint.text.replace("\xa0", " ") for hint in hints)


def test_reasons_are_kept_as_codes_and_said_in_the_readers_language(world):
    contacts.ask(world.ana, world.bruno, words="Bonjour, au plaisir.")
    world.settle()
    request = ContactRequest.objects.get()
    assert all(set(kept) == {"code", "good", "values"} for kept in request.reasons)
    assert all(reason.text for reason in judging.reasons_of(request))


def test_hints_keep_nothing(world):
    assert judging.hints_for(world.ana, world.bruno, WORDS)
    assert not ContactRequest.objects.exists()


def test_rule_25_an_answer_gets_its_score_for_the_tally(world):
    with time_machine.travel(NOON, tick=False) as time:
        world.follow(world.ana, world.bruno)
        gestures.ask_for_words(world.bruno, world.ana, words="")
        time.shift(121)
        world.settle()
        world.writes(
            world.ana, world.bruno, text="Le Giono de mon père, usé jusqu’à la ficelle : vous l’aviez recousu."
        )
        world.settle()
        question = Question.objects.get()
        assert question.answer_score == ContactRequest.objects.get().score
        assert question.answer_score >= 0.5
