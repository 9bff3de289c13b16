"""Replies owed and words that wait (rules 33 and 34)."""

import pytest

from petitmot.attentions import owed
from petitmot.kit.refusals import Refusal
from petitmot.people import distance
from petitmot.posts import editing, liking
from petitmot.posts.content import typed


def lines(person):
    return [(line.person, line.post.plain) for line in owed.owed_by(person)]


@pytest.fixture
def pair(world):
    world.connect(world.ana, world.bruno)
    return world


def test_rule_33_one_line_for_each_person_and_thread_oldest_first(pair):
    first, second = pair.says(pair.ana, "un"), pair.says(pair.ana, "deux")
    pair.says(pair.bruno, "à un", answers=first)
    pair.says(pair.bruno, "encore à un", answers=first)
    pair.says(pair.bruno, "à deux", answers=second)
    pair.writes(pair.bruno, pair.ana, text="et en privé")
    pair.says(pair.bruno, "@ana qu’en dis-tu ?")
    pair.settle()
    assert [text for _person, text in lines(pair.ana)] == [
        "encore à un",
        "à deux",
        "et en privé",
        "@ana qu’en dis-tu ?",
    ]


def test_rule_33_cleared_by_a_word_of_mine_in_that_thread_and_opened_by_a_new_one_of_theirs(pair):
    post = pair.says(pair.ana, "un")
    reply = pair.says(pair.bruno, "à un", answers=post)
    pair.settle()
    thanks = pair.says(pair.ana, "merci", answers=reply)
    pair.settle()
    assert lines(pair.ana) == []
    pair.says(pair.bruno, "de rien", answers=thanks)
    pair.settle()
    assert lines(pair.ana) == [(pair.bruno, "de rien")]


def test_rule_33_in_a_conversation_any_later_word_of_mine_clears_it(pair):
    pair.writes(pair.bruno, pair.ana, text="un")
    pair.writes(pair.bruno, pair.ana, text="deux")
    pair.settle()
    assert lines(pair.ana) == [(pair.bruno, "deux")]
    pair.writes(pair.ana, pair.bruno)
    pair.settle()
    assert lines(pair.ana) == []


def test_rule_33_no_answer_needed_clears_it_until_a_new_word(pair):
    pair.writes(pair.bruno, pair.ana, text="un")
    pair.settle()
    owed.no_answer_needed(pair.ana, owed.owed_by(pair.ana)[0].line)
    assert lines(pair.ana) == []
    pair.writes(pair.bruno, pair.ana, text="deux")
    pair.settle()
    assert lines(pair.ana) == [(pair.bruno, "deux")]


def test_rule_33_not_cleared_by_a_like_or_an_edit(pair):
    reply = pair.says(pair.bruno, "à un", answers=pair.says(pair.ana, "un"))
    pair.settle()
    liking.like(pair.ana, reply)
    editing.edit(reply, pair.bruno, typed("mieux dit"))
    pair.settle()
    assert lines(pair.ana) == [(pair.bruno, "mieux dit")]


def test_rule_33_cleared_by_its_deletion_and_by_a_block(pair):
    reply = pair.says(pair.bruno, "à un", answers=pair.says(pair.ana, "un"))
    pair.writes(pair.bruno, pair.ana)
    pair.settle()
    editing.delete(reply, pair.bruno)
    assert len(lines(pair.ana)) == 1
    distance.block(pair.ana, pair.bruno)
    pair.settle()
    assert lines(pair.ana) == []


def test_rule_33_words_of_strangers_are_not_owed(world):
    world.says(world.esther, "inconnue", answers=world.says(world.ana, "un"))
    world.settle()
    assert lines(world.ana) == []


def test_rule_33_nobody_clears_the_line_of_another(pair):
    pair.writes(pair.bruno, pair.ana)
    pair.settle()
    with pytest.raises(Refusal):
        owed.no_answer_needed(pair.bruno, owed.owed_by(pair.ana)[0].line)


def test_rule_34_words_that_wait_are_the_same_from_the_other_side_and_no_answer_needed_is_not_told(pair):
    pair.writes(pair.bruno, pair.ana, text="un")
    pair.settle()
    owed.no_answer_needed(pair.ana, owed.owed_by(pair.ana)[0].line)
    assert [(line.person, line.post.plain) for line in owed.waiting_for(pair.bruno)] == [(pair.ana, "un")]
    assert owed.waiting_for(pair.ana) == []


def test_facts_that_come_out_of_order_owe_nothing(pair):
    from petitmot.attentions import addressing
    from petitmot.posts.events import WordsPublished

    said = pair.writes(pair.bruno, pair.ana)
    pair.writes(pair.ana, pair.bruno)
    pair.settle()
    addressing.note_who_is_spoken_to(WordsPublished(said.pk, pair.bruno.pk, True, True, False, False, False))
    assert lines(pair.ana) == []
