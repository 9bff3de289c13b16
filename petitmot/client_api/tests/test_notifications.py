"""Notifications one by one and together, strangers' first words, conversations, search, tags, media."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from petitmot.client_api.tests.caller import Caller
from petitmot.client_api.tests.shapes import (
    CONVERSATION,
    FEATURED,
    GROUPS,
    MEDIA,
    NOTIFICATION,
    POLICY,
    REQUEST,
    SEARCH,
    TAG,
    check,
)
from petitmot.people import contacts, distance, profiles
from petitmot.people.models import ContactRequest
from petitmot.posts import liking
from petitmot.posts.models import Picture
from petitmot.posts.tests.uploads import photo
from tests.world import WORDS, World

NOTIFICATIONS = "/api/v1/notifications"
GROUPED = "/api/v2/notifications"


@pytest.fixture
def told(world: World):
    """Ana's caller, after something of every type happened to her."""
    post = world.says(world.ana)
    world.follow(world.ana, world.bruno)
    world.follow(world.bruno, world.ana)
    for person in (world.bruno, world.extra("zoe")):
        liking.like(person, post)
        liking.share(person, post)
    world.says(world.bruno, "Oui", answers=post)
    world.says(world.bruno, "Tiens", quotes=post)
    world.writes(world.bruno, world.ana)
    contacts.ask(world.extra("lise"), world.ana, words=WORDS)
    world.settle()
    return Caller(world.ana)


def types(told):
    return sorted(each["type"] for each in told)


def test_every_type_is_told_with_its_status(told):
    listed = told.get(NOTIFICATIONS)
    check(listed, [NOTIFICATION])
    assert types(listed) == sorted(
        ["favourite"] * 2 + ["reblog"] * 2 + ["mention"] * 2 + ["quote", "follow", "follow_request"]
    )
    asked = next(each for each in listed if each["type"] == "follow_request")
    assert (asked["account"]["acct"], asked["request_note"]) == ("lise", WORDS)
    assert told.get(f"{NOTIFICATIONS}/{listed[0]['id']}") == listed[0]


def test_types_are_chosen_and_left_out(told, world: World):
    assert types(told.get(NOTIFICATIONS, **{"types[]": ["follow", "quote"]})) == ["follow", "quote"]
    left = told.get(NOTIFICATIONS, **{"exclude_types[]": ["mention", "favourite", "reblog"]})
    assert types(left) == ["follow", "follow_request", "quote"]
    assert types(told.get(NOTIFICATIONS, account_id=world.extra("max").pk)) == []
    assert "follow_request" not in types(told.get(NOTIFICATIONS, account_id=world.bruno.pk))
    assert told.get(NOTIFICATIONS, **{"types[]": ["inconnu"]}) == []


def test_notifications_come_in_pages(told):
    every = [each["id"] for each in told.get(NOTIFICATIONS)]
    first = told.get(NOTIFICATIONS, limit=4)
    assert [each["id"] for each in first] == every[:4]
    assert f"max_id={every[3]}" in told.headers["Link"]
    assert [each["id"] for each in told.get(NOTIFICATIONS, max_id=every[3])] == every[4:]
    assert [each["id"] for each in told.get(NOTIFICATIONS, min_id=every[-1], limit=2)] == every[-3:-1]


def test_one_and_all_are_dismissed(told, world: World):
    every = told.get(NOTIFICATIONS)
    other = Caller(world.bruno)
    assert other.post(f"{NOTIFICATIONS}/{every[0]['id']}/dismiss") == {"error": "Record not found"}
    assert told.post(f"{NOTIFICATIONS}/{every[0]['id']}/dismiss") == {}
    assert len(told.get(NOTIFICATIONS)) == len(every) - 1
    assert told.get(f"{NOTIFICATIONS}/unread_count") == {"count": len(every) - 1}
    assert told.post(f"{NOTIFICATIONS}/clear") == {}
    assert told.get(NOTIFICATIONS) == []


