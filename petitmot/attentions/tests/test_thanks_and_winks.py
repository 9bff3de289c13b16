"""Thanks and winks: by hand, once (rule 36)."""

from petitmot.attentions import thanks, winks
from petitmot.attentions.models import Notice, ThanksPrompt
from petitmot.people import contacts, distance, gestures
from petitmot.people.tests.test_asking import refused
from petitmot.posts.models import Post
from tests.world import WORDS


def accepted(world, words="Entrez, il y a du feu."):
    request = contacts.ask(world.ana, world.bruno, words=WORDS)
    contacts.accept(request, world.bruno, words=words)
    world.settle()
    return request


def test_rule_36_thanks_are_prompted_once_and_never_sent_by_themselves(world):
    accepted(world)
    (prompt,) = thanks.to_give(world.ana)
    assert not Post.objects.filter(author=world.ana).exists()
    assert not thanks.to_give(world.bruno)
    thanks.thank(prompt, "Merci pour le feu.")
    assert Post.objects.get(author=world.ana).audience.get().person == world.bruno
    assert thanks.to_give(world.ana) == []
    refused("not_found", thanks.thank, prompt, "Merci encore.")


def test_rule_36_thanks_without_a_word_are_refused_and_still_wait(world):
    accepted(world)
    (prompt,) = thanks.to_give(world.ana)
    refused("empty", thanks.thank, prompt, "  ")
    assert thanks.to_give(world.ana) == [prompt]


def test_rule_36_put_off_they_are_never_asked_again_but_their_page_stays(world):
    accepted(world)
    (prompt,) = thanks.to_give(world.ana)
    thanks.put_off(prompt)
    assert thanks.to_give(world.ana) == []
    assert thanks.find(world.ana, prompt.request_id) == prompt


def test_rule_36_whoever_wrote_to_them_since_needs_no_prompt(world):
    accepted(world)
    world.writes(world.ana, world.bruno, text="Je viens avec du bois.")
    world.settle()
    assert thanks.to_give(world.ana) == []


def test_an_acceptance_that_was_undone_leaves_no_thanks_to_give(world):
    request = accepted(world)
    gestures.undo(world.bruno, request)
    assert thanks.to_give(world.ana) == []


def test_nobody_finds_the_thanks_of_another(world):
    accepted(world)
    for other in (world.bruno, world.esther):
        refused("not_found", thanks.find, other, ThanksPrompt.objects.get().request_id)


def test_rule_36_one_wink_a_follower_and_the_name_reaches_them(world):
    world.follow(world.ana, world.bruno)
    made = winks.wink(world.bruno, world.ana)
    world.settle()
    assert winks.received(world.ana) == [made]
    assert not Post.objects.exists()
    assert Notice.objects.get(kind="winked").actor == world.bruno
    refused("already_winked", winks.wink, world.bruno, world.ana)
    winks.see(world.ana, made.pk)
    assert winks.received(world.ana) == []


def test_rule_36_with_words_a_wink_is_a_private_word(world):
    world.follow(world.ana, world.bruno)
    winks.wink(world.bruno, world.ana, words="Content de vous voir arriver.")
    assert Post.objects.get().audience.get().person == world.ana


def test_rule_36_nobody_winks_at_who_does_not_follow(world):
    refused("not_found", winks.wink, world.bruno, world.ana)
    world.follow(world.ana, world.bruno)
    distance.block(world.ana, world.bruno)
    refused("not_found", winks.wink, world.bruno, world.ana)


def test_a_refused_wink_with_too_long_words_is_no_wink(world):
    world.follow(world.ana, world.bruno)
    refused("too_long", winks.wink, world.bruno, world.ana, words="mot " * 2000)
    assert winks.new_followers(world.bruno).count() == 1


def test_nobody_sees_anothers_wink_away(world):
    world.follow(world.ana, world.bruno)
    made = winks.wink(world.bruno, world.ana)
    winks.see(world.esther, made.pk)
    assert winks.received(world.ana) == [made]
