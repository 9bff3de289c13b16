"""What a published word costs the live line, and whom it is told to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine

from petitmot.jobs.models import Job
from petitmot.kit import clock
from petitmot.live import bus as buses
from petitmot.live import carrying
from petitmot.live.bus import InProcess
from petitmot.live.channels import EVERYBODY, of_applications
from petitmot.live.tests.scenes import play
from petitmot.moderation import announcements, announcing
from petitmot.people import contacts, conversing, distance, filters
from petitmot.people.models import Account
from petitmot.posts import editing, liking
from petitmot.posts.content import typed
from petitmot.posts.models import Arrival, Post, Visibility
from petitmot.posts.seeing import may_see, those_who_may_see


class Heard(InProcess):
    """The bus of one process, that remembers what was told to whom."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[tuple[int, str, int]] = []

    def publish(self, channels, fact, id_):
        self.told += [(channel, fact, id_) for channel in sorted(channels) if channel in self.listening()]


@pytest.fixture
def heard() -> Iterator[Heard]:
    before, bus = buses.bus(), Heard()
    buses.use(bus)
    yield bus
    buses.use(before)


def listening(bus, *persons):
    async def come():
        for person in persons:
            bus.join(person if isinstance(person, int) else person.pk, 9)

    play(come())


def carried():
    return Job.objects.filter(reaction__contains="carrying").count()


def test_without_an_open_screen_a_word_costs_the_live_line_not_even_a_row(world, heard):
    world.follow(world.ana, world.bruno)
    world.says(world.bruno, "Bonjour @ana")
    assert carried() == 0
    listening(heard, world.ana)
    world.says(world.bruno)
    assert carried() == 1


@pytest.mark.parametrize(
    ("to", "hears"),
    [
        (Visibility.PUBLIC, {"follower", "known"}),
        (Visibility.QUIET, {"follower", "known"}),
        (Visibility.FOLLOWERS, {"follower", "known"}),
        (Visibility.CONTACTS, {"known"}),
    ],
)
def test_rule_27_only_who_reads_the_author_and_may_see_the_words_is_told(world, heard, to, hears):
    people = {name: world.extra(name) for name in ("follower", "known", "stranger")}
    world.follow(people["follower"], world.bruno)
    world.connect(people["known"], world.bruno)
    listening(heard, *people.values(), world.bruno)
    world.settle()
    heard.told.clear()
    post = world.says(world.bruno, "Un mot.", to)
    world.settle()
    assert {(channel, id_) for channel, fact, id_ in heard.told if fact == "words"} == {
        (people[name].pk, post.pk) for name in hears
    }


def test_private_words_are_told_to_those_they_are_for(world, heard):
    world.connect(world.ana, world.bruno)
    world.follow(world.esther, world.bruno)
    listening(heard, world.ana, world.bruno, world.esther)
    post = world.writes(world.bruno, world.ana)
    world.settle()
    assert (world.ana.pk, "private", post.pk) in heard.told
    assert {(channel, fact) for channel, fact, _id in heard.told} == {
        (world.ana.pk, "private"),
        (world.ana.pk, "quiet-notice"),  # for applications: on pages the conversation speaks for itself
    }


def test_a_notice_is_told_to_its_person_and_old_words_to_nobody(world, heard):
    world.follow(world.esther, world.ana)
    listening(heard, world.ana, world.esther)
    post = world.says(world.ana, arrival=Arrival.IMPORT)
    liking.like(world.bruno, post)
    world.settle()
    assert [(channel, fact) for channel, fact, _id in heard.told] == [(world.ana.pk, "notice")]


def test_the_rule_of_seeing_is_the_same_from_both_sides(world):
    cast = {"ana": world.ana, "bruno": world.bruno, "dov": world.dov, "esther": world.esther, "chloe": world.chloe}
    world.follow(world.bruno, world.ana)
    world.connect(world.esther, world.ana)
    distance.block(world.ana, world.dov)
    posts = [world.says(world.ana, "Mots.", to) for to in ("public", "quiet", "followers", "contacts")]
    posts.append(world.writes(world.ana, world.esther))
    posts.append(world.says(world.bruno, "Réponse.", "followers", answers=posts[2]))
    ids = {person.pk for person in cast.values()}
    contacts.end_contact(world.esther, world.ana)
    for pk in [post.pk for post in posts]:
        post = Post.objects.select_related("author", "shares").get(pk=pk)
        assert those_who_may_see(post, ids) == {person.pk for person in cast.values() if may_see(person, post)}


def with_applications(bus, *persons, everybody=False):
    async def come():
        for person in persons:
            bus.join(of_applications(person.pk), 9)
        if everybody:
            bus.join(EVERYBODY, 9)

    play(come())


def test_applications_hear_more_than_pages(world, heard):
    world.follow(world.ana, world.bruno)
    with_applications(heard, world.ana, world.bruno, world.esther, everybody=True)
    ana, bruno = of_applications(world.ana.pk), of_applications(world.bruno.pk)
    post = world.says(world.bruno, "De la brume.")
    world.settle()
    assert {(channel, fact) for channel, fact, _id in heard.told} == {
        *((channel, "words") for channel in (ana, bruno, EVERYBODY))
    }
    heard.told.clear()
    editing.edit(post, world.bruno, typed("De la neige."))
    world.settle()
    assert {(channel, fact) for channel, fact, _id in heard.told} == {
        *((channel, "edited") for channel in (ana, bruno, EVERYBODY))
    }
    heard.told.clear()
    editing.delete(post, world.bruno)
    world.settle()
    assert set(heard.told) == {(channel, "gone", post.pk) for channel in (ana, bruno, EVERYBODY)}