def test_likes_of_one_post_are_told_together(told):
    found = told.get(GROUPED)
    check(found, GROUPS)
    groups = {each["group_key"].split("-")[0]: each for each in found["notification_groups"]}
    assert groups["favourite"]["notifications_count"] == 2
    assert len(groups["favourite"]["sample_account_ids"]) == 2
    assert len(found["accounts"]) == len({each["id"] for each in found["accounts"]}) == 3
    key = groups["favourite"]["group_key"]
    check(told.get(f"{GROUPED}/{key}"), GROUPS)
    assert len(told.get(f"{GROUPED}/{key}/accounts")) == 2
    assert told.get(f"{GROUPED}/unread_count") == {"count": len(found["notification_groups"])}
    assert told.post(f"{GROUPED}/{key}/dismiss") == {}
    assert told.get(f"{GROUPED}/{key}") == {"error": "Record not found"}


def test_groups_come_in_pages_ungrouped_and_with_avatars_alone(told):
    whole = told.get(GROUPED)["notification_groups"]
    first = told.get(GROUPED, limit=2)["notification_groups"]
    assert [each["group_key"] for each in first] == [each["group_key"] for each in whole[:2]]
    alone = told.get(GROUPED, **{"grouped_types[]": ["follow"]})
    assert sum(each["type"] == "favourite" for each in alone["notification_groups"]) == 2
    slim = told.get(GROUPED, expand_accounts="partial_avatars")
    check(slim, GROUPS)
    assert len(slim["accounts"]) + len(slim["partial_accounts"]) == 3


def test_who_is_kept_away_is_told_of_no_more(told, world: World):
    distance.mute(world.ana, world.bruno)
    assert all(each["account"]["acct"] != "bruno" for each in told.get(NOTIFICATIONS))
    distance.block(world.ana, world.extra("noe"))


def test_an_accepted_request_leaves_the_notifications(told, world: World):
    request = ContactRequest.objects.get(asked=world.ana)
    contacts.accept(request, world.ana)
    assert "follow_request" not in types(told.get(NOTIFICATIONS))


def test_rule_19_a_stranger_s_first_private_words_are_a_filtered_request(world: World):
    world.writes(world.ana, world.bruno, text="Bonjour, on ne se connaît pas.")
    world.settle()
    bruno = Caller(world.bruno)
    assert bruno.get(NOTIFICATIONS) == []
    assert types(bruno.get(NOTIFICATIONS, include_filtered="true")) == ["mention"]
    assert bruno.get("/api/v1/conversations") == []
    policy = bruno.get("/api/v2/notifications/policy")
    check(policy, POLICY)
    assert (policy["for_private_mentions"], policy["summary"]["pending_requests_count"]) == ("filter", 1)
    (request,) = bruno.get(f"{NOTIFICATIONS}/requests")
    check(request, REQUEST)
    assert (request["account"]["acct"], request["notifications_count"]) == ("ana", "1")
    assert Caller(world.ana).post(f"{NOTIFICATIONS}/requests/{request['id']}/accept") == {"error": "Record not found"}
    assert bruno.post(f"{NOTIFICATIONS}/requests/{request['id']}/accept") == {}
    world.settle()
    assert bruno.get(f"{NOTIFICATIONS}/requests") == []
    assert bruno.get(f"{NOTIFICATIONS}/requests/merged") == {"merged": True}
    assert types(bruno.get(NOTIFICATIONS)) == ["mention"]
    assert len(bruno.get("/api/v1/conversations")) == 1


def test_rule_20_a_dismissed_stranger_sees_nothing_of_it(world: World):
    world.writes(world.ana, world.bruno)
    world.settle()
    bruno = Caller(world.bruno)
    (request,) = bruno.get(f"{NOTIFICATIONS}/requests")
    assert bruno.post(f"{NOTIFICATIONS}/requests/dismiss", {"id[]": request["id"]}) == {}
    assert bruno.get(f"{NOTIFICATIONS}/requests") == []
    assert bruno.get(NOTIFICATIONS) == []
    assert ContactRequest.objects.get().is_open


