"""Collection, CollectionItem and what wraps them (docs.joinmastodon.org/entities/Collection): a selection."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from petitmot.client_api.entities.account import accounts
from petitmot.client_api.entities.moments import moment
from petitmot.client_api.entities.tag import tag_url
from petitmot.kit import addresses
from petitmot.people import selections
from petitmot.people.models import InSelection, Person, Selection

Told = dict[str, Any]
SHOWN = (InSelection.State.PENDING, InSelection.State.ACCEPTED)


def collection(selection: Selection, viewer: Person | None) -> Told:
    """Tell one selection (with its owner and their server) to a viewer."""
    return collections([selection], viewer)[0]


def collections(found: Sequence[Selection], viewer: Person | None) -> list[Told]:
    """Tell selections, with those who stand in them as the viewer may know. At most four queries."""
    rows = selections.people_of(viewer, found) if found else {}
    return [_told(each, rows[each.pk]) for each in found]


def with_accounts(selection: Selection, viewer: Person | None) -> Told:
    """CollectionWithAccounts: the owner's account first, then those of the people in it."""
    rows = selections.people_of(viewer, [selection])[selection.pk]
    people = {person.pk: person for person in (selection.owner, *(row.person for row in rows))}
    return {"accounts": accounts(list(people.values()), viewer), "collection": _told(selection, rows)}


def item(row: InSelection) -> Told:
    """CollectionItem; of who said no, or left, it is not told who they are."""
    who = {"account_id": str(row.person_id)} if row.state in SHOWN else {}
    return {"id": str(row.pk), "state": str(row.state), "created_at": moment(row.since)} | who


def _told(selection: Selection, rows: Sequence[InSelection]) -> Told:
    is_here = selection.owner.server.is_local
    page = f"{addresses.origin()}/selections/{selection.pk}/" if is_here else selection.page or None
    return {
        "id": str(selection.pk),
        "account_id": str(selection.owner_id),
        "uri": selection.uri,
        "url": page,
        "name": selection.name,
        "description": escape(selection.words, quote=False),
        "language": selection.language or None,
        "local": is_here,
        "sensitive": selection.warned,
        "discoverable": selection.listed,
        "tag": {"name": selection.tag, "url": tag_url(selection.tag)} if selection.tag else None,
        "item_count": len(rows),
        "items": [item(row) for row in rows],
        "created_at": moment(selection.made_at),
        "updated_at": moment(selection.changed_at),
    }
