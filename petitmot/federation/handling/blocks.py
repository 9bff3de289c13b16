"""Block: somebody elsewhere keeps somebody here away."""

from __future__ import annotations

from petitmot.federation.handling.coming import Coming, actor_of, person_here
from petitmot.federation.receiving import early
from petitmot.federation.signatures.material import Signer
from petitmot.federation.translation.shapes import Document, uri
from petitmot.people import distance


def handle(signer: Signer, activity: Document, coming: Coming) -> None:
    """Block, as the same gesture here: follows and contact end, nobody is told."""
    if not early.was_undone(signer, "Block", uri(activity.get("object"))):
        distance.block(actor_of(signer, coming), person_here(activity.get("object")))
