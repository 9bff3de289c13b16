"""A server that one person keeps away: nobody of it reads them, is read, or ties anything to them."""

from __future__ import annotations

import pytest

from petitmot.attentions import notice_lines
from petitmot.attentions.models import Addressed, Notice
from petitmot.kit.refusals import Refusal
from petitmot.people import circles, contacts, distance, follows, standing, ties
from petitmot.people.models import Contact, ContactRequest, Follow, FollowRequest, InCircle, Mute, ServerBlock
from petitmot.posts import liking, seeing
from petitmot.posts.models import Post, Visibility
from petitmot.reading import search
from tests.world import WORDS, World

THERE = "ailleurs.example"


def test_every_tie_with_its_people_ends_both_ways(world: World):
    ana, chloe = world.ana, world.chloe
    world.connect(ana, chloe)
    circles.take_in(circles.form(ana, "Le lavoir"), ana, chloe)
    distance.block_server(ana, f" {THERE.upper()}. ")
    for rows in (Contact, Follow, FollowRequest, InCircle):
        assert not rows.objects.exists(), rows
    distance.block_server(ana, THERE)
    assert ServerBlock.objects.get().domain == THERE, "twice is once"


def test_rule_20_a_request_from_there_looks_like_waiting_and_comes_back_when_the_server_does(world: World):
    request = contacts.ask(world.chloe, world.ana, words=WORDS)
    distance.block_server(world.ana, THERE)
    request.refresh_from_db()
    assert request.state == ContactRequest.State.DECLINED_SILENTLY
    assert standing.as_seen_by_asker(request) in ("received", "read")
    distance.unblock_server(world.ana, THERE)
    request.refresh_from_db()
    assert request.state == ContactRequest.State.READ


def test_who_keeps_a_server_away_is_not_found_from_there_and_whoever_is_kept_away_still_is(world: World):
    distance.block_server(world.ana, THERE)
    assert ties.has_blocked(world.ana, world.chloe) and not ties.has_blocked(world.chloe, world.ana)
    assert not ties.has_blocked(world.bruno, world.chloe) and not ties.has_blocked(world.ana, world.bruno)
    assert ties.has_blocked(world.ana, world.dov) and not ties.has_blocked(world.dov, world.ana)


@pytest.mark.parametrize("kept", [True, False])
def test_rule_27_neither_sees_the_other_and_nobody_else_is_touched(world: World, kept: bool):
    hers, theirs = world.says(world.ana, "De la brume."), world.says(world.chloe, "Du soleil.")
    share = liking.share(world.bruno, theirs)
    if kept:
        distance.block_server(world.ana, THERE)
    table = [
        *((world.ana, theirs, not kept), (world.chloe, hers, not kept), (world.ana, share, not kept)),
        *((world.bruno, theirs, True), (world.bruno, hers, True), (world.chloe, theirs, True), (world.ana, hers, True)),
    ]
    for viewer, post, seen in table:
        assert seeing.may_see(viewer, post) is seen, (viewer, post)
        whole = Post.objects.select_related("author", "shares").get(pk=post.pk)
        assert (viewer.pk in seeing.those_who_may_see(whole, [viewer.pk])) is seen, (viewer, post)
    assert bool(search.find_posts(world.ana, "soleil")) is False or not kept
    assert ties.is_blocked_between(world.ana, world.chloe) is ties.is_blocked_between(world.chloe, world.ana) is kept
    assert ties.apart_among(world.ana, [world.chloe.pk, world.bruno.pk]) == ({world.chloe.pk} if kept else set())
    assert ties.apart_among(world.chloe, [world.ana.pk, world.bruno.pk]) == ({world.ana.pk} if kept else set())


def test_what_comes_from_there_for_this_person_is_refused(world: World):
    post = world.says(world.ana, "De la brume.")
    distance.block_server(world.ana, THERE)
    for act in (
        lambda: follows.follow(world.chloe, world.ana),
        lambda: contacts.ask(world.chloe, world.ana, words=WORDS),
        lambda: liking.like(world.chloe, post),
        lambda: follows.follow(world.ana, world.chloe),
        lambda: world.writes(world.chloe, world.ana),
    ):
        with pytest.raises(Refusal):
            act()
    follows.follow(world.chloe, world.bruno)
    world.says(world.chloe, "Et @ana ?", answers=world.says(world.bruno))
    world.settle()
    assert not Notice.objects.filter(person=world.ana).exists()


def test_notices_and_words_owed_are_put_aside_and_notices_come_back(world: World):
    world.follow(world.ana, world.chloe)
    world.says(world.chloe, "Et @ana ?")
    world.settle()
    assert len(notice_lines.of_person(world.ana)) == 1 and Addressed.objects.filter(answered_at=None).exists()
    distance.block_server(world.ana, THERE)
    world.settle()
    assert notice_lines.of_person(world.ana) == []
    assert not Addressed.objects.filter(to=world.ana, answered_at=None).exists()
    distance.unblock_server(world.ana, THERE)
    assert len(notice_lines.of_person(world.ana)) == 1


def test_words_for_people_of_there_no_longer_go_there(world: World):
    from petitmot.federation.documents import audience

    world.connect(world.ana, world.chloe)
    post = world.says(world.ana, "Pour mes contacts.", Visibility.CONTACTS)
    named = world.writes(world.ana, world.chloe)
    assert audience.reached(post) == audience.reached(named) == {world.chloe.pk}
    distance.block_server(world.ana, THERE)
    assert audience.reached(post) == audience.reached(named) == frozenset()


@pytest.mark.parametrize("domain", ["", "a b", "x@y", "petitmot.test", "a/b", "a" * 300])
def test_what_is_no_other_server_is_refused(world: World, domain: str):
    with pytest.raises(Refusal):
        distance.block_server(world.ana, domain)


@pytest.mark.parametrize(("hides", "told"), [(True, 0), (False, 1)])
def test_a_mute_keeps_or_lets_through_notices_as_was_chosen(world: World, hides: bool, told: int):
    distance.mute(world.ana, world.bruno, hides_notices=hides)
    world.says(world.bruno, "Et @ana ?")
    world.settle()
    assert Notice.objects.filter(person=world.ana).count() == len(notice_lines.of_person(world.ana)) == told
    Mute.objects.update(hides_notices=not hides)
    assert len(notice_lines.of_person(world.ana)) == (1 if told and hides else 0)
