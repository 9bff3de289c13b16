"""Selections as documents (FEP-7aa9): a FeaturedCollection with its items, and the stamps of consent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from petitmot.federation.documents.contexts import (
    FEATURE_AUTHORIZATION,
    FEATURED_COLLECTION,
    Document,
    without_context,
)
from petitmot.federation.documents.persons import TYPES, hashtag, moment
from petitmot.kit.addresses import origin
from petitmot.people.models import InSelection, Person, Selection


def item_uri(selection_uri: str, row_id: int) -> str:
    return f"{selection_uri}/people/{row_id}"


def request_uri(row: InSelection) -> str:
    """Return the id of the FeatureRequest for somebody elsewhere; `row` with its selection."""
    return f"{row.selection.uri}#requests/{row.pk}"


def stamp_uri(row: InSelection) -> str:
    """Return where the consent of somebody who lives here is read; `row` with its person."""
    return f"{row.person.uri}/selected/{row.pk}"


def all_of(owner_uri: str) -> str:
    """Return the address of all selections of a person (`featuredCollections`)."""
    return f"{owner_uri}/selections"


def page_of(selection: Selection) -> str:
    """Return the address of the page of a selection, for people."""
    return selection.page or f"{origin()}/selections/{selection.pk}/"


def selection_document(selection: Selection, rows: Sequence[InSelection], stamps: Mapping[int, str]) -> Document:
    """Return a selection made here, with those who said yes; `stamps`: where consents of elsewhere are, by row.

    `selection` with its owner, `rows` with their people.
    """
    words = (
        {"summaryMap": {selection.language: selection.words}} if selection.language else {"summary": selection.words}
    )
    items = [without_context(item_document(selection, row, stamps.get(row.pk, ""))) for row in rows]
    return {
        "@context": FEATURED_COLLECTION,
        "id": selection.uri,
        "type": "FeaturedCollection",
        "attributedTo": selection.owner.uri,
        "name": selection.name,
        **words,
        "url": page_of(selection),
        "sensitive": selection.warned,
        "discoverable": selection.listed,
        **({"topic": hashtag(selection.tag)} if selection.tag else {}),
        "published": moment(selection.made_at),
        "updated": moment(selection.changed_at),
        "totalItems": len(items),
        "orderedItems": items,
    }


def item_document(selection: Selection, row: InSelection, stamp: str = "") -> Document:
    """Return one person in a selection."""
    person = row.person
    return {
        "@context": FEATURED_COLLECTION,
        "id": item_uri(selection.uri, row.pk),
        "type": "FeaturedItem",
        "featuredObject": person.uri,
        "featuredObjectType": TYPES[Person.Kind(person.kind)],
        "featureAuthorization": stamp_uri(row) if person.server.is_local else stamp,
        "published": moment(row.since),
    }


def stamp_document(row: InSelection) -> Document:
    """Return the consent of somebody who lives here; `row` with person and selection."""
    return {
        "@context": FEATURE_AUTHORIZATION,
        "id": stamp_uri(row),
        "type": "FeatureAuthorization",
        "attributedTo": row.person.uri,
        "interactingObject": row.selection.uri,
        "interactionTarget": row.person.uri,
    }
