"""FEP-8fcf, told: a word about which of somebody's followers live on the server that is written to, so that both sides agree.

Source: https://codeberg.org/fediverse/fep/src/branch/main/fep/8fcf/fep-8fcf.md
"""

from __future__ import annotations

import hashlib

from petitmot.federation import addresses
from petitmot.kit.compiled import Compiled
from petitmot.people.models import Follow, Person

HEADER = "Collection-Synchronization"
PATH = "followers_of_yours"


def header(person: Person, server_id: int) -> str:
    """Return the header for what is addressed to a person's followers."""
    said = {
        "collectionId": addresses.followers(person),
        "url": address(person),
        "digest": digest(followers_there(person.pk, server_id)),
    }
    return ", ".join(f'{name}="{value}"' for name, value in said.items())


def address(person: Person) -> str:
    """Return the address of the part of the followers that lives on the server of who asks, signed."""
    return f"{person.uri}/{PATH}"


def followers_there(person_id: int, server_id: int) -> list[str]:
    """Return the uris of a person's followers on one server."""
    return _THERE(person=person_id, server=server_id)


def digest(uris: list[str]) -> str:
    """Return the SHA-256 of each, all of them put together with XOR, in hexadecimal."""
    whole = 0
    for uri in uris:
        whole ^= int.from_bytes(hashlib.sha256(uri.encode()).digest(), "big")
    return f"{whole:064x}"


_THERE = Compiled[str](
    lambda person, server: Follow.objects.filter(
        followed_id=person, follower__server_id=server, follower__left_at=None
    ).values_list("follower__uri", flat=True),
    person=int,
    server=int,
)
