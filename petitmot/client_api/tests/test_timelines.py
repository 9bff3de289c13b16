"""Timelines: home, everybody's, a tag's, a circle's, a person's; in pages, for members and visitors."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from petitmot.client_api.tests.caller import Caller
from petitmot.client_api.tests.shapes import STATUS, STATUS_FOR_ME, check
from petitmot.people import circles, contacts, distance, filters, follows
from petitmot.posts import liking
from tests.world import World

HOME = "/api/v1/timelines/home"
PUBLIC = "/api/v1/timelines/public"


def ids(told):
    return [int(each["id"]) for each in told]


def test_home_holds_my_people_and_myself_newest_first_in_pages_both_ways(world: World):
    world.follow(world.ana, world.bruno)
    posts = [world.says(author, f"Mot {n}").pk for n, author in enumerate([world.bruno, world.ana] * 4)][::-1]
    world.says(world.extra("zoe"))
    caller = Caller(world.ana)
    told = caller.get(HOME)
    check(told, [STATUS_FOR_ME])
    assert ids(told) == posts
    assert ids(caller.get(HOME, limit=3)) == posts[:3]
    assert ids(caller.get(HOME, limit=3, max_id=posts[2])) == posts[3:6]
    assert ids(caller.get(HOME, limit=3, since_id=posts[-1])) == posts[:3]
    assert ids(caller.get(HOME, limit=3, min_id=posts[-1])) == posts[-4:-1]
    assert ids(caller.get(HOME, max_id=posts[0], min_id=posts[3])) == posts[1:3]


def test_home_asks_for_a_token_of_a_person(world: World):
    assert Caller().get(HOME) == {"error": "The access token is invalid"}
    assert Caller(world.ana, "read:accounts").get(HOME)["error"] == "This action is outside the authorized scopes"


def test_home_keeps_away_whom_i_keep_away(world: World):
    caller = Caller(world.ana)
    world.follow(world.ana, world.bruno)
    world.says(world.bruno)
    assert len(caller.get(HOME)) == 1
    distance.mute(world.ana, world.bruno)
    assert caller.get(HOME) == []
    distance.unmute(world.ana, world.bruno)
    distance.mute(world.ana, world.bruno, hides_notices=False)
    assert caller.get(HOME) == []


def test_home_shows_a_share_once_and_not_beside_what_it_shares(world: World):
    zoe, marco = world.extra("zoe"), world.extra("marco")
    world.follow(world.ana, world.bruno)
    world.follow(world.ana, marco)
    post = world.says(zoe)
    share = liking.share(world.bruno, post)
    liking.share(marco, post)
    caller = Caller(world.ana)
    told = caller.get(HOME)
    assert ids(told) == [share.pk]
    assert told[0]["reblog"]["id"] == str(post.pk)
    world.follow(world.ana, zoe)
    assert ids(caller.get(HOME)) == [post.pk]


def test_home_leaves_out_the_shares_of_whom_i_read_without(world: World):
    world.follow(world.ana, world.bruno)
    liking.share(world.bruno, world.says(world.extra("zoe")))
    caller = Caller(world.ana)
    assert len(caller.get(HOME)) == 1
    world.ana.follows.update(shows_shares=False)
    assert caller.get(HOME) == []


def test_home_leaves_out_replies_to_strangers_but_not_to_my_people(world: World):
    zoe = world.extra("zoe")
    world.follow(world.ana, world.bruno)
    world.says(world.bruno, "Oui", answers=world.says(zoe))
    named = world.says(world.bruno, "@ana vois", answers=world.says(zoe))
    own = world.says(world.bruno)
    thread = world.says(world.bruno, "Suite", answers=own)
    assert ids(Caller(world.ana).get(HOME)) == [thread.pk, own.pk, named.pk]


def test_home_holds_nothing_that_is_not_for_me_however_much_of_it_there_is(world: World):
    world.follow(world.ana, world.bruno)
    first = world.says(world.bruno)
    for _each in range(30):
        world.says(world.bruno, to="contacts")
    assert ids(Caller(world.ana).get(HOME, limit=5)) == [first.pk]
    world.connect(world.ana, world.bruno)
    assert len(Caller(world.ana).get(HOME, limit=5)) == 5


def test_home_holds_what_carries_a_tag_i_follow(world: World):
    caller = Caller(world.ana)
    caller.post("/api/v1/tags/Brume/follow")
    post = world.says(world.bruno, "Encore la #brume")
    world.says(world.bruno, "Discret #brume", to="quiet")
    assert ids(caller.get(HOME)) == [post.pk]


def test_a_followed_person_who_left_stands_nowhere(world: World):
    world.follow(world.ana, world.bruno)
    world.says(world.bruno)
    world.bruno.__class__.objects.filter(pk=world.bruno.pk).update(suspended_at="2026-01-01T00:00Z")
    assert Caller(world.ana).get(HOME) == []


def test_everybody_s_words_are_public_ones_without_shares_and_replies(world: World):
    post = world.says(world.ana)
    world.says(world.ana, to="quiet")
    world.says(world.ana, to="followers")
    world.says(world.bruno, "Oui", answers=post)
    liking.share(world.bruno, post)
    far = world.says(world.chloe)
    told = Caller().get(PUBLIC)
    check(told, [STATUS])
    assert ids(told) == [far.pk, post.pk]
    assert ids(Caller(world.bruno).get(PUBLIC, local="true")) == [post.pk]
    assert ids(Caller(world.bruno).get(PUBLIC, remote="true")) == [far.pk]
    assert Caller(world.bruno).get(PUBLIC, only_media="1") == []
    distance.mute(world.bruno, world.ana)
    assert ids(Caller(world.bruno).get(PUBLIC)) == [far.pk]


def test_a_tag_s_words_can_be_any_all_or_none(world: World):
    one, both = world.says(world.ana, "#brume"), world.says(world.ana, "#brume #loire")
    other = world.says(world.ana, "#loire")
    get = Caller().get
    assert ids(get("/api/v1/timelines/tag/Brume")) == [both.pk, one.pk]
    assert ids(get("/api/v1/timelines/tag/brume", **{"any[]": "loire"})) == [other.pk, both.pk, one.pk]
    assert ids(get("/api/v1/timelines/tag/brume", **{"all[]": "loire"})) == [both.pk]
    assert ids(get("/api/v1/timelines/tag/brume", **{"none[]": "loire"})) == [one.pk]
    assert get("/api/v1/timelines/tag/personne") == []


def test_a_list_s_timeline_is_its_owner_s_alone(world: World):
    world.follow(world.ana, world.bruno)
    circle = circles.form(world.ana, "Chorale")
    circles.take_in(circle, world.ana, world.bruno)
    post = world.says(world.bruno)
    world.says(world.ana)
    assert ids(Caller(world.ana).get(f"/api/v1/timelines/list/{circle.pk}")) == [post.pk]
    assert Caller(world.bruno).get(f"/api/v1/timelines/list/{circle.pk}") == {"error": "Record not found"}


def test_a_person_s_statuses_with_every_filter(world: World):
    first = world.says(world.ana, "Un #brume")
    reply = world.says(world.ana, "Oui", answers=world.says(world.bruno))
    share = liking.share(world.ana, world.says(world.bruno))
    hidden = world.says(world.ana, to="followers")
    world.writes(world.ana, world.bruno)
    path = f"/api/v1/accounts/{world.ana.pk}/statuses"
    assert ids(Caller().get(path)) == [share.pk, reply.pk, first.pk]
    assert ids(Caller(world.ana).get(path)) == [hidden.pk, share.pk, reply.pk, first.pk]
    assert ids(Caller().get(path, exclude_replies="true")) == [share.pk, first.pk]
    assert ids(Caller().get(path, exclude_reblogs="true")) == [reply.pk, first.pk]
    assert ids(Caller().get(path, tagged="Brume")) == [first.pk]
    assert Caller().get(path, only_media="true") == []
    assert Caller(world.dov).get(path) == []
    assert Caller().get("/api/v1/accounts/12/statuses") == {"error": "Record not found"}


def test_the_direct_timeline_and_link_timelines_answer(world: World):
    post = world.writes(world.ana, world.bruno)
    assert ids(Caller(world.ana).get("/api/v1/timelines/direct")) == [post.pk]
    assert Caller().get("/api/v1/timelines/link", url="https://example.org/") == []
    caller = Caller()
    caller.get("/api/v1/timelines/link")
    assert caller.status == 400


@pytest.mark.parametrize(
    "query", [{"limit": "x"}, {"limit": "-5"}, {"max_id": "x"}, {"min_id": "9" * 30}, {"limit": "0"}]
)
def test_hostile_places_of_a_list_are_no_error(world: World, query):
    world.says(world.ana)
    for path in (
        HOME,
        PUBLIC,
        f"/api/v1/accounts/{world.ana.pk}/statuses",
        "/api/v1/notifications",
        "/api/v1/conversations",
    ):
        caller = Caller(world.ana)
        assert isinstance(caller.get(path, **query), list)
        assert caller.status == 200


def queries(caller, path):
    caller.get(path)
    with CaptureQueriesContext(connection) as captured:
        assert caller.get(path)
    return len(captured)


def test_a_page_costs_as_many_queries_whether_it_holds_two_or_twenty(world: World):
    people = [world.bruno, *(world.extra(name) for name in ("zoe", "marco", "lise"))]
    for person in people:
        follows.follow(world.ana, person)
    for person in people[:2]:
        world.says(person)
    caller = Caller(world.ana)
    few = queries(caller, HOME)
    for turn in range(4):
        for person in people:
            post = world.says(person, f"Mot {turn} @ana #brume")
            world.says(world.ana, "Oui", answers=post)
            liking.like(world.ana, post)
    assert queries(caller, HOME) <= few + 4  # one's own words bring their counts, one's own account its own
    assert few <= 10, few


def test_contacts_are_my_people_even_where_i_do_not_follow(world: World):
    world.connect(world.ana, world.bruno)
    follows.unfollow(world.ana, world.bruno)
    post = world.says(world.bruno, to="contacts")
    assert ids(Caller(world.ana).get(HOME)) == [post.pk]
    contacts.end_contact(world.ana, world.bruno)
    assert Caller(world.ana).get(HOME) == []


def test_what_a_filter_holds_is_told_with_the_status(world: World):
    post = world.says(world.bruno, "Encore la brume")
    caller = Caller(world.ana)
    made = caller.post(
        "/api/v2/filters",
        {"title": "Temps", "context[]": ["home", "public"], "keywords_attributes[][keyword]": "brume"},
    )
    (hit,) = caller.get(f"/api/v1/statuses/{post.pk}")["filtered"]
    assert (hit["filter"]["id"], hit["keyword_matches"], hit["status_matches"]) == (made["id"], ["brume"], None)
    assert Caller(world.bruno).get(f"/api/v1/statuses/{post.pk}")["filtered"] == []


def test_what_a_filter_hides_is_told_with_the_status_for_the_application_to_hide(world: World):
    made = filters.make(world.ana, "Le sport", ["home"], action="hide")
    filters.add_words(world.ana, made.pk, "ÉTÉ")
    world.follow(world.ana, world.bruno)
    world.says(world.bruno, "Cet été, la brume.")
    caller = Caller(world.ana)
    (status,) = caller.get(HOME)
    (hit,) = status["filtered"]
    assert (hit["filter"]["filter_action"], hit["keyword_matches"]) == ("hide", ["ÉTÉ"])
    assert caller.get("/api/petitmot/v1/today")["statuses"] == [], "Today is the house's own"


def test_lists_and_follows_are_read_as_applications_set_them(world: World):
    caller = Caller(world.ana)
    for person in (world.bruno, world.esther):
        world.follow(world.ana, person)
    made = caller.post("/api/v1/lists", {"title": "À part", "exclusive": "true", "replies_policy": "none"})
    here = f"/api/v1/timelines/list/{made['id']}"
    caller.post(f"/api/v1/lists/{made['id']}/accounts", {"account_ids[]": [str(world.bruno.pk)]})
    post = world.says(world.bruno)
    answer = world.says(world.bruno, "Oui", answers=world.says(world.esther))
    assert ids(caller.get(here)) == [post.pk]
    assert not {post.pk, answer.pk} & set(ids(caller.get(HOME)))
    caller.put(f"/api/v1/lists/{made['id']}", {"replies_policy": "followed", "exclusive": False})
    assert ids(caller.get(here)) == [answer.pk, post.pk]
    assert {post.pk, answer.pk} <= set(ids(caller.get(HOME)))
    caller.post(f"/api/v1/accounts/{world.bruno.pk}/follow", {"languages[]": ["br"]})
    assert ids(caller.get(here)) == [] and not {post.pk, answer.pk} & set(ids(caller.get(HOME)))


def test_a_server_kept_away_is_away_from_every_timeline(world: World):
    caller, post = Caller(world.ana), world.says(world.chloe, "De la #brume.")
    share = liking.share(world.bruno, post)
    world.follow(world.ana, world.bruno)
    everywhere = [
        HOME,
        "/api/v1/timelines/public",
        "/api/v1/timelines/tag/brume",
        f"/api/v1/accounts/{world.chloe.pk}/statuses",
    ]
    expected = [[share.pk], [post.pk], [post.pk], [post.pk]]
    assert [ids(caller.get(path)) for path in everywhere] == expected
    caller.post("/api/v1/domain_blocks", {"domain": "ailleurs.example"})
    assert [ids(caller.get(path)) for path in everywhere] == [[], [], [], []]
    caller.get(f"/api/v1/statuses/{post.pk}")
    assert caller.status == 404
    caller.call("delete", "/api/v1/domain_blocks", {"domain": "ailleurs.example"}, json=True)
    assert [ids(caller.get(path)) for path in everywhere] == expected
