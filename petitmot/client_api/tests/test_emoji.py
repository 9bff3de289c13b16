"""Emoji as applications are told of them: a list, and beside every text in which they stand."""

from __future__ import annotations

import pytest

from petitmot.client_api.entities.status import statuses
from petitmot.client_api.tests.caller import Caller
from petitmot.client_api.tests.shapes import CUSTOM_EMOJI, check
from petitmot.kit import clock
from petitmot.people import emoji, profiles
from petitmot.people.models import Emoji
from petitmot.posts import editing
from petitmot.posts.content import typed
from petitmot.posts.models import Post
from tests.world import World

STATUSES = "/api/v1/statuses"


def codes(told):
    for each in told["emojis"]:
        check(each, CUSTOM_EMOJI)
    return [each["shortcode"] for each in told["emojis"]]


def test_all_of_this_server_are_told_to_anybody_by_category(world: World):
    world.emoji("zebre", category="Bêtes", moves=True)
    world.emoji("chat", category="Bêtes", in_picker=False)
    world.emoji("seul")
    Emoji.objects.create(server=world.chloe.server, code="loin", updated_at=clock.now(), picture="x")
    told = Caller().get("/api/v1/custom_emojis")
    for each in told:
        check(each, CUSTOM_EMOJI)
    assert [(each["shortcode"], each["category"], each["visible_in_picker"]) for each in told] == [
        ("chat", "Bêtes", False),
        ("zebre", "Bêtes", True),
        ("seul", None, True),
    ]
    assert told[1]["url"].startswith("http://petitmot.test/media/bb/") and "/aa/" in told[1]["static_url"]


def test_a_status_its_account_its_poll_and_its_versions_tell_theirs(world: World):
    for code in ("chat", "chien", "vache", "oie"):
        world.emoji(code)
    profiles.describe(world.ana, display_name="Ana :oie:")
    caller = Caller(world.ana)
    made = caller.call(
        "post",
        STATUSES,
        {
            "status": "Bonjour :chat: :rien:",
            "spoiler_text": ":chien:",
            "poll": {"options": [":vache:", "non"], "expires_in": 3600},
        },
        json=True,
    )
    assert codes(made) == ["chat", "chien", "vache"]
    assert ":chat:" in made["content"]
    assert codes(made["poll"]) == ["chat", "chien", "vache"]
    assert codes(made["account"]) == ["oie"]
    assert codes(caller.get(f"/api/v1/polls/{made['poll']['id']}")) == ["chat", "chien", "vache"]
    assert codes(caller.get("/api/v1/accounts/verify_credentials")) == ["oie"]
    assert codes(caller.get(f"/api/v1/accounts/{world.ana.pk}")) == ["oie"]
    editing.edit(Post.objects.get(pk=made["id"]), world.ana, typed("Plus rien."))
    assert codes(caller.get(f"{STATUSES}/{made['id']}")) == []
    first, last = caller.get(f"{STATUSES}/{made['id']}/history")
    assert codes(first) == ["chat", "chien", "vache"] and codes(last) == []


def test_nothing_stale_is_told_of_one_that_was_withdrawn_or_drawn_anew(world: World):
    kept = world.emoji("chat")
    profiles.describe(world.ana, display_name=":chat:")
    post = world.says(world.ana, "Un :chat:")
    caller = Caller(world.ana)

    def told():
        return caller.get(f"{STATUSES}/{post.pk}")

    assert told()["emojis"][0]["url"].endswith(kept.picture)
    emoji.put_picture(kept, "cc/cc/x.webp", kept.still, (1, 1))
    assert told()["emojis"][0]["url"].endswith("cc/cc/x.webp")
    assert told()["account"]["emojis"][0]["url"].endswith("cc/cc/x.webp")
    emoji.withdraw(kept)
    assert (codes(told()), codes(told()["account"])) == ([], [])
    assert ":chat:" in told()["content"]


def test_one_that_was_not_fetched_yet_is_read_as_its_code(world: World):
    row = Emoji.objects.create(server=world.chloe.server, code="loin", updated_at=clock.now())
    post = world.says(world.ana, "Un :loin:")
    Post.objects.filter(pk=post.pk).update(emoji=[row.pk])
    assert codes(Caller().get(f"{STATUSES}/{post.pk}")) == []


@pytest.mark.parametrize("number", [1, 20])
def test_emoji_cost_a_page_two_questions_whatever_their_number(world: World, number, django_assert_max_num_queries):
    for place in range(number):
        world.emoji(f"e{place}")
    profiles.describe(world.ana, display_name=":e0:")
    ids = [world.says(world.ana, f"Un :e{place}:").pk for place in range(number)]
    plain = [world.says(world.bruno, "Rien.").pk for _place in range(number)]
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    statuses(None, ids + plain)
    with CaptureQueriesContext(
        connection,
    ) as without:
        statuses(None, plain)
    with django_assert_max_num_queries(len(without) + 2):
        statuses(None, ids)
