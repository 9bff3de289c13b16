"""Selections (FEP-7aa9): what followers are told of them, and the exchange about consent where one lives elsewhere."""

from __future__ import annotations

from petitmot.federation.delivering.outgoing.whose import of_here
from petitmot.federation.delivering.queue import deliver
from petitmot.federation.delivering.recipients import of_followers, of_one, of_persons
from petitmot.federation.documents import selection_activities
from petitmot.federation.documents.selections import item_document
from petitmot.federation.knowing import selections as known_selections
from petitmot.federation.models import FeatureConsent
from petitmot.people.events import (
    Selected,
    SelectionAsked,
    SelectionChanged,
    SelectionDeclined,
    SelectionEnded,
    SelectionLeft,
    SelectionMade,
    Unselected,
)
from petitmot.people.models import InSelection, Selection

State = InSelection.State


def tell_made(fact: SelectionMade) -> None:
    """Add of the whole selection, to its owner's followers."""
    _tell(fact.selection_id, "Add")


def tell_change(fact: SelectionChanged) -> None:
    """Update of the whole selection, to them and to those of elsewhere who stand in it."""
    _tell(fact.selection_id, "Update")


def tell_end(fact: SelectionEnded) -> None:
    """Remove of the selection."""
    owner = of_here(fact.owner_id)
    if owner is not None and owner.left_at is None:
        deliver(selection_activities.remove_selection(owner, fact.uri), by=owner, to=of_followers(owner.pk))


def ask(fact: SelectionAsked) -> None:
    """FeatureRequest, to whom it is about."""
    row = _row(fact.row_id, State.PENDING)
    if row and row.selection.owner.server.is_local and not row.person.server.is_local:
        deliver(selection_activities.feature_request(row), by=row.selection.owner, to=of_one(row.person_id))


def tell_yes(fact: Selected) -> None:
    """Add of the item, to the owner's followers; Accept with the stamp, to an owner elsewhere."""
    row = _row(fact.row_id, State.ACCEPTED)
    if row is None:
        return
    owner, person = row.selection.owner, row.person
    if owner.server.is_local:
        stamps = known_selections.stamps([row])
        item = item_document(row.selection, row, stamps.get(row.pk, ""))
        doors = of_followers(owner.pk) | of_persons([person.pk])
        deliver(selection_activities.add_to_selection(row.selection, item, row.since), by=owner, to=doors)
    elif person.server.is_local:
        _answer("Accept", row)


def tell_no(fact: SelectionDeclined) -> None:
    """Reject, to an owner elsewhere."""
    row = _row(fact.row_id, State.REJECTED, State.REVOKED)
    if row and row.person.server.is_local and not row.selection.owner.server.is_local:
        _answer("Reject", row)


def tell_leaving(fact: SelectionLeft) -> None:
    """Remove of the item where the selection is of here; else Delete of the stamp, to its owner and one's followers."""
    row = _row(fact.row_id, State.REVOKED)
    if row is None:
        return
    owner, person = row.selection.owner, row.person
    if owner.server.is_local:
        _tell_removal(row.selection, row.pk, person.pk)
    elif person.server.is_local:
        doors = of_one(owner.pk) | of_followers(person.pk)
        deliver(selection_activities.withdraw_feature_consent(row), by=person, to=doors)


def tell_removal(fact: Unselected) -> None:
    """Remove of the item."""
    selection = Selection.objects.select_related("owner__server").filter(pk=fact.selection_id).first()
    if selection is not None and selection.owner.server.is_local:
        _tell_removal(selection, fact.row_id, fact.person_id)


def _tell_removal(selection: Selection, row_id: int, person_id: int) -> None:
    doors = of_followers(selection.owner_id) | of_persons([person_id])
    deliver(selection_activities.remove_from_selection(selection, row_id), by=selection.owner, to=doors)


def _tell(selection_id: int, kind: str) -> None:
    selection = Selection.objects.select_related("owner__server").filter(pk=selection_id).first()
    if selection is None or not selection.owner.server.is_local:
        return
    document = known_selections.document_of(selection)
    shown = InSelection.objects.filter(selection=selection, state=State.ACCEPTED).values_list("person_id", flat=True)
    doors = of_followers(selection.owner_id) | of_persons(list(shown))
    deliver(
        selection_activities.change_selection(kind, selection, document, selection.changed_at), by=selection.owner, to=doors
    )  # fmt: skip


def _answer(kind: str, row: InSelection) -> None:
    asked = FeatureConsent.objects.filter(row=row).values_list("request_uri", flat=True).first()
    if asked:
        deliver(selection_activities.answer_feature(kind, row, asked), by=row.person, to=of_one(row.selection.owner_id))


def _row(row_id: int, *states: str) -> InSelection | None:
    rows = InSelection.objects.select_related("person__server", "selection__owner__server")
    return rows.filter(pk=row_id, state__in=states).first()
