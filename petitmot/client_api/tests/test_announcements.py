"""Announcements as applications read, answer and put them aside; and what streams tell of them."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from petitmot.client_api.streaming.streams import Stream
from petitmot.client_api.streaming.telling import tell
from petitmot.client_api.tests.caller import Caller
from petitmot.client_api.tests.shapes import check
from petitmot.client_api.tests.shapes_of_server import ANNOUNCEMENT
from petitmot.kit import clock
from petitmot.moderation import announcements, announcing
from petitmot.moderation.models import AnnouncementReaction
from petitmot.people.models import Account
from tests.world import World

ALL = "/api/v1/announcements"
STREAMS = frozenset([Stream("user"), Stream("user:notification"), Stream("public"), Stream("direct")])


@pytest.fixture
def keeper(world: World) -> Account:
    Account.objects.filter(persons=world.esther).update(role=Account.Role.OPERATOR)
    return Account.objects.get(persons=world.esther)


def told(person, fact, id_):
    found = tell(fact, id_, {person.pk: STREAMS})[person.pk]
    return [(event.name, event.payload, {stream.name for stream in event.streams}) for event in found]


def test_announcements_are_told_whole(world: World, keeper):
    world.emoji("chat")
    world.bruno
    now = clock.now()
    made = announcing.write(
        keeper, "Voir @bruno #Brume :chat: [là](/regles/)", starts_at=now, ends_at=now + timedelta(1)
    )
    announcements.answer(world.ana, made, "chat")
    caller = Caller(world.ana)
    (row,) = caller.get(ALL)
    check(row, ANNOUNCEMENT)
    assert (row["id"], row["read"], row["all_day"]) == (str(made.pk), False, False)
    assert (row["mentions"][0]["acct"], row["mentions"][0]["url"]) == ("bruno", "http://petitmot.test/@bruno")
    assert row["tags"] == [{"name": "brume", "url": "http://petitmot.test/mots/brume"}]
    assert row["emojis"][0]["shortcode"] == "chat" and 'href="http://petitmot.test/' in row["content"]
    (sign,) = row["reactions"]
    assert (sign["name"], sign["count"], sign["me"]) == ("chat", 1, True)
    assert sign["url"] == row["emojis"][0]["url"] and sign["static_url"]


def test_one_is_put_aside_and_comes_with_it_said_so(world: World, keeper):
    made = announcing.write(keeper, "Bonjour.")
    caller = Caller(world.ana)
    assert caller.post(f"{ALL}/{made.pk}/dismiss") == {}
    assert caller.post(f"{ALL}/{made.pk}/dismiss") == {}
    assert [row["read"] for row in caller.get(ALL)] == [True]
    assert [row["read"] for row in caller.get(ALL, with_dismissed="true")] == [True]
    assert caller.get(ALL, with_dismissed="false") == []
    assert [row["read"] for row in Caller(world.bruno).get(ALL)] == [False]


def test_signs_are_given_and_taken_back_and_counted_for_the_operator_alone(world: World, keeper):
    made = announcing.write(keeper, "Bonjour.")
    sign = f"{ALL}/{made.pk}/reactions/🎉"
    for person in (world.ana, world.bruno):
        caller = Caller(person)
        assert caller.put(sign, {}) == {} and caller.status == 200
    assert Caller(world.ana).get(ALL)[0]["reactions"] == [{"name": "🎉", "count": 1, "me": True}]
    assert Caller(world.esther).get(ALL)[0]["reactions"] == [{"name": "🎉", "count": 2, "me": False}]
    caller = Caller(world.ana)
    assert caller.delete(sign) == {}
    assert caller.get(ALL)[0]["reactions"] == []
    assert caller.delete(sign) == {"error": "Record not found"} and caller.status == 404


@pytest.mark.parametrize("name", ["rien", "%3Cb%3E", "ab%2Fcd", "%F0%9F%8E%89%F0%9F%8E%89", "%2525"])
def test_what_is_no_sign_is_said_as_mastodon_says_it(world: World, keeper, name):
    made = announcing.write(keeper, "Bonjour.")
    caller = Caller(world.ana)
    answer = caller.put(f"{ALL}/{made.pk}/reactions/{name}", {})
    assert caller.status in (404, 422)
    if caller.status == 422:
        assert answer["error"] == "Validation failed: Name is not a recognized emoji"
    assert not AnnouncementReaction.objects.exists()


@pytest.mark.parametrize("id_", ["0", "99999999", "x", "1.5", "-1", "9" * 30])
def test_what_is_not_there_is_not_found(world: World, keeper, id_):
    over = announcing.write(keeper, "Bonjour.", ends_at=clock.now() + timedelta(hours=1))
    type(over).objects.update(ends_at=clock.now())
    caller = Caller(world.ana)
    for which in (id_, str(over.pk)):
        for method, rest in (("post", "dismiss"), ("put", "reactions/🎉"), ("delete", "reactions/🎉")):
            assert caller.call(method, f"{ALL}/{which}/{rest}", {}, json=True) == {"error": "Record not found"}
            assert caller.status == 404


def test_the_user_stream_tells_of_announcements_and_of_signs_as_each_may_know(world: World, keeper):
    made = announcing.write(keeper, "Bonjour.")
    ((name, payload, streams),) = told(world.ana, "announced", made.pk)
    assert (name, streams) == ("announcement", {"user"})
    check(json.loads(payload), ANNOUNCEMENT)
    announcements.answer(world.ana, made, "🎉")
    announcements.answer(world.bruno, made, "🎉")
    row = AnnouncementReaction.objects.get(person=world.ana)

    def sign(person):
        return [
            (name, json.loads(payload)) for name, payload, _streams in told(person, "announcement-answered", row.pk)
        ]

    said = {"name": "🎉", "announcement_id": str(made.pk)}
    assert sign(world.ana) == [("announcement.reaction", said | {"count": 1, "me": True})]
    assert sign(world.esther) == [("announcement.reaction", said | {"count": 2, "me": False})]
    assert sign(world.bruno) == [], "what others answer is none of theirs to know"
    announcements.take_answer_back(world.ana, made, "🎉")
    assert sign(world.ana) == [("announcement.reaction", said | {"count": 0, "me": False})]
    announcing.withdraw(keeper, made)
    assert told(world.ana, "announced", made.pk) == sign(world.ana) == []
    assert told(world.ana, "announcement-gone", made.pk) == [("announcement.delete", str(made.pk), {"user"})]


def test_announcements_cost_few_questions(world: World, keeper, django_assert_max_num_queries):
    world.emoji("chat")
    for number in range(10):
        announcements.answer(world.ana, announcing.write(keeper, f"{number} :chat: @ana"), "chat")
    caller = Caller(world.ana)
    caller.get(ALL)
    with django_assert_max_num_queries(11):
        assert len(caller.get(ALL)) == 10
