"""Somebody elsewhere has moved, and the `Move` never came: their document says so, and the new address is asked."""

import pytest

from petitmot.federation.knowing.persons import person_at
from petitmot.people.models import Contact, Follow, FollowRequest, Person

pytestmark = pytest.mark.django_db
PATH = "/users/muriel"


@pytest.fixture
def muriel(world, peer):
    return person_at(peer.uri(PATH))


def refresh(world, peer, **said):
    """Muriel's document is asked for again, and what follows happens."""
    peer.actor("muriel", **said)
    person_at(peer.uri(PATH), refresh=True)
    world.settle()


def test_who_follows_goes_along_where_both_documents_say_so(world, peer, other_peer, muriel):
    world.follow(world.ana, muriel)
    other_peer.actor("pia", alsoKnownAs=[muriel.uri])
    refresh(world, peer, movedTo=other_peer.uri("/users/pia"))
    pia = Person.objects.get(uri=other_peer.uri("/users/pia"))
    assert set(FollowRequest.objects.values_list("follower", "followed")) == {(world.ana.pk, pia.pk)}
    assert not Follow.objects.exists()
    muriel.refresh_from_db()
    assert muriel.moved_to == pia


def test_a_contact_goes_along_too(world, peer, other_peer, muriel):
    world.connect(world.ana, muriel)
    other_peer.actor("pia", alsoKnownAs=[muriel.uri])
    refresh(world, peer, movedTo=other_peer.uri("/users/pia"))
    assert Contact.objects.get(person=world.ana).other.uri == other_peer.uri("/users/pia")


@pytest.mark.parametrize("names", [[], ["https://ailleurs.example/users/muriel"]])
def test_nobody_goes_along_to_an_address_that_does_not_name_the_old_one(world, peer, other_peer, muriel, names):
    world.follow(world.ana, muriel)
    other_peer.actor("pia", alsoKnownAs=names)
    refresh(world, peer, movedTo=other_peer.uri("/users/pia"))
    assert Follow.objects.get().followed == muriel
    muriel.refresh_from_db()
    assert muriel.moved_to_id is None


def test_what_the_new_address_says_is_asked_now_and_not_remembered(world, peer, other_peer, muriel):
    world.follow(world.ana, muriel)
    other_peer.actor("pia", alsoKnownAs=[muriel.uri])
    person_at(other_peer.uri("/users/pia"))
    other_peer.actor("pia")
    refresh(world, peer, movedTo=other_peer.uri("/users/pia"))
    assert Follow.objects.get().followed == muriel


def test_an_address_that_does_not_answer_changes_nothing_and_the_next_look_asks_again(world, peer, other_peer, muriel):
    world.follow(world.ana, muriel)
    for status in (404, 410, 403):
        other_peer.put("/users/pia", status)
        refresh(world, peer, movedTo=other_peer.uri("/users/pia"))
        assert Follow.objects.get().followed == muriel
    other_peer.actor("pia", alsoKnownAs=[muriel.uri])
    refresh(world, peer, movedTo=other_peer.uri("/users/pia"))
    assert not Follow.objects.exists()


def test_who_says_to_have_moved_alone_takes_nobody_along(world, peer, other_peer, muriel):
    world.follow(world.ana, muriel)
    other_peer.actor("pia", alsoKnownAs=[muriel.uri])
    refresh(world, peer, movedTo=other_peer.uri("/users/pia"), movedAlone=True)
    assert Follow.objects.get().followed == muriel


def test_nobody_is_asked_where_nobody_here_could_go_along(world, peer, other_peer, muriel):
    other_peer.actor("pia", alsoKnownAs=[muriel.uri])
    refresh(world, peer, movedTo=other_peer.uri("/users/pia"))
    assert other_peer.paths() == []


def test_a_row_of_moves_is_not_followed_on_and_on(world, peer, other_peer, muriel):
    world.follow(world.ana, muriel)
    other_peer.actor("pia", alsoKnownAs=[muriel.uri], movedTo=other_peer.uri("/users/zoe"))
    other_peer.actor("zoe", alsoKnownAs=[other_peer.uri("/users/pia")], movedTo=muriel.uri)
    refresh(world, peer, movedTo=other_peer.uri("/users/pia"))
    assert "/users/zoe" not in other_peer.paths()


def test_who_says_to_live_where_they_are_has_not_moved(world, peer, muriel):
    world.follow(world.ana, muriel)
    refresh(world, peer, movedTo=muriel.uri, alsoKnownAs=[muriel.uri])
    assert Follow.objects.get().followed == muriel
    muriel.refresh_from_db()
    assert muriel.moved_to_id is None


def test_to_here_and_by_an_update_it_is_the_same(world, peer, muriel):
    world.follow(world.ana, muriel)
    Person.objects.filter(pk=world.bruno.pk).update(also_known_as=[muriel.uri])
    peer.actor("muriel", movedTo=world.bruno.uri)
    peer.says(world, peer.does("Update", peer.documents[PATH]))
    assert Follow.objects.get().followed == world.bruno
