"""People, and what one does with them, as applications ask for it."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from petitmot.client_api.tests.caller import Caller
from petitmot.people import circles, distance, profiles
from petitmot.people.models import Account, Block, ContactRequest, Follow, Manners, Person
from tests.world import WORDS, World


def path(person: Person, act: str = "") -> str:
    return f"/api/v1/accounts/{person.pk}" + (f"/{act}" if act else "")


def picture() -> SimpleUploadedFile:
    file = BytesIO()
    Image.new("RGB", (80, 60), "teal").save(file, "PNG")
    return SimpleUploadedFile("a.png", file.getvalue(), "image/png")


def test_a_person_is_told_to_anybody(world: World):
    told = Caller().get(path(world.bruno))
    assert (told["username"], told["acct"], told["display_name"]) == ("bruno", "bruno", "Bruno Keller")
    assert (told["url"], told["welcome_line"]) == ("http://petitmot.test/@bruno", "Dites-moi ce qui vous amène.")
    assert Caller().get(path(world.chloe))["acct"] == "chloe@ailleurs.example"


@pytest.mark.parametrize("id_", ["0", "x", "99999999999999999999", "9223372036854775807", "-1"])
def test_who_is_not_there_is_not_found(world: World, id_: str):
    caller = Caller(world.ana)
    assert caller.get(f"/api/v1/accounts/{id_}") == {"error": "Record not found"}
    assert caller.status == 404


def test_followers_are_counted_for_oneself_and_for_who_shows_them(world: World):
    world.follow(world.bruno, world.ana)
    world.says(world.ana)
    me, bruno = Caller(world.ana), Caller(world.bruno)
    assert me.get(path(world.ana))["followers_count"] == 1
    seen = bruno.get(path(world.ana))
    assert (seen["followers_count"], seen["statuses_count"]) == (0, 1)
    assert bruno.get(path(world.ana, "followers")) == []
    profiles.describe(world.ana, shows_people=True)
    assert bruno.get(path(world.ana))["followers_count"] == 1
    assert [each["username"] for each in bruno.get(path(world.ana, "followers"))] == ["bruno"]
    assert [each["username"] for each in Caller(world.ana).get(path(world.ana, "followers"))] == ["bruno"]


def test_lists_of_people_come_in_pages(world: World):
    for number in range(5):
        world.follow(world.extra(f"p{number}"), world.ana)
    caller = Caller(world.ana)
    first = caller.get(path(world.ana, "followers"), limit=2)
    assert [each["username"] for each in first] == ["p4", "p3"]
    link = caller.headers["Link"]
    assert 'rel="next"' in link and "limit=2" in link and 'rel="prev"' in link
    second = caller.call("get", link.split(">")[0][1:].removeprefix("http://petitmot.test"))
    assert [each["username"] for each in second] == ["p2", "p1"]


def test_a_list_of_people_costs_a_few_queries_whatever_its_length(world: World, django_assert_max_num_queries: object):
    for number in range(6):
        world.follow(world.extra(f"p{number}"), world.ana)
    caller = Caller(world.ana)
    caller.get(path(world.ana, "followers"))
    with django_assert_max_num_queries(4):
        assert len(caller.get(path(world.ana, "followers"))) == 6
    ids = [person.pk for person in Person.objects.all()]
    with django_assert_max_num_queries(7):
        assert len(caller.get("/api/v1/accounts/relationships", **{"id[]": ids})) == 7


def test_to_follow_and_to_stop(world: World):
    caller = Caller(world.ana)
    told = caller.post(path(world.bruno, "follow"), {"reblogs": "false", "notify": "true", "languages[]": ["fr"]})
    assert (told["following"], told["showing_reblogs"], told["notifying"]) == (True, False, True)
    assert told["languages"] == ["fr"]
    assert caller.post(path(world.bruno, "follow"), {"reblogs": "true"})["showing_reblogs"] is True
    assert caller.post(path(world.bruno, "unfollow"))["following"] is False
    assert caller.post(path(world.ana, "follow")) == {"error": "Record not found"}


def test_who_approves_followers_is_asked_first(world: World):
    profiles.describe(world.bruno, approves_followers=True)
    ana, bruno = Caller(world.ana), Caller(world.bruno)
    told = ana.post(path(world.bruno, "follow"), {"reblogs": "0"})
    assert (told["following"], told["requested"]) == (False, True)
    [waiting] = bruno.get("/api/v1/follow_requests")
    assert waiting["username"] == "ana" and "request_note" not in waiting
    assert bruno.get("/api/v1/accounts/verify_credentials")["source"]["follow_requests_count"] == 1
    assert bruno.post(f"/api/v1/follow_requests/{world.ana.pk}/authorize")["followed_by"] is True
    assert ana.get("/api/v1/accounts/relationships", id=world.bruno.pk)[0]["showing_reblogs"] is False
    bruno.post(f"/api/v1/follow_requests/{world.ana.pk}/authorize")
    assert bruno.status == 404


def test_to_follow_with_words_is_to_ask(world: World):
    ana, bruno = Caller(world.ana), Caller(world.bruno)
    refused = ana.post(path(world.bruno, "follow"), {"comment": "salut"})
    assert (ana.status, refused["code"]) == (422, "too_few_words")
    assert not Follow.objects.exists()
    told = ana.post(path(world.bruno, "follow"), {"comment": WORDS})
    assert (told["following"], told["requested"]) == (True, False)
    world.settle()
    [waiting] = bruno.get("/api/v1/follow_requests")
    assert (waiting["request_note"], waiting["request_state"]) == (WORDS, "new")
    assert isinstance(waiting["request_reasons"], list)
    assert bruno.post(f"/api/v1/follow_requests/{world.ana.pk}/authorize")["petitmot_contact"] is True
    assert bruno.get("/api/v1/follow_requests") == []


def test_rule_20_a_refusal_by_an_application_is_silent(world: World):
    Caller(world.ana).post(path(world.bruno, "follow"), {"comment": WORDS})
    Caller(world.bruno).post(f"/api/v1/follow_requests/{world.ana.pk}/reject")
    assert ContactRequest.objects.get().state == ContactRequest.State.DECLINED_SILENTLY
    assert Caller(world.bruno).get("/api/v1/follow_requests") == []


def test_a_block_ends_what_was_and_forbids_a_follow(world: World):
    ana, dov = Caller(world.ana), Caller(world.dov)
    assert dov.post(path(world.ana, "follow")) == {"error": "This action is not allowed"}
    assert dov.status == 403
    assert [each["username"] for each in ana.get("/api/v1/blocks")] == ["dov"]
    assert ana.post(path(world.dov, "unblock"))["blocking"] is False
    assert ana.post(path(world.dov, "block"))["blocking"] is True
    assert ana.post(path(world.ana, "block"))["blocking"] is False
    assert Block.objects.count() == 1


def test_a_mute_ends_when_it_was_said(world: World):
    ana = Caller(world.ana)
    told = ana.post(path(world.bruno, "mute"), {"duration": 3600, "notifications": "false"})
    assert (told["muting"], told["muting_notifications"]) == (True, False)
    [muted] = ana.get("/api/v1/mutes")
    assert muted["mute_expires_at"].endswith("Z")
    assert ana.post(path(world.bruno, "mute"))["muting_expires_at"] is None
    assert ana.post(path(world.bruno, "unmute"))["muting"] is False


def test_a_note_is_for_its_writer_alone(world: World):
    ana = Caller(world.ana)
    assert ana.post(path(world.bruno, "note"), {"comment": "rencontré à Orléans"})["note"] == "rencontré à Orléans"
    assert Caller(world.bruno).get("/api/v1/accounts/relationships", id=world.bruno.pk)[0]["note"] == ""
    assert ana.post(path(world.bruno, "note"))["note"] == ""
    ana.post(path(world.bruno, "note"), {"comment": "x" * 2001})
    assert ana.status == 422


def test_one_shows_people_one_follows(world: World):
    ana = Caller(world.ana)
    ana.post(path(world.bruno, "pin"))
    assert ana.status == 422
    world.follow(world.ana, world.bruno)
    assert ana.post(path(world.bruno, "endorse"))["endorsed"] is True
    assert [each["username"] for each in ana.get("/api/v1/endorsements")] == ["bruno"]
    assert [each["username"] for each in Caller().get(path(world.ana, "endorsements"))] == ["bruno"]
    assert ana.post(path(world.bruno, "unpin"))["endorsed"] is False


def test_a_whole_server_is_kept_away(world: World):
    world.follow(world.ana, world.chloe)
    ana = Caller(world.ana)
    assert ana.post("/api/v1/domain_blocks", {"domain": "ailleurs.example"}) == {}
    assert ana.get("/api/v1/domain_blocks") == ["ailleurs.example"]
    told = ana.get("/api/v1/accounts/relationships", id=world.chloe.pk)[0]
    assert (told["domain_blocking"], told["following"]) == (True, False)
    ana.delete("/api/v1/domain_blocks", {"domain": "ailleurs.example"})
    assert ana.get("/api/v1/domain_blocks") == []
    ana.post("/api/v1/domain_blocks", {"domain": ""})
    assert ana.status == 422


def test_several_people_are_told_at_once_and_found_by_their_handle(world: World):
    caller = Caller(world.ana)
    ids = [world.bruno.pk, 12, world.ana.pk, world.chloe.pk]
    assert [each["username"] for each in caller.get("/api/v1/accounts", **{"id[]": ids})] == ["bruno", "ana", "chloe"]
    assert caller.get("/api/v1/accounts/lookup", acct="@Chloe@ailleurs.example")["id"] == str(world.chloe.pk)
    assert caller.get("/api/v1/accounts/lookup", acct="bruno@petitmot.test")["username"] == "bruno"
    caller.get("/api/v1/accounts/lookup", acct="personne")
    assert caller.status == 404


def test_people_are_searched(world: World):
    world.bruno
    world.settle()
    caller = Caller(world.ana)
    assert [each["username"] for each in caller.get("/api/v1/accounts/search", q="keller")] == ["bruno"]
    assert caller.get("/api/v1/accounts/search", q="keller", following="true") == []
    caller.get("/api/v1/accounts/search")
    assert caller.status == 400


def test_those_whom_both_know_are_named(world: World):
    world.follow(world.ana, world.bruno)
    world.follow(world.bruno, world.esther)
    caller = Caller(world.ana)
    assert caller.get("/api/v1/accounts/familiar_followers", id=world.esther.pk)[0]["accounts"] == []
    profiles.describe(world.bruno, shows_people=True)
    assert caller.get("/api/v1/accounts/familiar_followers", id=world.esther.pk)[0]["accounts"] == []  # hers are hidden
    profiles.describe(world.esther, shows_people=True)
    [told] = caller.get("/api/v1/accounts/familiar_followers", **{"id[]": [world.esther.pk]})
    assert told["id"] == str(world.esther.pk)
    assert [each["username"] for each in told["accounts"]] == ["bruno"]


def test_one_says_who_one_is(world: World):
    caller = Caller(world.ana)
    said = {
        "display_name": "Ana M.",
        "note": "J’écris.\nSouvent.",
        "locked": "true",
        "hide_collections": "false",
        "avatar": picture(),
        "fields_attributes[0][name]": "Site",
        "fields_attributes[0][value]": "https://ana.example",
        "source[privacy]": "unlisted",
        "source[language]": "fr",
    }
    from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

    told = caller.call(
        "patch", "/api/v1/accounts/update_credentials", encode_multipart(BOUNDARY, said), content_type=MULTIPART_CONTENT
    )
    assert caller.status == 200, told
    assert (told["display_name"], told["locked"], told["source"]["privacy"]) == ("Ana M.", True, "unlisted")
    assert told["source"]["note"] == "J’écris.\nSouvent." and "<p>" in told["note"]
    assert told["source"]["fields"] == [{"name": "Site", "value": "https://ana.example", "verified_at": None}]
    assert 'href="https://ana.example"' in told["fields"][0]["value"]
    assert "/media/" in told["avatar"]
    assert caller.get("/api/v1/preferences")["posting:default:visibility"] == "unlisted"
    assert "/look/face/" in caller.delete("/api/v1/profile/avatar")["avatar"]
    assert Manners.objects.get(person=world.ana).usual_language == "fr"


@pytest.mark.parametrize(
    "said",
    [
        {"display_name": "x" * 101},
        {"note": "x" * 2001},
        {"source": {"privacy": "tout le monde"}},
        {"fields_attributes": [{"name": str(n), "value": "x"} for n in range(5)]},
        {"fields_attributes": {"0": {"name": "x", "value": "y" * 256}}},
    ],
)
def test_what_is_too_long_is_refused_whole(world: World, said: dict[str, object]):
    caller = Caller(world.ana)
    assert "Validation failed" in caller.patch("/api/v1/accounts/update_credentials", said | {"bot": True})["error"]
    assert caller.status == 422
    assert caller.get(path(world.ana))["bot"] is False


def test_a_picture_that_is_none_is_refused(world: World):
    from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

    caller = Caller(world.ana)
    body = encode_multipart(BOUNDARY, {"avatar": SimpleUploadedFile("a.png", b"rien", "image/png")})
    told = caller.call("patch", "/api/v1/accounts/update_credentials", body, content_type=MULTIPART_CONTENT)
    assert (caller.status, told["error"].split(":")[0]) == (422, "Validation failed")


NEW = {
    "username": "nouvelle",
    "email": "nouvelle@example.com",
    "password": "une phrase assez longue",
    "agreement": "true",
    "locale": "fr",
}


def test_somebody_opens_an_account_with_an_application(world: World):
    caller = Caller(of_application=True)
    token = caller.post("/api/v1/accounts", NEW)
    assert caller.status == 200, token
    caller.secret = token["access_token"]
    assert caller.get("/api/v1/accounts/verify_credentials")["username"] == "nouvelle"
    assert caller.get("/api/v1/emails/check_confirmation") is False
    assert caller.post("/api/v1/emails/confirmations") == {}
    world.settle()
    assert "/s-inscrire/confirmer/" in str(mail.outbox[0].body)
    link = next(word for word in str(mail.outbox[0].body).split() if "/confirmer/" in word)
    page = world.client().get(link.removeprefix("http://petitmot.test"))
    assert page.status_code == 200
    world.client().post(link.removeprefix("http://petitmot.test"))
    assert caller.get("/api/v1/emails/check_confirmation") is True
    assert caller.post("/api/v1/emails/confirmations")["error"].startswith("This method is only available while")


@pytest.mark.parametrize(
    ("said", "field", "error"),
    [
        ({"username": ""}, "username", "ERR_BLANK"),
        ({"username": "é"}, "username", "ERR_INVALID"),
        ({"username": "admin"}, "username", "ERR_RESERVED"),
        ({"username": "ana"}, "username", "ERR_TAKEN"),
        ({"username": "x" * 31}, "username", "ERR_TOO_LONG"),
        ({"email": ""}, "email", "ERR_BLANK"),
        ({"email": "nouvelle"}, "email", "ERR_INVALID"),
        ({"email": "ANA@example.com"}, "email", "ERR_TAKEN"),
        ({"password": ""}, "password", "ERR_BLANK"),
        ({"password": "court"}, "password", "ERR_TOO_SHORT"),
        ({"agreement": "false"}, "agreement", "ERR_ACCEPTED"),
    ],
)
def test_what_is_wrong_with_a_new_account_is_told_field_by_field(
    world: World, said: dict[str, str], field: str, error: str
):
    world.ana
    caller = Caller(of_application=True)
    told = caller.post("/api/v1/accounts", NEW | said)
    assert (caller.status, told["error"].split(":")[0]) == (422, "Validation failed")
    assert told["details"][field][0]["error"] == error
    assert Account.objects.count() == 1


def test_nobody_opens_an_account_without_an_application_or_through_a_closed_door(world: World, settings: object):
    caller = Caller()
    caller.post("/api/v1/accounts", NEW)
    assert caller.status == 401
    settings.PETITMOT_SIGN_UP = "invitation"  # type: ignore[attr-defined]
    caller = Caller(of_application=True)
    assert caller.post("/api/v1/accounts", NEW) == {"error": "This action is not allowed"}
    assert caller.status == 403


def test_lists_are_circles(world: World):
    world.follow(world.ana, world.bruno)
    ana = Caller(world.ana)
    made = ana.post("/api/v1/lists", {"title": "Jardin", "exclusive": "true", "replies_policy": "none"})
    assert {"title": "Jardin", "exclusive": True, "replies_policy": "none", "id": made["id"]} == made
    here = f"/api/v1/lists/{made['id']}"
    assert ana.post(f"{here}/accounts", {"account_ids[]": [world.bruno.pk]}) == {}
    assert [each["username"] for each in ana.get(f"{here}/accounts", limit=0)] == ["bruno"]
    assert ana.get(path(world.bruno, "lists")) == [made]
    assert ana.post(f"{here}/accounts", {"account_ids[]": [world.bruno.pk]})["error"].endswith("has already been taken")
    ana.post(f"{here}/accounts", {"account_ids[]": [world.esther.pk]})
    assert ana.status == 404
    assert ana.put(here, {"title": "Potager"})["title"] == "Potager"
    ana.put(here, {"replies_policy": "some"})
    assert ana.status == 422
    Caller(world.bruno).get(here)
    caller = Caller(world.bruno)
    for answer in (caller.get(here), caller.delete(here), caller.get(f"{here}/accounts")):
        assert answer == {"error": "Record not found"}
    assert ana.delete(f"{here}/accounts", {"account_ids": [str(world.bruno.pk)]}) == {}
    assert ana.delete(here) == {}
    assert ana.get("/api/v1/lists") == []
    ana.post("/api/v1/lists", {"title": " "})
    assert ana.status == 422


def test_close_ones_are_a_list_from_the_day_they_hold_somebody(world: World):
    world.follow(world.ana, world.bruno)
    ana, close = Caller(world.ana), circles.close_ones(world.ana)
    assert ana.get("/api/v1/lists") == []
    circles.take_in(close, world.ana, world.bruno)
    assert [each["id"] for each in ana.get("/api/v1/lists")] == [str(close.pk)]
    here = f"/api/v1/lists/{close.pk}"
    ana.post(f"{here}/accounts", {"account_ids[]": [world.bruno.pk]})
    assert ana.status == 403
    for answer in (ana.delete(here), ana.put(here, {"title": "x"})):
        assert (ana.status, answer["error"]) == (403, "This action is not allowed")


def test_somebody_blocked_is_not_found_in_a_search(world: World):
    distance.block(world.bruno, world.ana)
    world.settle()
    assert Caller(world.ana).get("/api/v1/accounts/search", q="bruno") == []
    assert Caller(world.ana).get("/api/v2/search", q="bruno", type="accounts")["accounts"] == []


def test_who_blocked_somebody_finds_them_by_their_whole_name(world: World):
    distance.block(world.bruno, world.ana)
    world.settle()
    bruno = Caller(world.bruno)
    assert [each["username"] for each in bruno.get("/api/v1/accounts/search", q="ana")] == ["ana"]
    assert [each["username"] for each in bruno.get("/api/v2/search", q="@ana", type="accounts")["accounts"]] == ["ana"]
    assert bruno.get("/api/v2/search", q="an", type="accounts")["accounts"] == []


def test_a_server_that_asks_for_words_says_when_they_do_not_count(world: World, settings: object):
    settings.PETITMOT_SIGN_UP = "words"  # type: ignore[attr-defined]
    caller = Caller(of_application=True)
    assert caller.post("/api/v1/accounts", NEW)["details"]["reason"][0]["error"] == "ERR_BLANK"
    assert caller.post("/api/v1/accounts", NEW | {"reason": "hop"})["details"]["reason"][0]["error"] == "ERR_TOO_SHORT"
    caller.post("/api/v1/accounts", NEW | {"reason": WORDS})
    assert caller.status == 200
    assert Account.objects.get().approved_at is None
