"""Polls and words for later, asked by applications."""

from __future__ import annotations

from datetime import timedelta

import pytest

from petitmot.client_api.tests.caller import Caller
from petitmot.client_api.tests.shapes import SCHEDULED, STATUS_FOR_ME, check
from petitmot.kit import clock
from petitmot.posts.models import Post, Scheduled
from tests.world import World

STATUSES = "/api/v1/statuses"
POLL = {"poll[options][]": ["Brume", "Soleil"], "poll[expires_in]": "3600"}


def test_a_poll_is_asked_answered_once_and_told(world: World):
    made = Caller(world.ana).post(STATUSES, {"status": "Demain ?", **POLL})
    check(made, STATUS_FOR_ME)
    poll = made["poll"]
    assert [each["title"] for each in poll["options"]] == ["Brume", "Soleil"]
    assert (poll["expired"], poll["multiple"], poll["voted"], poll["own_votes"]) == (False, False, True, [])
    bruno = Caller(world.bruno)
    voted = bruno.post(f"/api/v1/polls/{poll['id']}/votes", {"choices[]": "1"})
    assert (voted["votes_count"], voted["voters_count"], voted["own_votes"]) == (1, 1, [1])
    again = bruno.post(f"/api/v1/polls/{poll['id']}/votes", {"choices[]": "0"})
    assert (bruno.status, again["error"]) == (422, "Validation failed: You have already voted on this poll")
    assert "voted" not in Caller().get(f"/api/v1/polls/{poll['id']}")
    assert Caller(world.dov).get(f"/api/v1/polls/{poll['id']}") == {"error": "Record not found"}


@pytest.mark.parametrize("choices", [["5"], ["x"], ["-1"], []])
def test_a_choice_that_is_not_there_is_refused(world: World, choices):
    made = Caller(world.ana).post(STATUSES, {"status": "Demain ?", **POLL})
    caller = Caller(world.bruno)
    caller.post(f"/api/v1/polls/{made['id']}/votes", {"choices[]": choices})
    assert caller.status in (400, 422)


def test_a_poll_needs_two_answers_and_a_time(world: World):
    caller = Caller(world.ana)
    one = caller.post(STATUSES, {"status": "?", "poll[options][]": "Seule", "poll[expires_in]": "3600"})
    assert one["error"] == "Validation failed: Choices must have more than one item"
    caller.post(STATUSES, {"status": "?", "poll[options][]": ["A", "B"], "poll[expires_in]": "9" * 18})
    assert caller.status == 422
    assert not Post.objects.exists()


def test_words_for_later_wait_move_and_are_taken_back(world: World):
    caller = Caller(world.ana)
    at = clock.now() + timedelta(hours=1)
    made = caller.post(STATUSES, {"status": "Plus *tard*", "scheduled_at": at.isoformat(), "visibility": "unlisted"})
    assert (made["params"]["text"], made["params"]["visibility"]) == ("Plus *tard*", "unlisted")
    assert not Post.objects.exists()
    check(made, SCHEDULED)
    path = f"/api/v1/scheduled_statuses/{made['id']}"
    assert caller.get("/api/v1/scheduled_statuses") == [caller.get(path)]
    assert Caller(world.bruno).get(path) == {"error": "Record not found"}
    moved = caller.put(path, {"scheduled_at": (at + timedelta(hours=1)).isoformat()})
    assert moved["scheduled_at"] > made["scheduled_at"]
    with clock.living_at(at + timedelta(hours=2)):
        world.settle()
    post = Post.objects.get()
    assert (post.html, post.visibility) == ("<p>Plus *tard*</p>", "quiet")
    assert not Scheduled.objects.exists()
    soon = caller.post(STATUSES, {"status": "Trop tôt", "scheduled_at": clock.now().isoformat()})
    assert soon["error"] == "Validation failed: Scheduled at The scheduled date must be in the future"
    other = caller.post(STATUSES, {"status": "Non", "scheduled_at": at.isoformat()})
    assert caller.delete(f"/api/v1/scheduled_statuses/{other['id']}") == {}
    assert caller.get("/api/v1/scheduled_statuses") == []
