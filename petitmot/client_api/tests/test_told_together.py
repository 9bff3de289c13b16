"""What many are told at once is what each would be told alone: held for every kind of reader and of word."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from petitmot.client_api.streaming.streams import Stream
from petitmot.client_api.streaming.telling import tell
from petitmot.client_api.streaming.together import told_alike
from petitmot.kit import clock
from petitmot.people import circles, distance, filters, follows, profiles
from petitmot.people.models import Follow, Person
from petitmot.posts import hushing, liking
from petitmot.posts.models import Post, Quoting, Visibility
from tests.world import World

USER = frozenset([Stream("user")])


@pytest.fixture
def crowd(world: World):
    """Who follows Bruno, each with something of their own; the first five with nothing."""
    people = [world.extra(f"lecteur{number}") for number in range(14)]
    for person in people:
        world.follow(person, world.bruno)
    mutes, left, filtering, apart, blocked, french, english = people[5:12]
    distance.mute(mutes, world.bruno)
    distance.mute(left, world.bruno, until=clock.now() + timedelta(hours=1))
    held = filters.make(filtering, "brume", places=["home"])
    filters.add_words(filtering, held.pk, "brume")
    family = circles.form(apart, "à part")
    circles.take_in(family, apart, world.bruno)
    circles.settle(family, apart, exclusive=True)
    distance.block(world.bruno, blocked)
    Follow.objects.filter(follower=french).update(languages=["fr"])
    Follow.objects.filter(follower=english).update(languages=["en"])
    world.connect(people[12], world.bruno)
    follows.unfollow(people[12], world.bruno)
    return [*people, world.bruno, world.ana, world.dov, world.esther]


def kinds_of_words(world: World, crowd) -> list[Post]:
    public, quiet = world.says(world.bruno, "De la brume."), world.says(world.bruno, "Tout bas.", Visibility.QUIET)
    quotable = world.says(world.bruno, "Pour ceux qui suivent.")
    Post.objects.filter(pk=quotable.pk).update(quotable_by=Quoting.FOLLOWERS)
    marked = world.says(world.bruno, "Aimé.")
    liking.like(crowd[0], marked)
    liking.keep(crowd[1], marked)
    shared = liking.share(crowd[2], marked)
    hushing.hush(crowd[3], marked)
    return [public, quiet, quotable, marked, shared, world.says(world.bruno, "Entre nous.", Visibility.FOLLOWERS)]


def test_nobody_is_told_with_others_what_they_would_not_be_told_alone(world: World, crowd):
    for post in kinds_of_words(world, crowd):
        for fact in ("words", "edited"):
            together = tell(fact, post.pk, {person.pk: USER for person in crowd})
            alone = {person.pk: tell(fact, post.pk, {person.pk: USER})[person.pk] for person in crowd}
            assert together == alone


@pytest.mark.parametrize(("choice", "approves"), [("followed", False), ("all", True)])
def test_whether_each_may_show_its_author_in_a_selection_is_told_as_alone(world: World, crowd, choice, approves):
    profiles.describe(world.bruno, selected_by=choice)
    Person.objects.filter(pk=world.bruno.pk).update(approves_followers=approves)
    world.follow(world.bruno, crowd[0])
    public = world.says(world.bruno, "Qui me montre ?")
    together = tell("words", public.pk, {person.pk: USER for person in crowd})
    alone = {person.pk: tell("words", public.pk, {person.pk: USER})[person.pk] for person in crowd}
    assert together == alone


def test_a_plain_word_is_told_to_most_of_a_crowd_at_once(world: World, crowd):
    post = world.says(world.bruno, "De la brume.")
    ids = {person.pk for person in crowd}
    said, alike = told_alike(post.pk, dict.fromkeys(ids, USER))
    assert str(post.pk) in said
    assert alike == {person.pk for person in [*crowd[:5], crowd[10], crowd[13]]}
    others = USER | {Stream("public")}
    assert told_alike(post.pk, dict.fromkeys(ids, others))[1] == set()


def test_twice_as_many_cost_no_more_questions(world: World):
    readers = [world.extra(f"lecteur{number}") for number in range(16)]
    for reader in readers:
        world.follow(reader, world.bruno)
    post = world.says(world.bruno)
    counts = []
    for number in (8, 8, 16):
        with CaptureQueriesContext(connection) as asked:
            assert len(tell("words", post.pk, {each.pk: USER for each in readers[:number]})) == number
        counts.append(len(asked))
    assert counts[1] == counts[2] < 25
