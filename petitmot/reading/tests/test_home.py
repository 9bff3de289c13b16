"""Home, asked the quick way and the plain way: the same posts, whatever was written, shared, muted and answered."""

from __future__ import annotations

import random

import pytest

from petitmot.kit import clock
from petitmot.kit.pages import Window
from petitmot.people import circles, distance, ties
from petitmot.people.models import Follow, InCircle, Person
from petitmot.posts import liking
from petitmot.posts.models import Mention, Post
from petitmot.posts.seeing import visible_to
from petitmot.reading import home
from tests.world import World


def plainly(reader: Person) -> list[int]:
    """What stands in a home, said with the ORM, one post at a time."""
    mine = ties.known_ids(reader) - ties.muted_ids(reader)
    shows = {row.followed_id for row in Follow.objects.filter(follower=reader, shows_shares=True)}
    shows |= mine - set(Follow.objects.filter(follower=reader).values_list("followed_id", flat=True))
    people, shows = mine | {reader.pk}, (shows & mine) | {reader.pk}
    rows = visible_to(reader, Post.objects.filter(author__in=people)).select_related("shares", "in_reply_to")
    return [post.pk for post in rows.order_by("-pk") if _stands(reader, post, people, shows)]


def _elsewhere(reader: Person) -> set[int]:
    rows = InCircle.objects.filter(circle__owner=reader, circle__exclusive=True, circle__ended_at=None)
    return set(rows.values_list("person_id", flat=True))


def _reads(reader: Person, post: Post) -> bool:
    """Whether this person's words stand there at all: not left to a list, in a language that is read."""
    follow = Follow.objects.filter(follower=reader, followed=post.author_id).first()
    if post.author_id in _elsewhere(reader):
        return False
    return follow is None or not follow.languages or not post.language or post.language in follow.languages


def _stands(reader: Person, post: Post, people: set[int], shows: set[int]) -> bool:
    if not _reads(reader, post):
        return False
    if post.shares is not None:
        shared = post.shares
        if post.author_id not in shows or shared.author_id in ties.muted_ids(reader):
            return False
        if shared.author_id in people and shared.pk > post.pk - home.LATELY and _reads(reader, shared):
            return False
        earlier = Post.objects.filter(shares=shared, pk__lt=post.pk, author__in=shows)
        if any(row.pk > post.pk - home.LATELY and _reads(reader, row) for row in earlier):
            return False
    if post.in_reply_to is None or post.author_id == reader.pk or post.in_reply_to.author_id in people:
        return True
    return Mention.objects.filter(post=post, person=reader).exists()


def quickly(reader: Person, part: Window) -> list[int]:
    def keep(ids: list[int]) -> list[int]:
        seen = set(visible_to(reader, Post.objects.filter(pk__in=ids)).values_list("pk", flat=True))
        return [id_ for id_ in ids if id_ in seen]

    return home.page(reader.pk, part, keep).items


@pytest.mark.parametrize("seed", range(8))
def test_the_quick_question_answers_what_the_plain_one_does(world: World, seed: int):
    chance = random.Random(seed)
    people = [world.ana, world.bruno, world.chloe, *(world.extra(name) for name in ("zoe", "lise"))]
    for person in people[1:]:
        if chance.random() < 0.6:
            Follow.objects.create(
                follower=world.ana,
                followed=person,
                since=person.joined_at,
                shows_shares=chance.random() < 0.7,
                languages=chance.choice([[], [], ["fr"], ["de", "br"]]),
            )
    world.connect(world.ana, people[3])
    if chance.random() < 0.5:
        apart = circles.form(world.ana, "À part")
        circles.settle(apart, world.ana, exclusive=True)
        InCircle.objects.create(circle=apart, person=chance.choice(people[1:]), since=clock.now())
    posts: list[Post] = []
    for _turn in range(40):
        author, before = chance.choice(people), chance.choice(posts) if posts else None
        if before is not None and not before.shares_id and chance.random() < 0.3 and before.visibility == "public":
            made = liking.share(author, before)
            posts += [made] if made not in posts else []
        elif before is not None and not before.shares_id and chance.random() < 0.4:
            if visible_to(author, Post.objects.filter(pk=before.pk)).exists():
                posts.append(world.says(author, chance.choice(["Oui", "@ana oui"]), answers=before))
        else:
            posts.append(world.says(author, to=chance.choice(["public", "quiet", "followers", "contacts"])))
            Post.objects.filter(pk=posts[-1].pk).update(language=chance.choice(["fr", "fr", "de", "br", ""]))
            posts[-1].refresh_from_db()
    if chance.random() < 0.5:
        distance.mute(world.ana, chance.choice(people[1:]))
    if chance.random() < 0.5:
        distance.block_server(world.ana, world.chloe.server.domain)
    expected = plainly(world.ana)
    for size in (3, 20):
        assert quickly(world.ana, Window(limit=size)) == expected[:size]
    if len(expected) > 8:
        assert quickly(world.ana, Window(max_id=expected[3], limit=4)) == expected[4:8]
        assert quickly(world.ana, Window(min_id=expected[-1], limit=4)) == expected[-5:-1]
        assert quickly(world.ana, Window(since_id=expected[5], limit=20)) == expected[:5]
