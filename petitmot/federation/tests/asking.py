"""To ask for documents as other servers do: with an Accept, and signed where somebody's key is given."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpResponse
from django.test import Client

from petitmot.federation import keys
from petitmot.federation.models import Key
from petitmot.federation.signatures.material import SigningKey
from petitmot.federation.signatures.signing import sign
from petitmot.kit import clock
from petitmot.kit.ids import random_id_at
from petitmot.people.models import Person, Server
from tests.world import World

ACCEPT = 'application/activity+json, application/ld+json; profile="https://www.w3.org/ns/activitystreams"'
ORIGIN = "http://petitmot.test"


def ask(
    path: str, *, by: Person | SigningKey | None = None, accept: str = ACCEPT, scheme: Any = "cavage", **more: Any
) -> Any:
    """GET an address (whole, or from the slash on), signed by somebody elsewhere, or with their key, where `by` is given."""
    path = path.removeprefix(ORIGIN)
    headers = {"host": "petitmot.test", **({"accept": accept} if accept else {}), **more}
    if by is not None:
        headers |= {
            name.lower(): said
            for name, said in sign(
                "GET", ORIGIN + path, {}, b"", key_of(by) if isinstance(by, Person) else by, scheme
            ).items()
        }
    return Client(headers=headers).get(path)


def told(path: str, **more: Any) -> dict[str, Any]:
    """GET a document that must be there."""
    response: HttpResponse = ask(path, **more)
    assert response.status_code == 200, (path, response.status_code, response.content[:300])
    document: dict[str, Any] = json.loads(response.content)
    return document


def key_of(person: Person) -> keys.SigningKey:
    """Give somebody elsewhere a key that is known here; the private part stands in the row for the test alone."""
    key = Key.objects.filter(owner=person.uri).first() or keys._make(person.uri, person, "ed25519")
    return keys._signing(key)


def elsewhere(world: World, name: str, domain: str = "ailleurs.example") -> Person:
    """Return somebody who lives on another server."""
    server, _new = Server.objects.get_or_create(domain=domain, defaults={"first_seen": clock.now()})
    return Person.objects.create(
        id=random_id_at(clock.now()),
        server=server,
        name=name,
        uri=f"https://{domain}/users/{name}",
        display_name=name.capitalize(),
        joined_at=clock.now(),
    )
