"""What is done with selections, as activities (FEP-7aa9): asked for consent, answered, published, changed, taken away."""

from __future__ import annotations

from datetime import datetime

from petitmot.federation import addresses
from petitmot.federation.documents.activities import activity, digest, milliseconds
from petitmot.federation.documents.contexts import ACTIVITYSTREAMS, FEATURE_REQUEST, Document, without_context
from petitmot.federation.documents.selections import all_of, item_uri, request_uri, stamp_document, stamp_uri
from petitmot.people.models import InSelection, Person, Selection


def feature_request(row: InSelection) -> Document:
    """Ask somebody elsewhere whether they may be shown in a selection (FEP-7aa9); `row` with person and selection."""
    selection, owner = row.selection, row.selection.owner
    id_ = request_uri(row)
    made = activity("FeatureRequest", id_, owner, row.person.uri, instrument=selection.uri, to=[row.person.uri])
    return {**made, "@context": FEATURE_REQUEST}


def answer_feature(kind: str, row: InSelection, asked_uri: str) -> Document:
    """Accept, with the address of the stamp, or Reject: somebody of here answers who asked to show them."""
    owner = row.selection.owner
    inner = {
        "id": asked_uri,
        "type": "FeatureRequest",
        "actor": owner.uri,
        "object": row.person.uri,
        "instrument": row.selection.uri,
    }
    more = {"result": stamp_uri(row)} if kind == "Accept" else {}
    id_ = f"{stamp_uri(row)}#{kind.lower()}/{digest(asked_uri)}"
    made = activity(kind, id_, row.person, inner, to=[owner.uri], **more)
    return {**made, "@context": FEATURE_REQUEST}


def withdraw_feature_consent(row: InSelection) -> Document:
    """Take the consent to be shown back: Delete of the stamp, carried whole, as of a quote."""
    stamp = stamp_document(row)
    to = [addresses.PUBLIC, row.selection.owner.uri]
    made = activity("Delete", f"{stamp['id']}#delete", row.person, without_context(stamp), to=to)
    return {**made, "@context": stamp["@context"]}


def change_selection(kind: str, selection: Selection, document: Document, at: datetime) -> Document:
    """Add a selection to those of its owner, or Update it."""
    target = {"target": all_of(selection.owner.uri)} if kind == "Add" else {}
    id_ = f"{selection.uri}#{kind.lower()}/{milliseconds(at)}"
    return _of_selection(kind, id_, selection.owner, document, **target)


def remove_selection(owner: Person, uri: str) -> Document:
    return _of_selection("Remove", f"{uri}#remove", owner, {"@context": ACTIVITYSTREAMS, "id": uri}, target=all_of(owner.uri))  # fmt: skip


def add_to_selection(selection: Selection, item: Document, at: datetime) -> Document:
    """Say that somebody stands in a selection."""
    id_ = f"{item['id']}#add/{milliseconds(at)}"
    return _of_selection("Add", id_, selection.owner, item, target=selection.uri)


def remove_from_selection(selection: Selection, row_id: int) -> Document:
    """Say that somebody does not any more."""
    uri = item_uri(selection.uri, row_id)
    item = {"@context": ACTIVITYSTREAMS, "id": uri}
    return _of_selection("Remove", f"{uri}#remove", selection.owner, item, target=selection.uri)


def _of_selection(kind: str, id_: str, owner: Person, said: Document, **more: object) -> Document:
    inner = without_context(said)
    object_ = inner["id"] if kind == "Remove" else inner
    followers = addresses.followers(owner)
    made = activity(kind, id_, owner, object_, **more, to=[addresses.PUBLIC], cc=[followers])
    return {**made, "@context": said["@context"]}
