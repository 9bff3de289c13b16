"""What was done, as activities: each with the id, actor, object and addresses that others expect."""

import json
from datetime import UTC, datetime

import pytest

from petitmot.federation.documents import activities, person_activities, tie_activities, word_activities
from petitmot.federation.tests.asking import elsewhere
from petitmot.kit import clock
from petitmot.people import contacts, introductions, leaving
from petitmot.people.models import Person
from petitmot.posts import liking
from petitmot.posts.models import Post
from tests.world import WORDS

AT = datetime(2026, 11, 22, 12, 0, 0, 250_000, UTC)
EVERYBODY = "https://www.w3.org/ns/activitystreams#Public"


@pytest.fixture
def far(world):
    return elsewhere(world, "loin")


def every_activity(world, far):
    """One of each, made twice from the same nouns."""
    ana, post = world.ana, world.says(world.ana, "Des mots.")
    theirs = world.says(far, uri="https://ailleurs.example/notes/1")
    share = liking.share(ana, theirs)
    request = contacts.ask(ana, far, words=WORDS)
    world.connect(ana, world.bruno)
    follow = tie_activities.follow(far, ana, AT)
    return [
        lambda: word_activities.create(Post.objects.get(pk=post.pk)),
        lambda: word_activities.update(Post.objects.get(pk=post.pk), at=AT),
        lambda: word_activities.delete(post.uri, ana, AT),
        lambda: word_activities.announce(share, ana, theirs, far),
        lambda: word_activities.unannounce(share.uri, ana, theirs.uri),
        lambda: word_activities.like(ana, theirs, far, AT),
        lambda: word_activities.vote(ana, theirs, far, 1, "Le café"),
        lambda: tie_activities.follow(ana, far, AT, words=WORDS),
        lambda: activities.undo(tie_activities.follow(ana, far), at=AT),
        lambda: tie_activities.offer(request),
        lambda: activities.accept(ana, follow, words="Avec plaisir."),
        lambda: activities.reject(ana, follow),
        lambda: tie_activities.read(ana, {"id": "https://ailleurs.example/offers/1"}, far.uri),
        lambda: tie_activities.block(ana, far, AT),
        lambda: person_activities.move(ana, "https://ailleurs.example/users/ana"),
        lambda: word_activities.add(ana, post),
        lambda: word_activities.remove(ana, post, AT),
        lambda: person_activities.update_person(ana, AT),
        lambda: person_activities.delete_person(ana),
        lambda: word_activities.quote_request(post, ana, theirs.uri, far.uri),
        lambda: person_activities.flag(
            "http://petitmot.test/ap/actor", [far.uri, theirs.uri], "Insultes", "http://x/1"
        ),
    ]


def test_every_activity_is_whole_and_has_an_id_that_stays(world, far):
    ids = set()
    for make in every_activity(world, far):
        activity = make()
        assert {"@context", "id", "type", "actor", "object", "to"} <= set(activity), activity
        assert activity["to"] and all(isinstance(each, str) for each in activity["to"])
        assert make()["id"] == activity["id"] and activity["id"].startswith("http")
        inner = activity["object"]
        assert isinstance(inner, str | list) or "@context" not in inner
        json.dumps(activity)
        ids.add(activity["id"])
    assert len(ids) == 21


def test_two_follows_with_an_undo_between_are_two(world, far):
    first, second = tie_activities.follow(world.ana, far, AT), tie_activities.follow(world.ana, far, clock.now())
    assert first["id"] != second["id"]
    bare = tie_activities.follow(world.ana, far)
    assert activities.undo(bare, at=AT)["id"] != activities.undo(bare, at=clock.now())["id"]


def test_what_is_answered_and_undone_is_carried_whole(world, far):
    follow = {"@context": "x", "id": "https://ailleurs.example/f/1", "type": "Follow",
              "actor": far.uri, "object": world.ana.uri}  # fmt: skip
    for activity in (activities.accept(world.ana, follow), activities.reject(world.ana, follow)):
        assert activity["object"] == {name: said for name, said in follow.items() if name != "@context"}
        assert activity["to"] == [far.uri] and activity["actor"] == world.ana.uri
    undone = activities.undo(tie_activities.block(world.ana, far, AT))
    assert undone["object"]["type"] == "Block" and undone["to"] == [far.uri]


def test_words_of_a_request_travel_in_an_offer_of_the_reversed_follow(world, far):
    offer = tie_activities.offer(contacts.ask(world.ana, far, words=WORDS))
    assert offer["type"] == "Offer" and offer["content"] == WORDS and offer["to"] == [far.uri]
    assert offer["object"] == {"type": "Follow", "actor": far.uri, "object": world.ana.uri}


def test_an_introduction_is_an_offer_of_one_to_the_other(world, far):
    world.connect(world.ana, far)
    world.connect(world.ana, world.bruno)
    made = introductions.introduce(world.ana, world.bruno, far, words="Vous aimez tous deux la brume.")
    offer = tie_activities.introduce(made, world.bruno, far)
    assert (offer["actor"], offer["object"], offer["target"]) == (world.ana.uri, world.bruno.uri, far.uri)
    assert offer["content"] == "Vous aimez tous deux la brume." and offer["to"] == [far.uri]


def test_a_deletion_carries_no_words(world):
    activity = word_activities.delete("http://petitmot.test/ap/posts/1", world.ana, AT)
    assert activity["object"]["type"] == "Tombstone" and activity["object"]["formerType"] == "Note"
    assert activity["to"] == [EVERYBODY] and "content" not in str(activity)


def test_rule_41_a_farewell_names_the_address_alone(world):
    leaving.leave(world.ana)
    gone = Person.objects.get(pk=world.ana.pk)
    assert person_activities.delete_person(gone)["object"] == gone.uri
    assert "Ana" not in str(person_activities.delete_person(gone))


def test_rule_30_a_share_of_quiet_words_stays_quiet(world):
    quiet = world.says(world.ana, to="quiet")
    share = liking.share(world.bruno, quiet)
    activity = word_activities.announce(share, world.bruno, quiet, world.ana)
    assert activity["to"] == [f"{world.bruno.uri}/followers"] and activity["cc"] == [EVERYBODY, world.ana.uri]


def test_a_report_names_the_server_and_not_who_reported(world, far):
    activity = person_activities.flag(
        "http://petitmot.test/ap/actor", [far.uri], "Insultes", "http://petitmot.test/ap/flags/1"
    )
    assert activity["actor"] == "http://petitmot.test/ap/actor" and world.ana.uri not in str(activity)


def test_consent_to_a_quote_names_the_stamp(world, far):
    post = world.says(world.ana)
    asked = {"id": "https://ailleurs.example/q/1", "type": "QuoteRequest", "actor": far.uri, "object": post.uri}
    accepted = word_activities.accept_quote(world.ana, asked, post, 77)
    assert accepted["type"] == "Accept" and accepted["result"] == f"{post.uri}/quoted-by/77"