def test_rule_29_the_id_of_narrow_words_that_are_gone_is_told_to_nobody_else(world, heard):
    world.follow(world.ana, world.bruno)
    world.connect(world.esther, world.bruno)
    posts = [world.says(world.bruno, "Entre nous.", Visibility.CONTACTS), world.writes(world.bruno, world.esther)]
    world.settle()
    with_applications(heard, world.ana, world.esther, everybody=True)
    for post in posts:
        pk = post.pk
        editing.delete(post, world.bruno)
        world.settle()
        assert heard.told.pop() == (of_applications(world.esther.pk), "gone", pk)
        assert heard.told == []


@pytest.mark.parametrize(
    "how", ["make", "change", "drop", "add_words", "change_words", "drop_words", "add_post", "drop_post"]
)
def test_every_change_of_a_filter_is_told_to_the_applications_of_its_owner(world, heard, how):
    made = filters.make(world.ana, "Le sport", ["home"])
    words = filters.add_words(world.ana, made.pk, "mercato")
    held = filters.add_post(world.ana, made.pk, world.says(world.bruno).pk)
    acts = {
        "make": lambda: filters.make(world.ana, "Autre", ["home"]),
        "change": lambda: filters.change(world.ana, made.pk, title="T", places=["home"], action="warn", until=None),
        "drop": lambda: filters.drop(world.ana, made.pk),
        "add_words": lambda: filters.add_words(world.ana, made.pk, "foot"),
        "change_words": lambda: filters.change_words(world.ana, words.pk, "foot", whole=True),
        "drop_words": lambda: filters.drop_words(world.ana, words.pk),
        "add_post": lambda: filters.add_post(world.ana, made.pk, world.says(world.bruno).pk),
        "drop_post": lambda: filters.drop_post(world.ana, held.pk),
    }
    listening(heard, of_applications(world.ana.pk), of_applications(world.bruno.pk))
    acts[how]()
    world.settle()
    assert (of_applications(world.ana.pk), carrying.FILTERS, world.ana.pk) in heard.told
    assert not any(
        channel == of_applications(world.bruno.pk) for channel, fact, _id in heard.told if fact == carrying.FILTERS
    )


def test_applications_hear_that_a_stranger_s_words_came_through_however_they_were_let_in(world, heard):
    listening(heard, *(of_applications(person.pk) for person in (world.ana, world.bruno)))
    noe = world.extra("noe")
    for stranger, let_in in (
        (world.ana, lambda: conversing.open_conversation(world.bruno, world.ana)),
        (noe, lambda: world.writes(world.bruno, noe, text="Bonjour à vous.")),
    ):
        world.writes(stranger, world.bruno, text="Bonjour, on ne se connaît pas.")
        world.settle()
        assert not [each for each in heard.told if each[1] == carrying.MERGED]
        let_in()
        world.settle()
        told = [each for each in heard.told if each[1] == carrying.MERGED]
        assert told == [(of_applications(world.bruno.pk), carrying.MERGED, world.bruno.pk)]
        heard.told.clear()


def test_announcements_reach_every_application_and_signs_who_gave_them_and_the_operator(world, heard):
    Account.objects.filter(persons=world.esther).update(role=Account.Role.OPERATOR)
    keeper = Account.objects.get(persons=world.esther)
    people = (world.ana, world.bruno, world.esther)

    async def come():
        for person in people:
            heard.join(of_applications(person.pk), 9)
        heard.join(world.ana.pk, 9)

    assert carried() == 0
    play(come())
    made = announcing.write(keeper, "Bonjour.")
    world.settle()
    everybody = {of_applications(person.pk) for person in people}
    assert {channel for channel, fact, id_ in heard.told if (fact, id_) == ("announced", made.pk)} == everybody
    announcements.answer(world.ana, made, "🎉")
    world.settle()
    told = {channel for channel, fact, _id in heard.told if fact == "announcement-answered"}
    assert told == {of_applications(world.ana.pk), of_applications(world.esther.pk)}
    announcing.withdraw(keeper, made)
    world.settle()
    gone = {channel for channel, fact, id_ in heard.told if fact == "announcement-gone"}
    assert gone == everybody


def test_an_announcement_is_told_when_it_is_made_and_when_it_is_over(world, heard):
    keeper = Account.objects.get(persons=world.odile)
    listening(heard, of_applications(world.ana.pk))
    told = lambda: [(fact, id_) for _channel, fact, id_ in heard.told]  # noqa: E731
    with time_machine.travel("2026-11-22T10:00:00Z", tick=False) as time:
        now = clock.now()
        later, ends = now + timedelta(hours=2), now + timedelta(hours=4)
        made = announcing.write(keeper, "La fête.", publish_at=later, ends_at=ends)
        announcing.withdraw(keeper, announcing.write(keeper, "Non.", publish_at=later))
        world.settle()
        assert told() == []
        time.shift(timedelta(hours=2))
        world.settle()
        assert told() == [("announced", made.pk)]
        announcing.say_better(keeper, made, "La fête.", ends_at=ends + timedelta(hours=1))
        time.shift(timedelta(hours=2))
        world.settle()
        assert told() == [("announced", made.pk)] * 2, "its end was moved"
        time.shift(timedelta(hours=1))
        world.settle()
        assert told()[2:] == [("announcement-gone", made.pk)]
