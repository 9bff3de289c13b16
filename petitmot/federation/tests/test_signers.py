"""Who signed a request: keys are found where their owner names them, and nowhere else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import RequestFactory

from petitmot.federation.knowing.keys import find_key
from petitmot.federation.models import Actor, Key
from petitmot.federation.receiving.signers import ServerRefused, signer_of
from petitmot.federation.signatures.material import Unverified
from petitmot.federation.signatures.signing import sign
from petitmot.federation.signatures.tests.keys import ED25519_PEM, TestKey
from petitmot.federation.tests.deciding import moderator, refuse
from petitmot.kit import clock
from petitmot.moderation import limiting
from petitmot.people.models import Person

pytestmark = pytest.mark.django_db
URL = "http://petitmot.test/ap/people/1/outbox?page=true"
MANY_DAYS = timedelta(days=30)


def asked(key, scheme="cavage"):
    path, _mark, query = URL.removeprefix("http://petitmot.test").partition("?")
    return RequestFactory().get(path + "?" + query, headers=sign("GET", URL, {}, b"", key, scheme))


@pytest.mark.parametrize("scheme", ["cavage", "rfc9421"])
def test_the_signer_is_who_names_the_key(peer, scheme):
    signer = signer_of(asked(peer.key(), scheme))
    assert (signer.actor_uri, signer.host) == (peer.uri("/users/muriel"), peer.host)
    assert peer.paths() == ["/users/muriel"]
    assert 'keyId="http://petitmot.test/ap/actor#main-key"' in peer.asked[0][1]["signature"]
    signer_of(asked(peer.key(), scheme))
    assert peer.paths() == ["/users/muriel"]
    muriel = Person.objects.get(uri=signer.actor_uri)
    assert (muriel.name, muriel.display_name, muriel.server.domain) == ("muriel", "Muriel", peer.host)
    assert Actor.objects.get(person=muriel).shared_inbox == peer.uri("/inbox")


def test_nobody_signed_nothing(peer):
    with pytest.raises(Unverified):
        signer_of(RequestFactory().get("/ap/people/1"))


def test_a_key_that_its_owner_does_not_name_is_nobodys(peer):
    peer.documents["/users/muriel"].pop("publicKey")
    with pytest.raises(Unverified, match="cannot be found"):
        signer_of(asked(peer.key()))


def test_a_key_of_another_host_in_an_actors_document_is_not_believed(peer, other_peer):
    """Pia's server claims that Muriel's key, or that Muriel, is hers."""
    stolen = {"id": peer.key().key_id, "owner": other_peer.uri("/users/pia"), "publicKeyPem": peer.key().public_pem}
    other_peer.documents["/users/pia"]["publicKey"] = stolen
    other_peer.put("/key", {"id": other_peer.uri("/key"), "owner": peer.uri("/users/muriel"), **stolen})
    for key_id in (other_peer.uri("/users/pia#main-key"), other_peer.uri("/key")):
        assert find_key(key_id) is None
    assert not Key.objects.filter(owner=other_peer.uri("/users/pia")).exists()


def test_a_document_with_an_id_of_another_host_is_not_believed(peer, other_peer):
    other_peer.documents["/users/pia"] = peer.documents["/users/muriel"]
    assert find_key(other_peer.uri("/users/pia#main-key")) is None
    assert find_key(peer.key().key_id) is not None


def test_another_actor_of_the_host_cannot_take_a_key_over(peer):
    assert find_key(peer.key().key_id) is not None
    thief = peer.actor("voleur", pem=ED25519_PEM)
    peer.documents["/users/voleur"]["publicKey"] |= {"id": peer.key().key_id}
    assert find_key(f"{thief}#main-key") is None
    assert Key.objects.get(key_id=peer.key().key_id).owner == peer.uri("/users/muriel")


def test_a_key_that_changed_is_fetched_again_and_the_old_one_is_good_no_more(peer):
    old, new = peer.key(), TestKey(peer.key().key_id, ED25519_PEM)
    signer_of(asked(old))
    peer.actor("muriel", pem=ED25519_PEM)
    Key.objects.filter(key_id=old.key_id).update(made_at=clock.now() - MANY_DAYS)
    assert signer_of(asked(new)).actor_uri == peer.uri("/users/muriel")
    with pytest.raises(Unverified):
        signer_of(asked(old))


def test_a_key_that_does_not_fit_is_asked_for_once_a_minute_at_most(peer):
    signer_of(asked(peer.key()))
    for _try in range(5):
        with pytest.raises(Unverified):
            signer_of(asked(TestKey(peer.key().key_id, ED25519_PEM)))
    assert peer.paths() == ["/users/muriel"]


def test_a_key_with_an_address_of_its_own_leads_to_its_actor(peer):
    """As GoToSocial names them: /users/muriel/main-key answers with a part of the actor."""
    key_id = peer.uri("/users/muriel/main-key")
    peer.documents["/users/muriel"]["publicKey"] |= {"id": key_id}
    peer.put("/users/muriel/main-key", {"id": peer.uri("/users/muriel"), "type": "Person"})
    assert signer_of(asked(TestKey(key_id, peer.key().pem))).actor_uri == peer.uri("/users/muriel")


def test_the_actor_of_a_server_is_a_signer_and_no_person(peer):
    peer.actor("instance.actor", type="Application")
    key = peer.key("instance.actor")
    assert signer_of(asked(key)).actor_uri == peer.uri("/users/instance.actor")
    assert not Person.objects.filter(server__domain=peer.host).exists()


def test_a_server_that_is_refused_is_nobody_and_never_asked(world, peer):
    limit = refuse(world, peer.host)
    with pytest.raises(Unverified):
        signer_of(asked(peer.key()))
    assert peer.asked == []
    limiting.lift(moderator(world), limit)
    signer_of(asked(peer.key()))
    refuse(world, peer.host)
    with pytest.raises(ServerRefused):
        signer_of(asked(peer.key()))


def test_a_multikey_of_ed25519_is_read(peer):
    from petitmot.federation.keys import multibase

    key = TestKey(peer.uri("/users/muriel#ed25519-key"), ED25519_PEM)
    said = {
        "id": key.key_id,
        "type": "Multikey",
        "controller": peer.uri("/users/muriel"),
        "publicKeyMultibase": multibase(key.public_pem),
    }
    peer.documents["/users/muriel"]["assertionMethod"] = [said]
    assert signer_of(asked(key, "rfc9421")).key_id == key.key_id
