"""Whoever is shown in a selection is told, asked first where they want to be, and told of its new name or words."""

from __future__ import annotations

from petitmot.attentions import notices
from petitmot.attentions.models import Notice
from petitmot.people.events import Selected, SelectionAsked, SelectionChanged
from petitmot.people.models import InSelection, Selection

Kind = Notice.Kind
State = InSelection.State


def tell_selected(fact: Selected) -> None:
    """Who said yes themselves knows it already."""
    row = None if fact.asked else _row(fact.row_id, State.ACCEPTED)
    if row is not None:
        notices.tell(row.person, Kind.SELECTED, row.selection.owner, about=row.pk)


def ask(fact: SelectionAsked) -> None:
    row = _row(fact.row_id, State.PENDING)
    if row is not None:
        notices.tell(row.person, Kind.SELECTION_ASKED, row.selection.owner, about=row.pk)


def tell_changed(fact: SelectionChanged) -> None:
    """Once for each selection: what it says of itself is there to be read."""
    selection = Selection.objects.select_related("owner").filter(pk=fact.selection_id).first() if fact.told else None
    if selection is None:
        return
    rows = InSelection.objects.filter(selection=selection, state=State.ACCEPTED).select_related("person__server")
    for row in rows.order_by("pk"):
        notices.tell(row.person, Kind.SELECTION_EDITED, selection.owner, about=selection.pk)


def _row(row_id: int, state: str) -> InSelection | None:
    rows = InSelection.objects.select_related("person__server", "selection__owner")
    return rows.filter(pk=row_id, state=state).first()
