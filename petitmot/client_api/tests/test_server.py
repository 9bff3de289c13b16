"""What the server says of itself, and what is read back by applications: markers, filters, reports."""

from __future__ import annotations

import pytest

from petitmot.client_api.tests.caller import Caller
from petitmot.moderation import limiting
from petitmot.moderation.limiting import Decided
from petitmot.moderation.models import Report
from petitmot.people import filters, profiles
from petitmot.people.models import Account
from petitmot.reading import today
from tests.world import World


def test_the_server_says_what_it_is_to_anybody(world: World):
    world.esther
    caller = Caller()
    told = caller.get("/api/v2/instance")
    assert (told["domain"], told["registrations"]["enabled"]) == ("petitmot.test", True)
    assert told["version"].startswith("4.6.0 (compatible; Petitmot ")
    assert told["configuration"]["urls"]["streaming"] == "ws://petitmot.test"
    assert [rule["id"] for rule in told["rules"]] == ["1", "2", "3", "4", "5"]
    assert told["rules"][0]["text"].startswith("We talk as we would around a table.")
    old = caller.get("/api/v1/instance")
    assert (old["uri"], old["configuration"]["statuses"]["max_characters"]) == ("petitmot.test", 5000)
    assert "<p>" in caller.get("/api/v1/instance/privacy_policy")["content"]
    assert caller.get("/api/v1/instance/terms_of_service")["effective"] is True
    assert len(caller.get("/api/v1/instance/activity")) == 12
    assert caller.get("/health") == b"OK"


def test_the_server_is_told_in_a_few_queries(world: World, django_assert_max_num_queries: object):
    caller = Caller()
    caller.get("/api/v2/instance")
    with django_assert_max_num_queries(6):
        caller.get("/api/v2/instance")


def test_other_servers_are_told_and_refused_ones_apart(world: World):
    world.chloe
    caller = Caller()
    assert caller.get("/api/v1/instance/peers") == ["ailleurs.example"]
    limiting.decide(Account.objects.get(persons=world.odile), "ailleurs.example", Decided(measure="refused"))
    assert caller.get("/api/v1/instance/peers") == []
    assert caller.get("/api/v1/instance/domain_blocks")[0]["severity"] == "suspend"


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        ("/api/v1/trends/tags", []),
        ("/api/v1/trends", []),
        ("/api/v1/trends/statuses", []),
        ("/api/v1/trends/links", []),
        ("/api/v1/custom_emojis", []),
        ("/api/v1/announcements", []),
        ("/api/v1/annual_reports/2026/state", {"state": "ineligible"}),
        ("/api/v1/annual_reports", {"annual_reports": [], "accounts": [], "statuses": []}),
        ("/api/v1/instance/translation_languages", {}),
    ],
)
def test_where_there_is_nothing_nothing_is_told(world: World, path: str, answer: object):
    assert Caller(world.ana).get(path) == answer


def test_rule_17_a_home_marker_marks_what_home_held(world: World):
    world.follow(world.ana, world.bruno)
    first = world.says(world.bruno, "Un.")
    second = world.says(world.bruno, "Deux.")
    caller = Caller(world.ana)
    assert caller.get("/api/v1/markers", **{"timeline[]": ["home"]}) == {}
    told = caller.post("/api/v1/markers", {"home[last_read_id]": str(first.pk)})
    assert (told["home"]["last_read_id"], told["home"]["version"]) == (str(first.pk), 1)
    assert today.page(world.ana).ids == [second.pk]
    told = caller.call("post", "/api/v1/markers", {"home": {"last_read_id": str(2**62)}}, json=True)
    assert told["home"]["version"] == 2
    third = world.says(world.bruno, "Trois.")
    assert today.page(world.ana).ids == [third.pk]  # nobody reads what is not written yet
    caller.post("/api/v1/markers", {"home[last_read_id]": "x"})
    assert caller.status == 422


