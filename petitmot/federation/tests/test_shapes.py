"""What each peer's public documentation shows, written by hand after it (`shapes/`), translated right."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from petitmot.federation.documents.persons import moment
from petitmot.federation.knowing.persons import person_at
from petitmot.federation.models import Actor, RemotePicture
from petitmot.federation.signatures.tests.keys import RSA_PEM, TestKey
from petitmot.federation.tests.peers import Peer
from petitmot.kit import clock
from petitmot.people.models import ContactRequest, Follow
from petitmot.posts import polls
from petitmot.posts.models import Favourite, Post
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


def filled(path: Path, world: World, peer: Peer):
    text = path.read_text()
    post = world.says(world.ana, "Un mot d’ici.")
    said = {
        "{host}": peer.base,
        "{ana}": world.ana.uri,
        "{post}": post.uri,
        "{now}": moment(clock.now()),
        "{tomorrow}": moment(clock.now() + timedelta(days=1)),
        "{key}": json.dumps(peer.key().public_pem)[1:-1],
    }
    for name, value in said.items():
        text = text.replace(name, value)
    return json.loads(text)


def check(step, world: World) -> None:
    what = step["what"]
    if "follows" in step:
        assert Follow.objects.filter(followed=world.ana).exists() is step["follows"], what
    if "gone" in step:
        assert not Post.objects.filter(uri=step["gone"]).exists(), what
    if "likes" in step:
        assert Favourite.objects.count() == step["likes"], what
    if "shares" in step:
        assert Post.objects.filter(shares__isnull=False).count() == step["shares"], what
    if "request" in step:
        assert ContactRequest.objects.values_list("words", flat=True).first() == step["request"], what
    if "post" in step:
        check_post(step["post"], what)


def check_post(expected, what: str) -> None:
    post = Post.objects.select_related("quotes", "author__server").get(uri=expected["uri"])
    for name in ("plain", "warning", "language", "visibility"):
        if name in expected:
            assert getattr(post, name) == expected[name], what
    assert expected.get("plain_has", "") in post.plain, what
    assert expected.get("html_has", "") in post.html, what
    if "versions" in expected:
        assert post.versions.count() == expected["versions"], what
    if "quotes" in expected:
        assert post.quotes.uri == expected["quotes"], what
    if "pictures" in expected:
        rows = RemotePicture.objects.filter(post=post).order_by("place")
        assert list(rows.values_list("alt", flat=True)) == expected["pictures"], what
    if "poll" in expected:
        shown = polls.shown(None, {post.pk: post.author})[post.pk]
        assert [[answer.words, answer.votes] for answer in shown.answers] == expected["poll"], what
