"""Conversations and the stranger's first word (rules 19 and 31)."""

import pytest

from petitmot.kit.refusals import Refusal
from petitmot.people import distance, profiles, stamps, ties
from petitmot.people.models import ContactRequest
from petitmot.posts import conversations


def listed(person):
    return [member.conversation_id for member in conversations.of_person(person)]


def test_rule_19_a_strangers_first_private_word_goes_to_the_desk_with_a_stamp(world):
    post = world.writes(world.ana, world.bruno, text="Bonjour, je passe par là.")
    request = ContactRequest.objects.get()
    assert (request.about, request.words, request.stamp) == ("conversation", "Bonjour, je passe par là.", 0)
    assert listed(world.bruno) == []
    assert listed(world.ana) == [post.conversation_id]


def test_rule_19_answering_opens_the_conversation_and_makes_nobody_a_contact(world):
    post = world.writes(world.ana, world.bruno)
    world.writes(world.bruno, world.ana, text="Entrez.")
    world.settle()
    assert listed(world.bruno) == [post.conversation_id]
    assert not ties.are_contacts(world.ana, world.bruno)
    assert stamps.left(world.ana) == 10
    world.writes(world.ana, world.bruno, text="Merci.")
    assert ContactRequest.objects.open().count() == 0


def test_rule_19_the_words_of_those_i_follow_or_know_come_straight(world):
    world.follow(world.bruno, world.ana)
    world.writes(world.ana, world.bruno)
    assert len(listed(world.bruno)) == 1
    assert not ContactRequest.objects.exists()


def test_rule_19_a_setting_opens_conversations_to_everybody(world):
    profiles.mind(world.bruno, opens_conversations=True)
    world.writes(world.ana, world.bruno)
    assert len(listed(world.bruno)) == 1


def test_nobody_writes_to_somebody_who_blocked_them(world):
    distance.block(world.bruno, world.ana)
    with pytest.raises(Refusal):
        world.writes(world.ana, world.bruno)


def test_unread_is_a_dot_until_it_is_read_and_muted_ones_stay_quiet(world):
    world.connect(world.ana, world.bruno)
    post = world.writes(world.ana, world.bruno)
    assert conversations.has_unread(world.bruno) and not conversations.has_unread(world.ana)
    member = conversations.find(world.bruno, post.conversation_id)
    conversations.mark_read(member, post.pk)
    assert not conversations.has_unread(world.bruno)
    conversations.mute(member, True)
    world.writes(world.ana, world.bruno)
    assert not conversations.has_unread(world.bruno)


def test_rule_13_an_older_mark_never_undoes_a_newer_one(world):
    world.connect(world.ana, world.bruno)
    first, second = world.writes(world.ana, world.bruno), world.writes(world.ana, world.bruno)
    member = conversations.find(world.bruno, first.conversation_id)
    conversations.mark_read(member, second.pk)
    conversations.mark_read(member, first.pk)
    assert not conversations.has_unread(world.bruno)


def test_hidden_comes_back_with_a_newer_word(world):
    world.connect(world.ana, world.bruno)
    post = world.writes(world.ana, world.bruno)
    conversations.hide(conversations.find(world.bruno, post.conversation_id))
    assert listed(world.bruno) == []
    world.writes(world.ana, world.bruno)
    assert len(listed(world.bruno)) == 1


def test_a_conversation_of_others_is_not_there(world):
    world.connect(world.ana, world.bruno)
    post = world.writes(world.ana, world.bruno)
    with pytest.raises(Refusal):
        conversations.find(world.esther, post.conversation_id)