def test_conversations_open_to_everybody_by_the_policy(world: World):
    bruno = Caller(world.bruno)
    assert (
        bruno.patch("/api/v2/notifications/policy", {"for_private_mentions": "accept"})["for_private_mentions"]
        == "accept"
    )
    world.writes(world.ana, world.bruno)
    world.settle()
    assert types(bruno.get(NOTIFICATIONS)) == ["mention"]


def test_rule_31_a_conversation_is_one_for_each_set_of_people(world: World):
    profiles.mind(world.bruno, opens_conversations=True)
    first = Caller(world.ana).post("/api/v1/statuses", {"status": "@bruno un mot", "visibility": "direct"})
    bruno = Caller(world.bruno)
    (told,) = bruno.get("/api/v1/conversations")
    check(told, CONVERSATION)
    assert (told["unread"], told["last_status"]["id"], told["accounts"][0]["acct"]) == (True, first["id"], "ana")
    assert bruno.post(f"/api/v1/conversations/{told['id']}/read")["unread"] is False
    assert bruno.post(f"/api/v1/conversations/{told['id']}/unread")["unread"] is True
    reply = bruno.post("/api/v1/statuses", {"status": "Oui", "visibility": "direct", "in_reply_to_id": first["id"]})
    assert [each["acct"] for each in reply["mentions"]] == ["ana"]  # whom private words are for
    assert len(bruno.get("/api/v1/conversations")) == 1
    assert Caller(world.extra("zoe")).post(f"/api/v1/conversations/{told['id']}/read") == {"error": "Record not found"}
    assert bruno.delete(f"/api/v1/conversations/{told['id']}") == {}
    assert bruno.get("/api/v1/conversations") == []


def test_a_note_to_oneself_is_private(world: World):
    caller = Caller(world.ana)
    note = caller.post("/api/v1/statuses", {"status": "Ne pas oublier", "visibility": "direct"})
    assert note["visibility"] == "direct"
    assert Caller(world.bruno).get(f"/api/v1/statuses/{note['id']}") == {"error": "Record not found"}


def test_search_finds_people_words_and_tags(world: World):
    post = world.says(world.ana, "La brume de #Loire")
    world.says(world.ana, "La brume discrète", to="quiet")
    world.settle()
    caller = Caller(world.bruno)
    found = caller.get("/api/v2/search", q="brume")
    check(found, SEARCH)
    assert [each["id"] for each in found["statuses"]] == [str(post.pk)]
    assert [each["acct"] for each in caller.get("/api/v2/search", q="ana", type="accounts")["accounts"]] == ["ana"]
    assert [each["name"] for each in caller.get("/api/v2/search", q="#loi")["hashtags"]] == ["Loire"]
    by_address = caller.get("/api/v2/search", q=f"http://petitmot.test/@ana/{post.pk}", resolve="true")
    assert [each["id"] for each in by_address["statuses"]] == [str(post.pk)]
    assert caller.get("/api/v2/search", q="@ana@petitmot.test")["accounts"][0]["acct"] == "ana"
    assert caller.get("/api/v2/search", q=post.uri)["statuses"][0]["id"] == str(post.pk)


def test_search_without_words_or_for_more_without_a_token_is_refused(world: World):
    caller = Caller()
    caller.get("/api/v2/search")
    assert caller.status == 400
    caller.get("/api/v2/search", q="ana", resolve="true")
    assert caller.status == 401
    assert Caller(world.dov).get("/api/v2/search", q="http://petitmot.test/@ana")["accounts"] == []


def test_tags_are_followed_and_shown(world: World):
    world.says(world.ana, "#Loire")
    caller = Caller(world.ana)
    check(caller.get("/api/v1/tags/loire"), TAG)
    followed = caller.post("/api/v1/tags/Loire/follow")
    assert (followed["name"], followed["following"]) == ("Loire", True)
    assert [each["name"] for each in caller.get("/api/v1/followed_tags")] == ["Loire"]
    assert caller.post("/api/v1/tags/loire/unfollow")["following"] is False
    row = caller.post("/api/v1/featured_tags", {"name": "loire"})
    check(row, FEATURED)
    assert [each["name"] for each in Caller().get(f"/api/v1/accounts/{world.ana.pk}/featured_tags")] == ["Loire"]
    assert caller.post("/api/v1/featured_tags", {"name": "Loire"})["error"].startswith("Validation failed")
    assert Caller(world.bruno).delete(f"/api/v1/featured_tags/{row['id']}") == {"error": "Record not found"}
    assert caller.delete(f"/api/v1/featured_tags/{row['id']}") == {}
    assert Caller().get("/api/v1/tags/jamais")["history"] == []


