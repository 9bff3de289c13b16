"""Favourites, reblogs, bookmarks, pins, mutes; and whom an author and others are told of (rule 26)."""

from __future__ import annotations

import pytest

from petitmot.client_api.tests.caller import Caller
from petitmot.client_api.tests.shapes import ACCOUNT, STATUS_FOR_ME, check
from tests.world import World

STATUSES = "/api/v1/statuses"


def test_counts_are_true_for_the_author_and_for_others_their_own_act(world: World):
    post = world.says(world.ana)
    bruno, zoe, ana = Caller(world.bruno), Caller(world.extra("zoe")), Caller(world.ana)
    liked = bruno.post(f"{STATUSES}/{post.pk}/favourite")
    check(liked, STATUS_FOR_ME)
    assert (liked["favourited"], liked["favourites_count"]) == (True, 1)
    assert zoe.post(f"{STATUSES}/{post.pk}/favourite")["favourites_count"] == 1
    assert ana.get(f"{STATUSES}/{post.pk}")["favourites_count"] == 2
    assert Caller().get(f"{STATUSES}/{post.pk}")["favourites_count"] == 0
    unliked = bruno.post(f"{STATUSES}/{post.pk}/unfavourite")
    assert (unliked["favourited"], unliked["favourites_count"]) == (False, 0)


def test_rule_26_who_liked_is_told_in_whole_to_the_author_and_to_others_as_they_know_them(world: World):
    post = world.says(world.ana)
    zoe = world.extra("zoe")
    for person in (world.bruno, zoe):
        Caller(person).post(f"{STATUSES}/{post.pk}/favourite")
        Caller(person).post(f"{STATUSES}/{post.pk}/reblog")
    for path in ("favourited_by", "reblogged_by"):
        told = Caller(world.ana).get(f"{STATUSES}/{post.pk}/{path}")
        check(told, [ACCOUNT])
        assert {each["acct"] for each in told} == {"bruno", "zoe"}
        assert [each["acct"] for each in Caller(zoe).get(f"{STATUSES}/{post.pk}/{path}")] == ["zoe"]
        assert Caller().get(f"{STATUSES}/{post.pk}/{path}") == []
    world.follow(zoe, world.bruno)
    assert len(Caller(zoe).get(f"{STATUSES}/{post.pk}/favourited_by")) == 2


def test_a_share_is_a_status_that_holds_the_other(world: World):
    post = world.says(world.ana)
    caller = Caller(world.bruno)
    share = caller.post(f"{STATUSES}/{post.pk}/reblog", {"visibility": "private"})
    check(share, STATUS_FOR_ME)
    assert (share["reblog"]["id"], share["visibility"], share["content"]) == (str(post.pk), "private", "")
    assert (share["reblogged"], share["reblog"]["reblogged"]) == (True, True)
    assert caller.post(f"{STATUSES}/{share['id']}/favourite")["id"] == str(post.pk)
    undone = caller.post(f"{STATUSES}/{post.pk}/unreblog")
    assert (undone["id"], undone["reblogged"]) == (str(post.pk), False)


@pytest.mark.parametrize("visibility", ["followers", "contacts", "named"])
def test_rule_30_narrower_words_are_not_shared(world: World, visibility):
    world.connect(world.bruno, world.ana)
    post = world.says(world.ana, "@bruno", visibility)
    caller = Caller(world.bruno)
    assert caller.post(f"{STATUSES}/{post.pk}/reblog") == {"error": "Record not found"} or caller.status == 404


def test_a_bookmark_is_for_oneself(world: World):
    post = world.says(world.ana)
    caller = Caller(world.bruno)
    assert caller.post(f"{STATUSES}/{post.pk}/bookmark")["bookmarked"] is True
    assert [each["id"] for each in caller.get("/api/v1/bookmarks")] == [str(post.pk)]
    assert Caller(world.ana).get("/api/v1/bookmarks") == []
    assert caller.post(f"{STATUSES}/{post.pk}/unbookmark")["bookmarked"] is False
    assert caller.get("/api/v1/bookmarks") == []


def test_favourites_are_listed_in_pages(world: World):
    caller = Caller(world.bruno)
    ids: list[int] = []
    for _each in range(3):
        post = world.says(world.ana)
        caller.post(f"{STATUSES}/{post.pk}/favourite")
        ids.insert(0, str(post.pk))
    first = caller.get("/api/v1/favourites", limit=2)
    assert [each["id"] for each in first] == ids[:2]
    link = caller.headers["Link"]
    assert 'rel="next"' in link and 'rel="prev"' in link
    following = link.split(">")[0][1:].removeprefix("http://petitmot.test")
    assert [each["id"] for each in caller.get(following)] == ids[2:]


def test_a_pin_stands_first_on_one_s_page(world: World):
    posts = [world.says(world.ana) for _each in range(6)]
    caller = Caller(world.ana)
    assert caller.post(f"{STATUSES}/{posts[0].pk}/pin")["pinned"] is True
    pinned = Caller().get(f"/api/v1/accounts/{world.ana.pk}/statuses", pinned="true")
    assert [each["id"] for each in pinned] == [str(posts[0].pk)]
    for post in posts[1:5]:
        caller.post(f"{STATUSES}/{post.pk}/pin")
    refused = caller.post(f"{STATUSES}/{posts[5].pk}/pin")
    assert refused["error"] == "Validation failed: You have already pinned the maximum number of posts"
    assert caller.post(f"{STATUSES}/{posts[0].pk}/unpin")["pinned"] is False


def test_what_cannot_be_pinned_is_said_as_in_mastodon(world: World):
    caller = Caller(world.ana)
    theirs, private = world.says(world.bruno), world.writes(world.ana, world.bruno)
    share = caller.post(f"{STATUSES}/{theirs.pk}/reblog")
    for id_, said in (
        (theirs.pk, "Someone else's post cannot be pinned"),
        (share["id"], "A boost cannot be pinned"),
        (private.pk, "Posts that are only visible to mentioned users cannot be pinned"),
    ):
        assert caller.post(f"{STATUSES}/{id_}/pin")["error"] == f"Validation failed: {said}"
        assert caller.status == 422


def test_of_a_muted_thread_one_is_told_no_more(world: World):
    post = world.says(world.ana)
    caller = Caller(world.ana)
    assert caller.post(f"{STATUSES}/{post.pk}/mute")["muted"] is True
    world.says(world.bruno, "Oui", answers=post)
    Caller(world.bruno).post(f"{STATUSES}/{post.pk}/favourite")
    world.settle()
    assert caller.get("/api/v1/notifications") == []
    assert caller.post(f"{STATUSES}/{post.pk}/unmute")["muted"] is False
    world.says(world.bruno, "Encore", answers=post)
    world.settle()
    assert [each["type"] for each in caller.get("/api/v1/notifications")] == ["mention"]
