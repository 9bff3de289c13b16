"""What each peer's public documentation and source show, written by hand after them (`shapes/`), translated right.

Each record names what it was written after: a page, or a repository and a path in it.
"""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from petitmot.federation.documents import tie_activities
from petitmot.federation.documents.persons import moment
from petitmot.federation.knowing.persons import person_at
from petitmot.federation.models import Actor, RemotePicture
from petitmot.federation.quirks import mend_actor, mend_words
from petitmot.federation.signatures.tests.keys import RSA_PEM, TestKey
from petitmot.federation.tests.peers import Peer
from petitmot.kit import clock
from petitmot.people import follows
from petitmot.people.models import ContactRequest, Follow, FollowRequest
from petitmot.posts import poll_results, polls
from petitmot.posts.models import Favourite, PollAnswer, Post, Vote
from tests.world import World

pytestmark = pytest.mark.django_db
SHAPES = sorted((Path(__file__).parent / "shapes").glob("*.json"))


@pytest.mark.parametrize("path", SHAPES, ids=[path.stem for path in SHAPES])
def test_what_a_peer_sends_is_understood(world, peer, path):
    shape = filled(path, world, peer)
    uri = shape["actor"]["id"]
    peer.put(uri.removeprefix(peer.base), shape["actor"])
    if key_path := shape.get("key_path"):
        peer.put(key_path, {"id": uri, "type": "Person", "publicKey": shape["actor"]["publicKey"]})
    key = TestKey(shape["actor"]["publicKey"]["id"], RSA_PEM)
    for step in shape["steps"]:
        peer.says(world, step["activity"], key=key)
        check(step, world)
        if step is shape["steps"][0]:
            person = person_at(uri)
            assert {name: getattr(person, name) for name in shape["person"]} == shape["person"]
            assert Actor.objects.get(person=person).supports_requests is shape.get("supports_requests", False)
            world.follow(world.ana, person)
            world.settle()


@pytest.mark.parametrize("path", SHAPES, ids=[path.stem for path in SHAPES])
def test_a_peers_accept_of_our_follow_makes_it_hold_and_its_reject_ends_it(world, peer, path):
    shape = filled(path, world, peer)
    uri = shape["actor"]["id"]
    peer.put(uri.removeprefix(peer.base), shape["actor"])
    if key_path := shape.get("key_path"):
        peer.put(key_path, {"id": uri, "type": "Person", "publicKey": shape["actor"]["publicKey"]})
    key, person = TestKey(shape["actor"]["publicKey"]["id"], RSA_PEM), person_at(uri)
    follows.follow(world.bruno, person)
    request = FollowRequest.objects.get(follower=world.bruno, followed=person)
    sent = tie_activities.follow(world.bruno, person, request.since)["id"]
    accept = json.loads(json.dumps(shape["accept"]["activity"]).replace("{follow}", sent))
    peer.says(world, accept, key=key)
    assert Follow.objects.filter(follower=world.bruno, followed=person).exists(), shape["accept"]["source"]
    peer.says(world, {**accept, "id": f"{accept['id']}b", "type": "Reject"}, key=key)
    assert not Follow.objects.filter(follower=world.bruno, followed=person).exists()


def filled(path: Path, world: World, peer: Peer):
    text = path.read_text()
    post = world.says(world.ana, "Un mot d’ici.")
    poll = world.says(world.ana, "Où ?", poll=polls.Asked(("Forêt", "Lac"), several=True))
    said = {
        "{host}": peer.base,
        "{ana}": world.ana.uri,
        "{bruno}": world.bruno.uri,
        "{post}": post.uri,
        "{poll}": poll.uri,
        "{now}": moment(clock.now()),
        "{tomorrow}": moment(clock.now() + timedelta(days=1)),
        "{key}": json.dumps(peer.key().public_pem)[1:-1],
    }
    for name, value in said.items():
        text = text.replace(name, value)
    return json.loads(text)


def check(step, world: World) -> None:
    what = f"{step['what']}, after {step['source']}"
    if "follows" in step:
        assert Follow.objects.filter(followed=world.ana).exists() is step["follows"], what
    if "gone" in step:
        assert not Post.objects.filter(uri=step["gone"]).exists(), what
    if "likes" in step:
        assert Favourite.objects.count() == step["likes"], what
    if "shares" in step:
        assert Post.objects.filter(shares__isnull=False).count() == step["shares"], what
    if "votes" in step:
        chosen = PollAnswer.objects.filter(place__in=Vote.objects.values("place"), poll__in=Vote.objects.values("poll"))
        assert sorted(chosen.values_list("words", flat=True)) == step["votes"], what
    if "request" in step:
        assert ContactRequest.objects.values_list("words", flat=True).first() == step["request"], what
    if "post" in step:
        check_post(step["post"], what)


def check_post(expected, what: str) -> None:
    post = Post.objects.select_related("quotes", "in_reply_to", "author__server").get(uri=expected["uri"])
    for name in ("plain", "warning", "language", "visibility"):
        if name in expected:
            assert getattr(post, name) == expected[name], what
    assert expected.get("plain_has", "") in post.plain, what
    assert expected.get("html_has", "") in post.html, what
    if "versions" in expected:
        assert post.versions.count() == expected["versions"], what
    for name in ("quotes", "in_reply_to"):
        if name in expected:
            assert getattr(post, name).uri == expected[name], what
    if "tags" in expected:
        assert list(post.tagged.values_list("tag__name", flat=True)) == expected["tags"], what
    if "named" in expected:
        assert set(post.mentions.values_list("person__uri", flat=True)) == set(expected["named"]), what
    if "pictures" in expected:
        rows = RemotePicture.objects.filter(post=post).order_by("place")
        assert list(rows.values_list("alt", flat=True)) == expected["pictures"], what
    if "poll" in expected:
        shown = poll_results.shown(None, {post.pk: post.author})[post.pk]
        assert [[answer.words, answer.votes] for answer in shown.answers] == expected["poll"], what


def test_older_and_prefixed_spellings_are_straightened():
    titled = {"type": "Note", "name": "Un <titre>", "content": "Des mots"}
    assert mend_words(titled)["content"] == "<p><strong>Un &lt;titre&gt;</strong></p>Des mots"
    assert mend_actor({"sm:supportsFriendRequests": True})["supportsFriendRequests"] is True


@pytest.mark.parametrize("tag", [None, [], {"type": "Mention", "href": "https://ici.example/1"}, {"0": "non"}, 3])
def test_tags_that_are_no_numbered_object_stay_as_they_are(tag):
    assert mend_words({"type": "Note", "content": "Un mot", "tag": tag})["tag"] == tag
