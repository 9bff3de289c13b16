"""Notices: names, once, and nothing from those one keeps away."""

from petitmot.attentions import notice_lines, seen_notices
from petitmot.attentions.models import Notice
from petitmot.people import contacts, distance, gestures
from petitmot.posts import liking
from tests.world import WORDS


def told(person):
    return [(line.kind, sorted(each.name for each in line.persons)) for line in notice_lines.of_person(person)]


def test_likes_of_one_post_stand_in_one_line_with_names(world):
    post = world.says(world.ana)
    for person in (world.bruno, world.esther):
        liking.like(person, post)
    world.settle()
    assert told(world.ana) == [("liked", ["bruno", "esther"])]
    liking.like_no_more(world.bruno, post)
    world.settle()
    assert told(world.ana) == [("liked", ["esther"])]


def test_a_request_is_told_once_and_not_as_a_follow(world):
    request = contacts.ask(world.ana, world.bruno, words=WORDS)
    world.settle()
    assert told(world.bruno) == [("asked", ["ana"])]
    contacts.accept(request, world.bruno)
    world.settle()
    assert told(world.ana) == [("accepted", ["bruno"])]


def test_rule_20_a_silent_refusal_is_told_to_nobody(world):
    request = contacts.ask(world.ana, world.bruno, words=WORDS)
    gestures.decline_silently(request, world.bruno)
    world.settle()
    assert not Notice.objects.filter(person=world.ana).exists()


def test_who_is_answered_or_named_is_told_once(world):
    world.says(world.bruno, "@ana et toi", answers=world.says(world.ana))
    world.settle()
    assert told(world.ana) == [("replied", ["bruno"])]


def test_no_notice_of_somebody_muted_or_blocked_or_of_oneself(world):
    distance.mute(world.ana, world.bruno)
    post = world.says(world.ana, "moi-même @ana")
    liking.like(world.ana, post)
    liking.like(world.bruno, post)
    liking.like(world.esther, post)
    world.settle()
    assert told(world.ana) == [("liked", ["esther"])]
    distance.block(world.ana, world.esther)
    assert told(world.ana) == []


def test_a_private_word_speaks_for_itself_in_its_conversation(world):
    world.connect(world.ana, world.bruno)
    Notice.objects.all().delete()
    world.writes(world.bruno, world.ana, text="@ana un mot")
    world.settle()
    assert told(world.ana) == []


def test_rule_13_seen_only_moves_forward(world):
    liking.like(world.bruno, world.says(world.ana))
    world.settle()
    last = Notice.objects.get().pk
    assert seen_notices.has_new(world.ana)
    seen_notices.mark_seen(world.ana, last)
    seen_notices.mark_seen(world.ana, last - 1)
    assert not seen_notices.has_new(world.ana)
