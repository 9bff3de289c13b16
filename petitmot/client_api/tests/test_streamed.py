"""What streams tell whom: a fact on the bus, said for one person as their timelines would."""

from __future__ import annotations

import json

import pytest

from petitmot.attentions.models import Notice
from petitmot.client_api import tokens
from petitmot.client_api.errors import ApiError
from petitmot.client_api.streaming import callers
from petitmot.client_api.streaming.socket import envelope
from petitmot.client_api.streaming.streams import Stream
from petitmot.client_api.streaming.telling import tell
from petitmot.client_api.tests.caller import Caller
from petitmot.people import circles, follows
from petitmot.people.models import Account
from petitmot.posts.models import Visibility
from tests.world import World

ALL = frozenset(
    [Stream(name) for name in ("user", "user:notification", "direct", "public", "public:local", "public:remote")]
    + [Stream("public:media"), Stream("hashtag", "brume"), Stream("hashtag", "autre"), Stream("hashtag:local", "brume")]
)


def told(person, fact, id_, streams=ALL):
    found = tell(fact, id_, {person.pk: streams})[person.pk]
    return {event.name: (json.loads(event.payload), {stream.name for stream in event.streams}) for event in found}


def where(person, fact, id_, streams=ALL):
    found = tell(fact, id_, {person.pk: streams})[person.pk]
    return {":".join(stream.label) for event in found for stream in event.streams}


def test_words_stand_in_the_streams_whose_timelines_hold_them(world: World):
    world.follow(world.ana, world.bruno)
    public = world.says(world.bruno, "De la #brume.")
    assert where(world.ana, "words", public.pk) == {
        *("user", "public", "public:local", "hashtag:brume", "hashtag:local:brume")
    }
    assert where(world.esther, "words", public.pk) == {
        *("public", "public:local", "hashtag:brume", "hashtag:local:brume")
    }
    quiet = world.says(world.bruno, "Tout bas.", Visibility.QUIET)
    name, (status, _streams) = next(iter(told(world.ana, "words", quiet.pk).items()))
    assert (name, status["id"], status["visibility"]) == ("update", str(quiet.pk), "unlisted")
    assert next(iter(told(world.ana, "edited", quiet.pk))) == "status.update"
    assert where(world.esther, "words", quiet.pk) == set()


def test_rule_27_no_stream_tells_what_its_reader_may_not_see(world: World):
    world.follow(world.esther, world.bruno)
    narrow = world.says(world.bruno, "Entre nous. #brume", Visibility.CONTACTS)
    assert where(world.esther, "words", narrow.pk) == where(world.ana, "words", narrow.pk) == set()
    public = world.says(world.ana, "Pour tous. #brume")
    assert where(world.dov, "words", public.pk) == set()  # blocked


def test_a_list_streams_its_people(world: World):
    world.follow(world.ana, world.bruno)
    circle = circles.form(world.ana, "Amis")
    circles.take_in(circle, world.ana, world.bruno)
    mine = frozenset([Stream("list", str(circle.pk))])
    post = world.says(world.bruno)
    assert where(world.ana, "words", post.pk, mine) == {f"list:{circle.pk}"}
    assert where(world.esther, "words", post.pk, mine) == set()  # it is not theirs


def test_private_words_are_a_conversation_and_a_notification(world: World):
    world.connect(world.ana, world.bruno)
    post = world.writes(world.bruno, world.ana)
    world.settle()
    conversation, streams = told(world.ana, "private", post.pk)["conversation"]
    assert (conversation["last_status"]["id"], streams) == (str(post.pk), {"direct"})
    assert where(world.esther, "private", post.pk) == set()
    notice = Notice.objects.get(person=world.ana, post=post)
    notification, streams = told(world.ana, "quiet-notice", notice.pk)["notification"]
    assert (notification["type"], streams) == ("mention", {"user", "user:notification"})
    assert where(world.bruno, "notice", notice.pk) == set()


def test_what_is_gone_is_told_as_its_id_without_a_query(world: World, django_assert_num_queries):
    ana = world.ana
    with django_assert_num_queries(0):
        assert told(ana, "gone", 77, frozenset([Stream("user"), Stream("direct")])) == {"delete": (77, {"user"})}


def test_a_word_for_one_person_costs_few_queries(world: World, django_assert_max_num_queries):
    world.follow(world.ana, world.bruno)
    post = world.says(world.bruno)
    user = frozenset([Stream("user")])
    told(world.ana, "words", post.pk, user)
    with django_assert_max_num_queries(12):
        assert where(world.ana, "words", post.pk, user) == {"user"}


def test_who_is_behind_a_token(world: World):
    caller = Caller(world.ana, "read:statuses")
    found = callers.behind(caller.secret)
    assert (found.person, found.granted) == (world.ana.pk, frozenset({"read:statuses"}))
    assert callers.still_good({found.token, 99}) == {found.token}
    for secret in ("", "forged", "\0", Caller(of_application=True).secret):
        with pytest.raises(ApiError) as refused:
            callers.behind(secret)
        assert refused.value.status == 401
    suspended = Caller(world.bruno)
    account = Account.objects.get(persons=world.bruno)
    Account.objects.filter(pk=account.pk).update(suspended_at="2026-01-01T00:00Z")
    with pytest.raises(ApiError) as refused:
        callers.behind(suspended.secret)
    assert refused.value.status == 403
    token = tokens.find(caller.secret)
    assert token
    tokens.revoke(token)
    assert callers.still_good({found.token}) == set()
    with pytest.raises(ApiError):
        callers.behind(caller.secret)


def test_applications_hear_that_filters_changed_on_the_stream_of_the_person_alone(world: World):
    assert where(world.ana, "filters", world.ana.pk) == {"user"}
    (event,) = tell("filters", world.ana.pk, {world.ana.pk: ALL})[world.ana.pk]
    said = json.loads(envelope(event))
    assert said == {"stream": ["user"], "event": "filters_changed"}, "without a payload, as in Mastodon"


def test_applications_hear_that_accepted_requests_are_merged_where_notifications_come(world: World):
    found = tell("merged", world.ana.pk, {world.ana.pk: ALL})[world.ana.pk]
    (event,) = found
    assert (event.name, event.payload) == ("notifications_merged", "1")
    assert {stream.name for stream in event.streams} == {"user", "user:notification"}
    only = frozenset([Stream("user")])
    (event,) = tell("merged", world.ana.pk, {world.ana.pk: only})[world.ana.pk]
    assert json.loads(envelope(event)) == {"stream": ["user"], "event": "notifications_merged", "payload": "1"}


def test_a_list_streams_the_replies_and_languages_its_owner_wants(world: World):
    world.follow(world.ana, world.bruno)
    circle = circles.form(world.ana, "Le lavoir")
    circles.take_in(circle, world.ana, world.bruno)
    stream = frozenset([Stream("list", str(circle.pk)), Stream("user")])
    reply = world.says(world.bruno, "Oui", answers=world.says(world.bruno))
    apart = {f"list:{circle.pk}"}
    assert where(world.ana, "words", reply.pk, stream) == apart | {"user"}
    circles.settle(circle, world.ana, exclusive=True)
    assert where(world.ana, "words", reply.pk, stream) == apart
    follows.follow(world.ana, world.bruno, languages=["de"])
    assert where(world.ana, "words", reply.pk, stream) == set()
