"""What notices about selections carry: `collection` (Mastodon 4.6: `added_to_collection`, `collection_update`)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from petitmot.attentions.listing import Row
from petitmot.attentions.models import Notice
from petitmot.client_api.entities.collection import collections
from petitmot.people.models import InSelection, Person

Told = dict[str, Any]
Kind = Notice.Kind
KINDS = (Kind.SELECTED, Kind.SELECTION_EDITED)


class Shown:
    """The selections a page of notices speaks of, in which one still stands; no query where it speaks of none."""

    def __init__(self, viewer: Person, rows: Sequence[Row]) -> None:
        self.told: dict[tuple[str, int], Told] = {}
        if not any(row.kind in KINDS for row in rows):
            return
        held = InSelection.objects.filter(person=viewer, state=InSelection.State.ACCEPTED)
        found = list(held.select_related("selection__owner__server"))
        about = {(row.kind, row.about) for row in rows}
        told = collections([row.selection for row in found], viewer)
        for row, each in zip(found, told, strict=True):
            for key in ((Kind.SELECTED, row.pk), (Kind.SELECTION_EDITED, row.selection_id)):
                if key in about:
                    self.told[key] = each

    def may_tell(self, row: Row) -> bool:
        """Who left a selection, or was taken out, is not told of it any more."""
        return row.kind not in KINDS or (row.kind, row.about) in self.told

    def tell(self, row: Row) -> Told:
        return {"collection": self.told[row.kind, row.about]} if row.kind in KINDS else {}
