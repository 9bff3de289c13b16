"""Selections made elsewhere (FEP-7aa9): the question whether somebody of here may be shown, its answers, what becomes of them.

Of selections elsewhere those alone are kept that show, or ask, somebody of here; of their items, those of here.
"""

from __future__ import annotations

from django.db import transaction

from petitmot.federation import addresses
from petitmot.federation.handling.coming import (
    Coming,
    actor_of,
    known_actor,
    person_here,
    refusal,
    refuse_other_hosts,
)
from petitmot.federation.knowing.selections import selection_at
from petitmot.federation.models import FeatureConsent
from petitmot.federation.signatures.material import Signer, host_of
from petitmot.federation.translation.selections import COLLECTION, ITEM, STAMP, read_item, read_selection
from petitmot.federation.translation.shapes import Document, kind, uri
from petitmot.kit.refusals import TooOften
from petitmot.people import selecting, selections
from petitmot.people.models import InSelection, Person, Selection

REQUESTS = "#requests/"


def handle_request(signer: Signer, activity: Document, coming: Coming) -> None:
    """FeatureRequest: what the person asked lets be decides; the answer is a reaction."""
    asked_uri = refuse_other_hosts(signer, activity.get("id"))
    person, owner = person_here(activity.get("object")), actor_of(signer, coming)
    wanted = refuse_other_hosts(signer, activity.get("instrument"))
    selection = selection_at(wanted, owner, budget=coming.budget)
    try:
        with transaction.atomic():
            row = selecting.wished_elsewhere(selection, person)
            FeatureConsent.objects.update_or_create(row=row, defaults={"request_uri": asked_uri})
    except TooOften:
        if not InSelection.objects.filter(selection=selection).exists():
            selections.forget(selection)  # fetched for this wish alone
        raise


def row_asked(actor: Person, inner: Document) -> InSelection | None:
    """Return the row that a FeatureRequest of ours was about, by its id; None where it is no such id."""
    said = uri(inner)
    selection_uri, mark, number = said.partition(REQUESTS)
    if not mark or not addresses.is_of_here(said) or not (number.isascii() and number.isdigit() and len(number) < 19):
        return None
    rows = InSelection.objects.filter(pk=int(number), person=actor, selection__uri=selection_uri)
    return rows.select_related("selection").first()


def accepted(signer: Signer, row: InSelection, activity: Document) -> None:
    """Accept{FeatureRequest}: the stamp at `result` is kept, so that its deletion is recognised."""
    stamp = refuse_other_hosts(signer, activity.get("result"))
    with transaction.atomic():
        FeatureConsent.objects.update_or_create(row=row, defaults={"uri": stamp})
        selecting.accept(row.person, row.pk)


def rejected(row: InSelection) -> None:
    """Reject{FeatureRequest}: a no, or a yes that is taken back."""
    selecting.leave(row.person, row.pk)


def take_back_consent(signer: Signer, said: object) -> bool:
    """Delete of a stamp: whoever gave it is out of the selection. Whether it was one."""
    row = _row_of_stamp(said)
    if row is None:
        return False
    if row.person.uri != signer.actor_uri:
        raise refusal("not_yours")
    selecting.leave(row.person, row.pk)
    return True


def _row_of_stamp(said: object) -> InSelection | None:
    rows = InSelection.objects.select_related("person")
    row = rows.filter(consent__uri=uri(said) or "-", person__server__is_local=False).first()
    if row is None and isinstance(said, dict) and kind(said, STAMP):
        named = {"selection__uri": uri(said.get("interactingObject")) or "-"}
        row = rows.filter(**named, person__uri=uri(said.get("interactionTarget")) or "-").first()
    return row


def handle_update(signer: Signer, document: Document) -> None:
    """A selection says something else of itself; one that nobody of here stands in is not taken in."""
    told = read_selection(document)
    if told.owner != signer.actor_uri:
        raise refusal("not_yours")
    selection = _known(signer, told.uri)
    shown = {person: item for item, person in told.items if host_of(item) == signer.host}
    with transaction.atomic():
        selections.take_in(told.uri, selection.owner, told.said)
        rows = InSelection.objects.filter(selection=selection, state=InSelection.State.ACCEPTED).exclude(uri="")
        for row in rows.select_related("person"):
            if row.person.uri not in shown:
                row.delete()


def handle_add(signer: Signer, said: Document, target: str) -> None:
    """Add of an item: where it shows somebody of here who said yes, its address is kept, so that its removal is known."""
    item, shown = read_item(said)
    selection = _known(signer, target)
    rows = InSelection.objects.filter(selection=selection, person__uri=shown or "-", person__server__is_local=True)
    rows.filter(state=InSelection.State.ACCEPTED).update(uri=refuse_other_hosts(signer, item))


def handle_removal(signer: Signer, said: str) -> bool:
    """Remove or Delete of an item, or of a whole selection, by its owner. Whether it was one that is known here."""
    row = InSelection.objects.select_related("selection__owner").filter(uri=said or "-").first()
    selection = row.selection if row else Selection.objects.select_related("owner").filter(uri=said or "-").first()
    if selection is None:
        return False
    if selection.owner.uri != signer.actor_uri:
        raise refusal("not_yours")
    if row is None:
        selections.forget(selection)
    elif row.state in selections.STANDING:  # a no stays: nobody is asked twice for the same one
        row.delete()
    return True


def is_item(said: object) -> bool:
    return kind(said, ITEM) != ""


def is_selection(said: object) -> bool:
    return kind(said, COLLECTION) != ""


def _known(signer: Signer, said: str) -> Selection:
    owner = known_actor(signer)
    selection = Selection.objects.select_related("owner__server").filter(uri=said or "-", owner=owner).first()
    if selection is None:
        raise refusal("not_known")
    return selection
