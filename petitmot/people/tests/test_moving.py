"""Moving house: who may, how often, who comes along."""

from datetime import timedelta

import pytest

from petitmot.kit import clock
from petitmot.kit.refusals import Refusal
from petitmot.people import circles, distance, first_words, follows, moving, ties
from petitmot.people.models import Block, Contact, FirstWords, Follow, FollowRequest, InCircle, Mute, Person
from tests.world import WORDS

pytestmark = pytest.mark.django_db


def refused(call, *args, **named):
    with pytest.raises(Refusal) as refusal:
        call(*args, **named)
    return refusal.value.code


def moved(world, person, to):
    moving.move(person, to, known_as=[person.uri])
    world.settle()


def test_other_addresses_are_named_once_kept_in_order_and_taken_back(world):
    moving.name_other(world.ana, world.chloe)
    moving.name_other(world.ana, world.bruno)
    moving.name_other(world.ana, world.chloe)
    world.ana.refresh_from_db()
    assert world.ana.also_known_as == [world.chloe.uri, world.bruno.uri]
    assert moving.others(world.ana) == [world.chloe, world.bruno]
    moving.unname_other(world.ana, world.chloe.pk)
    moving.unname_other(world.ana, world.esther.pk)
    assert moving.others(Person.objects.get(pk=world.ana.pk)) == [world.bruno]


def test_ten_other_addresses_are_enough_and_none_is_ones_own(world):
    assert refused(moving.name_other, world.ana, world.ana) == "oneself"
    Person.objects.filter(pk=world.ana.pk).update(also_known_as=[f"https://a.example/{n}" for n in range(10)])
    assert refused(moving.name_other, world.ana, world.chloe) == "too_many"


def test_nobody_moves_to_an_address_that_does_not_say_so(world):
    assert refused(moving.move, world.ana, world.chloe, known_as=[world.bruno.uri]) == "not_known_as"
    assert refused(moving.move, world.ana, world.ana, known_as=[world.ana.uri]) == "oneself"
    Person.objects.filter(pk=world.bruno.pk).update(moved_to=world.chloe)
    world.bruno.refresh_from_db()
    assert refused(moving.move, world.ana, world.bruno, known_as=[world.ana.uri]) == "not_there"
    assert Person.objects.get(pk=world.ana.pk).moved_to is None


def test_between_two_moves_lie_thirty_days(world):
    now = clock.now()
    moved(world, world.ana, world.chloe)
    moving.come_back(world.ana)
    with clock.living_at(now + timedelta(days=29)):
        assert refused(moving.move, world.ana, world.bruno, known_as=[world.ana.uri]) == "moved_lately"
    with clock.living_at(now + timedelta(days=31)):
        moving.move(world.ana, world.bruno, known_as=[world.ana.uri])
    assert Person.objects.get(pk=world.ana.pk).moved_to == world.bruno


def test_followers_follow_the_new_address_as_they_followed_the_old_one(world):
    follows.follow(world.bruno, world.ana, shares=False, tells=True, languages=["fr"])
    moved(world, world.ana, world.esther)
    row = Follow.objects.get(follower=world.bruno)
    assert (row.followed, row.shows_shares, row.tells, row.languages) == (world.esther, False, True, ["fr"])


def test_a_follow_of_somebody_elsewhere_waits_for_their_server(world):
    world.follow(world.bruno, world.ana)
    moved(world, world.ana, world.chloe)
    assert FollowRequest.objects.get().followed == world.chloe
    assert not Follow.objects.exists()


def test_a_contact_goes_along_with_its_first_words_and_its_place_in_circles(world):
    world.connect(world.bruno, world.ana)
    since = Contact.objects.get(person=world.bruno).since
    circle = circles.close_ones(world.bruno)
    circles.take_in(circle, world.bruno, world.ana)
    moved(world, world.ana, world.chloe)
    assert set(Contact.objects.values_list("person", "other")) == {
        (world.bruno.pk, world.chloe.pk),
        (world.chloe.pk, world.bruno.pk),
    }
    assert Contact.objects.get(person=world.bruno).since == since
    assert [(row.writer, row.reader, row.words) for row in FirstWords.objects.all()] == [
        (world.bruno, world.chloe, WORDS)
    ]
    assert first_words.between(world.bruno, world.chloe)
    assert InCircle.objects.get(circle=circle).person == world.chloe


def test_who_was_kept_away_stays_away_under_the_new_address(world):
    distance.block(world.bruno, world.ana)
    distance.mute(world.esther, world.ana)
    moved(world, world.ana, world.chloe)
    assert Block.objects.filter(blocker=world.bruno).count() == 2
    assert set(Mute.objects.values_list("muted", flat=True)) == {world.ana.pk, world.chloe.pk}


def test_who_blocks_the_new_address_does_not_follow_it(world):
    world.connect(world.bruno, world.ana)
    distance.block(world.bruno, world.chloe)
    moved(world, world.ana, world.chloe)
    assert not FollowRequest.objects.exists()
    assert not ties.are_contacts(world.bruno, world.chloe)
    assert ties.are_contacts(world.bruno, world.ana)


def test_who_came_back_before_it_was_carried_out_takes_nobody_along(world):
    world.follow(world.bruno, world.ana)
    moving.move(world.ana, world.chloe, known_as=[world.ana.uri])
    moving.come_back(world.ana)
    world.settle()
    assert Follow.objects.get().followed == world.ana


def test_to_say_only_where_one_lives_takes_nobody_along_and_costs_no_waiting(world):
    world.follow(world.bruno, world.ana)
    moving.point_to(world.ana, world.chloe)
    world.settle()
    assert Follow.objects.get().followed == world.ana
    moving.come_back(world.ana)
    moved(world, world.ana, world.chloe)
    assert Person.objects.get(pk=world.ana.pk).moved_to == world.chloe


def test_nobody_new_follows_somebody_who_lives_elsewhere_now(world):
    moved(world, world.ana, world.chloe)
    assert refused(follows.follow, world.bruno, world.ana) == "moved"
