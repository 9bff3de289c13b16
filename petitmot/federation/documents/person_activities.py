"""What becomes of a person, as activities: changed, moved, gone, reported."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from petitmot.federation import addresses
from petitmot.federation.documents.activities import activity, digest, milliseconds
from petitmot.federation.documents.contexts import ACTIVITYSTREAMS, Document, without_context
from petitmot.federation.documents.persons import person_document
from petitmot.people.models import Person


def flag(by: str, uris: Sequence[str], words: str, id_: str) -> Document:
    """Tell moderators elsewhere of somebody and their words; `by` is this server's actor, not who reported."""
    return {
        "@context": ACTIVITYSTREAMS,
        "id": id_,
        "type": "Flag",
        "actor": by,
        "object": list(uris),
        "content": words,
        "to": list(uris[:1]),
    }


def move(person: Person, target_uri: str) -> Document:
    """Tell followers that somebody lives elsewhere now (FEP-7628)."""
    id_ = f"{person.uri}#moves/{digest(target_uri)}"
    return activity("Move", id_, person, person.uri, target=target_uri, to=[addresses.followers(person)])


def update_person(person: Person, at: datetime) -> Document:
    """Say that somebody tells of themselves anew."""
    document = person_document(person)
    made = activity(
        "Update",
        f"{person.uri}#updates/{milliseconds(at)}",
        person,
        without_context(document),
        to=[addresses.PUBLIC],
        cc=[addresses.followers(person)],
    )
    return {**made, "@context": document["@context"]}


def delete_person(person: Person) -> Document:
    """Say that somebody has left for good."""
    return activity("Delete", f"{person.uri}#delete", person, person.uri, to=[addresses.PUBLIC])
