"""Questions compiled once answer as the plain query sets do: for every viewer, for lists of every size."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from petitmot.kit import clock
from petitmot.kit.compiled import SIZES, Compiled
from petitmot.people import distance, ties
from petitmot.people.models import Mute, Person
from petitmot.posts import gathering, liking, wall
from petitmot.posts.models import Post
from petitmot.posts.seeing import visible_to


@pytest.fixture
def crowd(world):
    """Words of every visibility, and viewers of every kind."""
    world.connect(world.bruno, world.ana)
    lucie = world.extra("lucie")
    world.follow(lucie, world.ana)
    for visibility in ("public", "quiet", "followers", "contacts"):
        world.says(world.ana, f"Des mots ({visibility}).", visibility)
    world.writes(world.ana, world.bruno)
    return [None, world.ana, world.bruno, lucie, world.esther, world.dov]


def test_each_viewer_gets_the_same_from_a_compiled_question_as_from_the_plain_one(crowd):
    ids = list(Post.objects.values_list("pk", flat=True))
    for viewer in crowd:
        plain = {post.pk: post for post in visible_to(viewer, Post.objects.filter(pk__in=ids))}
        compiled = gathering.visible_posts(viewer, ids)
        assert compiled == plain
        for id_, post in plain.items():
            fields = [field.attname for field in Post._meta.concrete_fields]
            assert [getattr(compiled[id_], name) for name in fields] == [getattr(post, name) for name in fields]


def test_the_page_of_a_person_is_the_same_too(crowd, world):
    for viewer in crowd:
        plain = visible_to(viewer, Post.objects.filter(author=world.ana, conversation=None))
        assert wall.of_person(viewer, world.ana).ids == list(plain.order_by("-pk").values_list("pk", flat=True))


def test_likes_say_whom_the_viewer_knows(world):
    lucie = world.extra("lucie")
    world.follow(world.ana, lucie)
    post = world.says(world.bruno)
    for person in (world.esther, lucie, world.ana):
        liking.like(person, post)
    likers = gathering.marked(world.ana, [post.pk]).likers[post.pk]
    known = {each.person: each.is_known for each in likers}
    assert known == {world.esther.pk: False, lucie.pk: True, world.ana.pk: True}
    assert [each.is_known for each in gathering.marked(None, [post.pk]).likers[post.pk]] == [False] * 3


@pytest.mark.parametrize("length", [0, *SIZES, SIZES[-1] + 1, 7, 1300])
def test_lists_of_every_length_are_answered_whole(world, length):
    post = world.says(world.ana)
    ids = [post.pk - place for place in range(length)]
    assert list(gathering.visible_posts(None, ids)) == ([post.pk] if length else [])


def test_related_rows_come_with_their_instances(world, django_assert_num_queries):
    ids = [world.ana.pk, world.esther.pk]
    with django_assert_num_queries(1):
        people = gathering.people_by_id(ids)
    with django_assert_num_queries(0):
        assert {person.server.domain for person in people.values()} == {"petitmot.test"}
    assert people[world.ana.pk] == world.ana


def test_moments_are_values_like_others(world):
    distance.mute(world.ana, world.bruno, until=clock.now() + timedelta(days=1))
    assert ties.between(world.ana, world.bruno).mutes
    Mute.objects.update(until=datetime(2020, 1, 1, tzinfo=UTC))
    assert not ties.between(world.ana, world.bruno).mutes


def test_a_value_that_does_not_reach_the_statement_is_a_mistake_that_shows(world):
    forgetful = Compiled(lambda name, other: Person.objects.filter(pk=name), name=int, other=int)
    with pytest.raises(ValueError, match="other"):
        forgetful(name=1, other=2)


def test_what_a_person_pinned_is_found_without_going_through_all_they_wrote(world):
    rows = Post.objects.filter(author=world.ana, pinned_at__isnull=False).order_by("-pinned_at")
    if connection.vendor == "sqlite":
        assert "posts_pinned" in rows.values_list("pk").explain()


def test_a_share_brings_the_words_it_shares(world):
    world.follow(world.ana, world.bruno)
    post = world.says(world.esther, "Le lavoir est ouvert.")
    share = liking.share(world.bruno, post)
    row = gathering.visible_rows(world.ana, [share.pk, post.pk])[share.pk]
    assert row[gathering.SHARED][0] == post.pk and row[0] == share.pk
    assert gathering.post_of(row[gathering.SHARED]).plain == post.plain