def test_pictures_are_sent_told_described_and_given_up(world: World):
    caller = Caller(world.ana)
    made = caller.post("/api/v2/media", {"file": photo(), "description": "Un étang", "focus": "-0.5,0.25"})
    assert caller.status == 200
    check(made, MEDIA)
    assert (made["type"], made["meta"]["focus"]) == ("image", {"x": -0.5, "y": 0.25})
    path = f"/api/v1/media/{made['id']}"
    assert caller.get(path) == made
    assert caller.put(path, {"description": "Une mare"})["description"] == "Une mare"
    assert caller.put(path, {"focus": "n'importe,quoi"})["description"] == "Une mare"
    assert Caller(world.bruno).get(path) == {"error": "Record not found"}
    assert Caller(world.bruno).delete(path) == {"error": "Record not found"}
    assert caller.delete(path) == {}
    assert not Picture.objects.exists()


@pytest.mark.parametrize(
    ("sent", "error"),
    [
        ({}, "Validation failed: File can't be blank"),
        ({"file": "pas un fichier"}, "Validation failed: File can't be blank"),
        (
            {"file": SimpleUploadedFile("a.jpg", b"rien", "image/jpeg")},
            "Validation failed: File content type is invalid, File is invalid",
        ),
    ],
)
def test_what_is_no_picture_is_refused(world: World, sent, error):
    caller = Caller(world.ana)
    assert caller.post("/api/v1/media", sent)["error"] == error
    assert caller.status == 422


def test_a_published_picture_is_no_longer_loose(world: World):
    caller = Caller(world.ana)
    made = caller.post("/api/v1/media", {"file": photo()})
    status = caller.post("/api/v1/statuses", {"media_ids[]": made["id"], "sensitive": "true"})
    assert (status["content"], status["sensitive"], len(status["media_attachments"])) == ("", True, 1)
    assert caller.get(f"/api/v1/media/{made['id']}") == {"error": "Record not found"}
    assert caller.delete(f"/api/v1/media/{made['id']}")["error"] == "Media attachment is currently used by a post"
    edited = caller.put(
        f"/api/v1/statuses/{status['id']}",
        {"status": "Avec", "media_ids": [made["id"]], "media_attributes": [{"id": made["id"], "description": "Là"}]},
    )
    assert edited["media_attachments"][0]["description"] == "Là"


def test_somebody_whose_words_one_asked_to_be_told_of_is_a_notification_of_status(world: World):
    caller = Caller(world.ana)
    told = caller.post(f"/api/v1/accounts/{world.bruno.pk}/follow", {"notify": "true"})
    assert told["notifying"] is True
    post = world.says(world.bruno)
    world.settle()
    (notice,) = caller.get("/api/v1/notifications", **{"types[]": ["status"]})
    assert (notice["type"], notice["status"]["id"], notice["account"]["acct"]) == ("status", str(post.pk), "bruno")
    (group,) = caller.get("/api/v2/notifications")["notification_groups"]
    assert group["type"] == "status"


def test_a_mute_hides_notifications_unless_asked_not_to(world: World):
    caller = Caller(world.ana)
    world.says(world.bruno, "Et @ana ?")
    world.settle()
    here = f"/api/v1/accounts/{world.bruno.pk}/mute"
    assert caller.post(here, {"notifications": "false"})["muting_notifications"] is False
    assert len(caller.get("/api/v1/notifications")) == 1
    assert caller.post(here, {"notifications": "true"})["muting_notifications"] is True
    assert caller.get("/api/v1/notifications") == []
