"""Move (FEP-7628): somebody lives under another address from now on."""

from __future__ import annotations

from petitmot.federation.handling.coming import Coming, known_actor, refusal, refuse_other_hosts
from petitmot.federation.knowing.addresses import also_known_as
from petitmot.federation.knowing.persons import person_at
from petitmot.federation.signatures.material import Signer
from petitmot.federation.translation.shapes import Document, uri
from petitmot.people import moving


def handle_move(signer: Signer, activity: Document, coming: Coming) -> None:
    """Move: both must say so. Whoever here followed the old address follows the new one.

    The old actor says where (the signed Move), the new one that the old is theirs (`alsoKnownAs`), asked anew: a Move
    cannot be answered from what was known. The new one may live here.
    """
    if refuse_other_hosts(signer, activity.get("object")) != signer.actor_uri:
        raise refusal("not_yours")
    old, target = known_actor(signer), uri(activity.get("target"))
    if not target or target == old.uri:
        raise refusal("nowhere")
    new = person_at(target, budget=coming.budget)
    if old.uri not in also_known_as(new, budget=coming.budget) or not new.is_present:
        raise refusal("not_known_as")
    moving.has_moved(old, new)
