"""Followers synchronisation that comes in (FEP-8fcf): only the author's own host is asked, and only what it says counts."""

from datetime import timedelta

import pytest

from petitmot.federation.delivering.synchronising import digest
from petitmot.federation.knowing.persons import person_at
from petitmot.federation.models import OutgoingActivity
from petitmot.kit import clock
from petitmot.people import follows
from petitmot.people.models import Follow, FollowRequest

pytestmark = pytest.mark.django_db
LIST = "/users/muriel/followers_synchronization"


@pytest.fixture
def muriel(world, peer):
    return person_at(peer.uri("/users/muriel"))


def followed_long_ago(world, follower, followed):
    world.follow(follower, followed)
    Follow.objects.filter(follower=follower).update(since=clock.now() - timedelta(days=1))


def told(world, peer, uris, *, url=None, whose=None, said=None, **collection):
    """Muriel's server says something, and beside it which of her followers live here."""
    peer.put(LIST, {"id": peer.uri(LIST), "type": "OrderedCollection", "orderedItems": uris} | collection)
    parts = {
        "collectionId": whose or peer.uri("/users/muriel/followers"),
        "digest": said or digest(uris),
        "url": url or peer.uri(LIST),
    }
    header = ", ".join(f'{name}="{value}"' for name, value in parts.items())
    note = peer.note(to=[peer.uri("/users/muriel/followers")], cc=[])
    peer.says(world, peer.does("Create", note), **{"Collection-Synchronization": header})


def test_where_both_agree_nothing_is_asked(world, peer, muriel):
    followed_long_ago(world, world.ana, muriel)
    told(world, peer, [world.ana.uri])
    assert LIST not in peer.paths()
    assert Follow.objects.exists()


def test_a_follow_that_they_do_not_know_ends(world, peer, muriel):
    followed_long_ago(world, world.ana, muriel)
    followed_long_ago(world, world.bruno, muriel)
    told(world, peer, [world.bruno.uri])
    assert Follow.objects.get().follower == world.bruno
    headers = dict(peer.asked)[LIST]
    assert "signature" in headers  # who asks is one of those it concerns


def test_a_young_follow_is_left_alone(world, peer, muriel):
    world.follow(world.ana, muriel)
    told(world, peer, [])
    assert Follow.objects.exists()


def test_a_follow_that_is_none_here_is_undone_there(world, peer, muriel):
    told(world, peer, [world.ana.uri, f"{world.ana.uri}9", "https://ailleurs.example/users/x"])
    (undo,) = OutgoingActivity.objects.filter(body__contains='"Undo"')
    assert world.ana.uri in undo.body
    assert muriel.uri in undo.body


def test_a_follow_that_waits_here_and_is_on_their_list_holds(world, peer, muriel):
    follows.follow(world.ana, muriel)
    told(world, peer, [world.ana.uri])
    assert not FollowRequest.objects.exists()
    assert Follow.objects.get().follower == world.ana


def test_pages_are_read_to_the_end_and_a_list_without_an_end_ends_nothing(world, peer, muriel):
    followed_long_ago(world, world.ana, muriel)
    followed_long_ago(world, world.bruno, muriel)
    second = peer.put("/2", {"type": "OrderedCollectionPage", "orderedItems": [world.bruno.uri]})
    first = peer.put("/1", {"type": "OrderedCollectionPage", "orderedItems": [world.ana.uri], "next": second})
    told(world, peer, [], orderedItems=None, first=first)
    assert Follow.objects.count() == 2
    peer.put("/2", {"type": "OrderedCollectionPage", "orderedItems": [], "next": first})
    told(world, peer, [], orderedItems=None, first=first)
    assert Follow.objects.count() == 2
    peer.put("/2", {"type": "OrderedCollectionPage", "orderedItems": []})
    told(world, peer, [], orderedItems=None, first=first)
    assert Follow.objects.get().follower == world.ana


@pytest.mark.parametrize("answer", [404, 500, {}, {"type": "Note", "orderedItems": []}])
def test_a_list_that_is_none_ends_nothing(world, peer, muriel, answer):
    followed_long_ago(world, world.ana, muriel)
    told(world, peer, [], url=peer.put("/broken", answer))
    assert Follow.objects.exists()


def test_lists_of_others_and_of_other_hosts_are_not_asked_for(world, peer, other_peer, muriel):
    followed_long_ago(world, world.ana, muriel)
    elsewhere = other_peer.put("/list", {"type": "Collection", "items": []})
    told(world, peer, [], url=elsewhere)
    told(world, peer, [], whose=other_peer.uri("/users/pia/followers"))
    told(world, peer, [], whose=peer.uri("/users/zoe/followers"))
    told(world, peer, [], said="nothing like a digest")
    told(world, peer, [], url='http://127.0.0.1/x" , x="')
    assert other_peer.paths() == []
    assert LIST not in peer.paths()
    assert Follow.objects.exists()