def test_filters_are_made_changed_and_dropped(world: World):
    caller = Caller(world.ana)
    made = caller.call(
        "post",
        "/api/v2/filters",
        {
            "title": "Foot",
            "context": ["home", "public"],
            "filter_action": "hide",
            "expires_in": 3600,
            "keywords_attributes": [{"keyword": "ballon", "whole_word": True}, {"keyword": "but"}],
        },
        json=True,
    )
    here = f"/api/v2/filters/{made['id']}"
    assert [each["keyword"] for each in made["keywords"]] == ["ballon", "but"]
    first = made["keywords"][0]["id"]
    changed = caller.put(here, {"keywords_attributes": [{"id": first, "_destroy": True}], "title": "Football"})
    assert (changed["title"], len(changed["keywords"])) == ("Football", 1)
    assert caller.post(f"{here}/keywords", {"keyword": "arbitre"})["whole_word"] is True
    post = world.says(world.ana)
    held = caller.post(f"{here}/statuses", {"status_id": post.pk})
    assert held["status_id"] == str(post.pk)
    assert caller.get(f"/api/v2/filters/statuses/{held['id']}") == held
    assert len(caller.get("/api/v1/filters")) == 2
    assert [hit.words for hit in filters.hits(filters.in_force(world.ana), 1, "But ! dit l’Arbitre.")] == [
        ("but", "arbitre")
    ]
    assert filters.hits(filters.in_force(world.ana), 1, "une butte") == []
    other = Caller(world.bruno)
    for answer in (other.get(here), other.delete(here), other.get(f"/api/v2/filters/keywords/{first}")):
        assert answer == {"error": "Record not found"}
    assert caller.delete(here) == {}
    assert caller.get("/api/v2/filters") == []


@pytest.mark.parametrize(
    "said",
    [
        {"title": "", "context": ["home"]},
        {"title": "x", "context": []},
        {"title": "x", "context": ["partout"]},
        {"title": "x", "context": ["home"], "filter_action": "brûler"},
        {"title": "x", "context": ["home"], "keywords_attributes": [{"keyword": ""}]},
    ],
)
def test_a_filter_that_says_nothing_is_refused_whole(world: World, said: dict[str, object]):
    caller = Caller(world.ana)
    assert "Validation failed" in caller.call("post", "/api/v2/filters", said, json=True)["error"]
    assert (caller.status, caller.get("/api/v2/filters")) == (422, [])


def test_older_applications_know_each_word_as_a_filter(world: World):
    caller = Caller(world.ana)
    made = caller.post("/api/v1/filters", {"phrase": "ballon", "context[]": ["home"], "irreversible": "true"})
    assert (made["phrase"], made["irreversible"], made["whole_word"]) == ("ballon", True, False)
    here = f"/api/v1/filters/{made['id']}"
    assert caller.put(here, {"phrase": "ballons", "context": ["public"]})["phrase"] == "ballons"
    assert caller.delete(here) == {}
    assert caller.get("/api/v2/filters") == []


def test_words_are_shown_to_the_moderators(world: World):
    post = world.says(world.bruno, "Vilain mot.")
    caller = Caller(world.ana)
    told = caller.post(
        "/api/v1/reports",
        {"account_id": world.bruno.pk, "status_ids[]": [post.pk], "comment": "pas bien", "rule_ids[]": ["1"]},
    )
    assert (told["category"], told["status_ids"], told["rule_ids"]) == ("violation", [str(post.pk)], ["1"])
    assert Report.objects.get().posts.get().text == "Vilain mot."
    for wrong in ({"rule_ids[]": ["99"]}, {"category": "x"}, {"comment": "x" * 1001}):
        caller.post("/api/v1/reports", {"account_id": world.bruno.pk} | wrong)
        assert caller.status == 422
    caller.post("/api/v1/reports", {})
    assert caller.status == 400


def test_people_one_may_like_to_know_come_from_ones_own_ties(world: World):
    world.follow(world.ana, world.bruno)
    world.follow(world.bruno, world.esther)
    caller = Caller(world.ana)
    assert caller.get("/api/v2/suggestions") == []  # Bruno keeps his list to himself
    profiles.describe(world.bruno, shows_people=True)
    [told] = caller.get("/api/v2/suggestions")
    assert told["account"]["username"] == "esther"
    assert caller.delete(f"/api/v1/suggestions/{world.esther.pk}") == {}
    assert caller.get("/api/v1/suggestions") == []


def test_the_directory_holds_who_wishes_to_be_found(world: World):
    world.ana, world.bruno
    profiles.describe(world.bruno, is_found=False)
    assert [each["username"] for each in Caller().get("/api/v1/directory", local="true")] == ["ana"]


def test_public_words_can_be_shown_elsewhere(world: World):
    post = world.says(world.ana, "Bonjour.")
    told = Caller().get("/api/oembed", url=f"http://petitmot.test/@ana/{post.pk}")
    assert "Bonjour." in told["html"] and told["author_name"] == "Ana"
    caller = Caller()
    private = world.writes(world.ana, world.bruno)
    for url in (f"http://petitmot.test/@ana/{private.pk}", "http://autre.example/@ana/1", "x", ""):
        caller.get("/api/oembed", url=url)
        assert caller.status == 404


def test_a_profile_is_told_for_an_editor(world: World):
    caller = Caller(world.ana)
    assert caller.get("/api/v1/profile")["avatar"] is None
    assert caller.patch("/api/v1/profile", {"note": "Bonjour"})["note"] == "Bonjour"
