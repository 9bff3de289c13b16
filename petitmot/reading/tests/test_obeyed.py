"""What a person chose is obeyed wherever words are read: Today, the home of applications, the list of a circle, streams."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine

from petitmot.kit import clock
from petitmot.kit.pages import Window
from petitmot.people import circles, distance, follows
from petitmot.people.models import Circle, Follow, Person
from petitmot.posts import gathering, liking
from petitmot.posts.audiences import To
from petitmot.posts.content import typed
from petitmot.posts.models import Post, Visibility
from petitmot.posts.publishing import publish
from petitmot.reading import candidates, home, timelines, today
from tests.world import World

TODAY, HOME, LIST, STREAM = PLACES = ("today", "home", "list", "stream")
Choice = Callable[[World, Circle], object]


def says(author: Person, language: str = "fr") -> Post:
    return publish(author, typed("De la brume.", language=language), To(Visibility.PUBLIC))


def stands(reader: Person, circle: Circle, post: Post) -> set[str]:
    """Where a post stands for this reader."""
    circle.refresh_from_db()

    def keep(ids: list[int]) -> list[int]:
        seen = gathering.visible_rows(reader, ids)
        return [id_ for id_ in ids if id_ in seen]

    held = home.holds(reader.pk, [post.pk])
    found = {
        TODAY: today.page(reader).ids,
        HOME: home.page(reader.pk, Window(), keep).items,
        LIST: timelines.of_circle(reader, Window(), circle).items,
        STREAM: keep(sorted(held)),
    }
    return {place for place, ids in found.items() if post.pk in ids}


def reads(**how: object) -> Choice:
    return lambda world, _circle: Follow.objects.filter(follower=world.ana, followed=world.chloe).update(**how)


def once_apart(world: World, circle: Circle) -> None:
    circles.settle(circle, world.ana, exclusive=True)
    circles.end(circle, world.ana)


EVERYWHERE: set[str] = set(PLACES)
NOWHERE: set[str] = set()
CHOICES: list[tuple[str, Choice, dict[str, set[str]]]] = [
    ("nothing chosen", lambda _world, _circle: None, {"fr": EVERYWHERE, "de": EVERYWHERE, "share": EVERYWHERE}),
    ("only French", reads(languages=["fr"]), {"fr": EVERYWHERE, "": EVERYWHERE, "de": NOWHERE, "share": EVERYWHERE}),
    ("only German", reads(languages=["de", "br"]), {"fr": NOWHERE, "de": EVERYWHERE, "share": NOWHERE}),
    ("no shares", reads(shows_shares=False), {"fr": EVERYWHERE, "share": NOWHERE}),
    (
        "a list apart: Today, which misses nothing, holds it all the same",
        lambda world, circle: circles.settle(circle, world.ana, exclusive=True),
        {"fr": {TODAY, LIST}, "share": {TODAY, LIST}},
    ),
    (
        "a list that was apart",
        once_apart,
        {"fr": EVERYWHERE},
    ),
    ("muted", lambda world, _circle: distance.mute(world.ana, world.chloe), {"fr": NOWHERE, "share": NOWHERE}),
    (
        "muted, with their notices",
        lambda world, _circle: distance.mute(world.ana, world.chloe, hides_notices=False),
        {"fr": NOWHERE, "share": NOWHERE},
    ),
    (
        "muted for a time that is over",
        lambda world, _circle: distance.mute(world.ana, world.chloe, until=clock.now() - timedelta(hours=1)),
        {"fr": EVERYWHERE},
    ),
    (
        "their server kept away",
        lambda world, _circle: distance.block_server(world.ana, world.chloe.server.domain),
        {"fr": NOWHERE, "share": NOWHERE},
    ),
]


@pytest.mark.parametrize(("choice", "expected"), [row[1:] for row in CHOICES], ids=[row[0] for row in CHOICES])
def test_rule_11_what_a_reader_chose_is_obeyed_in_every_place(
    world: World, choice: Choice, expected: dict[str, set[str]]
):
    world.follow(world.ana, world.chloe)
    circle = circles.form(world.ana, "La brume")
    circles.take_in(circle, world.ana, world.chloe)
    choice(world, circle)
    for kind, places in expected.items():
        post = liking.share(world.chloe, says(world.esther)) if kind == "share" else says(world.chloe, kind)
        assert stands(world.ana, circle, post) == places, kind


def test_a_mute_ends_by_itself(world: World):
    world.follow(world.ana, world.bruno)
    post = says(world.bruno)
    distance.mute(world.ana, world.bruno, until=clock.now() + timedelta(days=1))
    assert today.page(world.ana).ids == []
    with time_machine.travel(clock.now() + timedelta(days=2)):
        assert today.page(world.ana).ids == [post.pk]


def test_rule_11_a_share_comes_by_another_where_its_author_is_not_read_in_that_language(world: World):
    world.follow(world.ana, world.chloe)
    world.follow(world.ana, world.bruno)
    reads(languages=["fr"])(world, Circle())
    share = liking.share(world.bruno, says(world.chloe, "de"))
    assert today.page(world.ana).ids == [share.pk]
    assert home.holds(world.ana.pk, [share.pk]) == {share.pk}


@pytest.mark.parametrize(
    ("policy", "expected"),
    [("list", {"own", "me", "inside"}), ("followed", {"own", "me", "inside", "followed"}), ("none", {"own", "me"})],
)
def test_a_list_shows_the_replies_it_is_set_to_show(world: World, policy: str, expected: set[str]):
    marco, zoe, lise = (world.extra(name) for name in ("marco", "zoe", "lise"))
    for person in (world.bruno, marco, zoe):
        follows.follow(world.ana, person)
    circle = circles.form(world.ana, "Le lavoir")
    circles.take_all_in(circle, world.ana, [world.bruno, marco])
    circles.settle(circle, world.ana, replies=policy)
    circle.refresh_from_db()
    whom = {"own": world.bruno, "me": world.ana, "inside": marco, "followed": zoe, "stranger": lise}
    answers = {name: world.says(world.bruno, "Oui", answers=says(person)).pk for name, person in whom.items()}
    found = timelines.of_circle(world.ana, Window(limit=40), circle).items
    assert {name for name, id_ in answers.items() if id_ in found} == expected


@pytest.mark.parametrize("language", ["fr", "", "de", '"', "%", "f", "fr-CA"])
def test_languages_are_compared_whole(world: World, language: str):
    world.follow(world.ana, world.bruno)
    Follow.objects.update(languages=["fr", "pt-BR"])
    post = says(world.bruno)
    Post.objects.filter(pk=post.pk).update(language=language)
    expected = [post.pk] if language in ("fr", "") else []
    assert candidates.unread_ids(world.ana.pk, limit=5) == home.candidates(world.ana.pk, limit=5) == expected
