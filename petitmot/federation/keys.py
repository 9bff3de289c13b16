"""Keys of those who live here: made when first needed (rule 45), never shown, never twice.

An RSA key costs about 50 ms: it is made outside any transaction, and the first one stored is the one that counts,
whichever process made it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from functools import lru_cache
from typing import Literal, cast

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from petitmot.federation import addresses
from petitmot.federation.models import Key
from petitmot.federation.multikeys import base58
from petitmot.kit import clock
from petitmot.kit.compiled import Compiled
from petitmot.people.models import Person

RSA_BITS = 2048
KEPT_AFTER_LEAVING = timedelta(days=30)  # the farewell may still wait for a server that is down
_NAMES: dict[str, str] = {"rsa": "main-key", "ed25519": "ed25519-key"}

Kind = Literal["rsa", "ed25519"]


@dataclass(frozen=True)
class SigningKey:
    """What something is signed with. Its `repr` does not show the private part."""

    key_id: str
    kind: Kind
    pem: str = field(repr=False)

    def private(self) -> RSAPrivateKey | Ed25519PrivateKey:
        """Return the key itself, read once a process."""
        return _read_private(self.pem)


def signing_key(person: Person) -> SigningKey:
    """Return the RSA key of a person who lives here, made now where there is none yet."""
    return _signing(own_key(person, "rsa"))


def ed25519_key(person: Person) -> SigningKey:
    """Return the Ed25519 key of a person who lives here (FEP-521a)."""
    return _signing(own_key(person, "ed25519"))


def instance_actor() -> SigningKey:
    """Return the key of this server's own actor, at `/ap/actor`: it signs what is fetched for nobody in particular."""
    return _signing(instance_key("rsa"))


def own_key(person: Person, kind: Kind) -> Key:
    """Return a stored key of a person who lives here; made where there is none. Not for those of elsewhere."""
    known = _KEYS_OF(person=person.pk)
    return next((key for key in known if key.kind == kind), None) or _make(person.uri, person, kind)


def instance_key(kind: Kind) -> Key:
    """Return a stored key of this server's own actor."""
    uri = addresses.instance_uri()
    return next(iter(_BY_NAME(key_id=f"{uri}#{_NAMES[kind]}")), None) or _make(uri, None, kind)


def multibase(pem: str) -> str:
    """Write an Ed25519 public key as FEP-521a wants it: base58btc (`z`) of 0xed01 and the 32 bytes.

    Source: https://codeberg.org/fediverse/fep/src/branch/main/fep/521a/fep-521a.md, Multikey of the W3C.
    """
    key = cast(Ed25519PublicKey, load_pem_public_key(pem.encode()))
    return base58(b"\xed\x01" + key.public_bytes(Encoding.Raw, PublicFormat.Raw))


def forget_keys_of_the_gone() -> None:
    """Take away the keys of those who left a while ago. Periodic."""
    Key.objects.filter(person__left_at__lt=clock.now() - KEPT_AFTER_LEAVING).delete()


def _make(uri: str, person: Person | None, kind: Kind) -> Key:
    made = generate_private_key(65537, RSA_BITS) if kind == "rsa" else Ed25519PrivateKey.generate()
    key, _new = Key.objects.get_or_create(
        key_id=f"{uri}#{_NAMES[kind]}",
        defaults={
            "owner": uri,
            "person": person,
            "kind": kind,
            "private": made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode(),
            "public": made.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode(),
            "made_at": clock.now(),
        },
    )
    return key


def _signing(key: Key) -> SigningKey:
    return SigningKey(key.key_id, cast(Kind, key.kind), key.private)


@lru_cache(maxsize=1000)
def _read_private(pem: str) -> RSAPrivateKey | Ed25519PrivateKey:
    # We made it ourselves: checking its primes again would take longer than signing.
    key = load_pem_private_key(pem.encode(), None, unsafe_skip_rsa_key_validation=True)
    return cast("RSAPrivateKey | Ed25519PrivateKey", key)


_BY_NAME = Compiled[Key](lambda key_id: Key.objects.filter(key_id=key_id), key_id=str)
_KEYS_OF = Compiled[Key](lambda person: Key.objects.filter(person_id=person), person=int)
