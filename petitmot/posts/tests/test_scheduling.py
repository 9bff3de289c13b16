"""Words for later: kept, said once at their moment, and nothing lost when they cannot be."""

from datetime import timedelta

import pytest

from petitmot.kit import clock
from petitmot.kit.refusals import NotFound, Refusal
from petitmot.people import circles, distance
from petitmot.posts import scheduling, sweeping
from petitmot.posts.events import WordsPlanned
from petitmot.posts.models import Picture, Poll, Post, Scheduled, Visibility
from petitmot.posts.scheduling import Plan

HOUR = timedelta(hours=1)


def later(**more):
    return clock.now() + HOUR


def test_words_are_said_at_their_moment_and_once(world):
    row = scheduling.schedule(world.ana, Plan("Demain, le marché.", warning="Cuisine"), later())
    world.settle()
    assert not Post.objects.exists()
    with clock.living_at(clock.now() + HOUR):
        world.settle()
        scheduling.say(WordsPlanned(row.pk))
    post = Post.objects.get()
    assert (post.plain, post.warning) == ("Demain, le marché.", "Cuisine")
    assert not Scheduled.objects.exists()


def test_words_that_were_moved_wait_for_their_new_moment(world):
    row = scheduling.schedule(world.ana, Plan("Demain."), later())
    scheduling.move(world.ana, row.pk, clock.now() + 3 * HOUR)
    with clock.living_at(clock.now() + 2 * HOUR):
        world.settle()
        assert not Post.objects.exists()
    with clock.living_at(clock.now() + 4 * HOUR):
        world.settle()
    assert Post.objects.count() == 1


@pytest.mark.parametrize(
    ("plan", "wait", "code"),
    [
        (Plan("Trop tôt."), timedelta(minutes=2), "too_soon"),
        (Plan(" "), HOUR, "empty"),
        (Plan("a" * 5001), HOUR, "too_long"),
        (Plan("Une image.", pictures=[12]), HOUR, "picture_gone"),
        (Plan("Un cercle.", visibility="circle", circle=12), HOUR, "not_found"),
        (Plan("Un sondage.", poll_answers=["seul"]), HOUR, "poll_too_few"),
    ],
)
def test_what_could_not_be_said_is_refused_now(world, plan, wait, code):
    with pytest.raises(Refusal) as refused:
        scheduling.schedule(world.ana, plan, clock.now() + wait)
    assert refused.value.code == code
    assert not Scheduled.objects.exists()


def test_what_cannot_be_said_then_stays_with_the_reason(world):
    post = world.says(world.bruno, "Qui vient ?")
    scheduling.schedule(world.ana, Plan("Moi !", answers=post.pk), later())
    distance.block(world.bruno, world.ana)
    with clock.living_at(clock.now() + HOUR):
        world.settle()
    assert Scheduled.objects.get().refused
    assert Post.objects.count() == 1


def test_a_circle_a_poll_and_a_reply_are_kept(world):
    circle = circles.form(world.ana, "La chorale")
    world.follow(world.ana, world.bruno)
    circles.take_in(circle, world.ana, world.bruno)
    plan = Plan("On répète ?", visibility=Visibility.CIRCLE, circle=circle.pk, poll_answers=["Mardi", "Jeudi"])
    scheduling.schedule(world.ana, plan, later())
    with clock.living_at(clock.now() + HOUR):
        world.settle()
        poll = Poll.objects.get()
        assert poll.ends_at > clock.now() + timedelta(hours=23)
    assert poll.post.visibility == Visibility.CIRCLE
    assert list(poll.post.audience.values_list("person__name", flat=True)) == ["bruno"]


def test_nobody_else_moves_or_cancels_my_words(world):
    row = scheduling.schedule(world.ana, Plan("À moi."), later())
    for act in (lambda: scheduling.cancel(world.bruno, row.pk), lambda: scheduling.move(world.bruno, row.pk, later())):
        with pytest.raises(NotFound):
            act()
    assert scheduling.cancel(world.ana, row.pk).words == "À moi."
    assert not Scheduled.objects.exists()


def test_pictures_of_words_that_wait_are_not_swept_away(world):
    picture = Picture.objects.create(owner=world.ana, width=1, height=1, alt="Un quai", made_at=clock.now())
    scheduling.schedule(world.ana, Plan("La photo.", pictures=[picture.pk]), clock.now() + timedelta(days=9))
    sweeping.let_go(clock.now() + timedelta(days=5))
    assert Picture.objects.filter(pk=picture.pk).exists()


def test_twenty_five_a_day_and_not_one_more(world):
    for _number in range(scheduling.MOST_A_DAY):
        scheduling.schedule(world.ana, Plan("Encore."), later())
    with pytest.raises(Refusal) as refused:
        scheduling.schedule(world.ana, Plan("De trop."), later())
    assert refused.value.code == "too_many_later"
