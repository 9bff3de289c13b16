"""Selections made elsewhere that concern somebody of here; and the documents of our own."""

from __future__ import annotations

from collections.abc import Iterable

from petitmot.federation import addresses
from petitmot.federation.budgets import Budget
from petitmot.federation.documents.contexts import Document
from petitmot.federation.documents.selections import selection_document
from petitmot.federation.fetching import fetch_document
from petitmot.federation.models import FeatureConsent
from petitmot.federation.translation.selections import read_selection
from petitmot.kit.refusals import NotAllowed, NotFound
from petitmot.people import selections
from petitmot.people.models import InSelection, Person, Selection


def selection_at(uri: str, owner: Person, *, budget: Budget) -> Selection:
    """Return a selection of somebody elsewhere: known, or fetched now. Never in a transaction.

    Raises what `fetch_document` raises, `Refusal` `not_a_selection`, `not_allowed` for one that is another's.
    """
    known = Selection.objects.select_related("owner__server").filter(uri=uri).first()
    if known is not None and known.owner_id == owner.pk:
        return known
    if addresses.is_of_here(uri) or known is not None:
        raise NotFound("There is no such selection of theirs.")
    told = read_selection(fetch_document(uri, budget=budget))
    if told.owner != owner.uri:
        raise NotAllowed("This selection is somebody else's.")
    return selections.take_in(told.uri, owner, told.said)


def document_of(selection: Selection) -> Document:
    """Return a selection of here (with its owner) as everybody may read it."""
    rows = selections.people_of(None, [selection])[selection.pk]
    return selection_document(selection, rows, stamps(rows))


def stamps(rows: Iterable[InSelection]) -> dict[int, str]:
    """Return where the consents of those who live elsewhere are, by row."""
    ids = [row.pk for row in rows if not row.person.server.is_local]
    if not ids:
        return {}
    return dict(FeatureConsent.objects.filter(row__in=ids).values_list("row_id", "uri"))
