"""Keys are made once, when first needed, and never shown."""

from threading import Barrier, Thread

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from django.db import connection

from petitmot.federation import keys
from petitmot.federation.models import Key
from petitmot.kit import clock
from petitmot.people import leaving
from petitmot.people.models import Person


def test_rule_45_somebody_who_signed_up_has_no_keys_until_they_are_needed(world):
    assert world.ana and not Key.objects.exists()
    keys.signing_key(world.ana)
    assert [key.kind for key in Key.objects.all()] == ["rsa"]


def test_a_key_is_made_once_and_found_again(world):
    first, again = keys.signing_key(world.ana), keys.signing_key(world.ana)
    assert first == again and Key.objects.count() == 1
    assert first.key_id == f"{world.ana.uri}#main-key" and first.kind == "rsa"


def test_what_the_private_key_signs_the_published_one_verifies(world):
    private = keys.signing_key(world.ana).private()
    assert isinstance(private, RSAPrivateKey)
    signature = private.sign(b"des mots", PKCS1v15(), SHA256())
    public = load_pem_public_key(Key.objects.get(kind="rsa").public.encode())
    assert isinstance(public, RSAPublicKey)
    public.verify(signature, b"des mots", PKCS1v15(), SHA256())
    assert public.key_size == 2048


def test_each_person_has_an_ed25519_key_written_as_a_multikey(world):
    key = keys.ed25519_key(world.ana)
    assert isinstance(key.private(), Ed25519PrivateKey)
    assert keys.multibase(Key.objects.get(kind="ed25519").public).startswith("z6Mk")  # as W3C's did:key examples do


def test_the_server_has_a_key_of_its_own(world):
    key = keys.instance_actor()
    assert isinstance(key.private(), RSAPrivateKey)
    assert key.key_id == "http://petitmot.test/ap/actor#main-key"
    assert keys.instance_actor() == key


def test_a_private_key_is_in_no_repr(world):
    key = keys.signing_key(world.ana)
    assert "PRIVATE" not in repr(key) + str(key) + repr(Key.objects.get())


def test_the_farewell_can_be_signed_and_then_the_keys_go(world, settings):
    key = keys.signing_key(world.ana)
    leaving.leave(world.ana)
    world.settle()
    assert keys.signing_key(Person.objects.get(pk=world.ana.pk)) == key
    keys.forget_keys_of_the_gone()
    assert Key.objects.exists()
    Person.objects.filter(pk=world.ana.pk).update(left_at=clock.now() - 2 * keys.KEPT_AFTER_LEAVING)
    keys.forget_keys_of_the_gone()
    assert not Key.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_processes_at_once_make_one_key():
    from tests.world import World

    ana, both, made = World().ana, Barrier(2), []

    def make() -> None:
        both.wait()
        made.append(keys.signing_key(ana))
        connection.close()

    threads = [Thread(target=make) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert made[0] == made[1] and Key.objects.count() == 1
