"""Add to a conversation container (FEP-171b): what others said within words for some people, handed on by their author."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from petitmot.federation import addresses
from petitmot.federation.handling import deletions, featured, words
from petitmot.federation.handling.coming import Coming, refusal
from petitmot.federation.knowing.containers import root_of
from petitmot.federation.knowing.keys import find_key
from petitmot.federation.signatures.material import Signer, Unverified, host_of
from petitmot.federation.signatures.proofs import proven
from petitmot.federation.translation.shapes import Document, kind, uri

CARRIED: dict[str, Callable[[Signer, Document, Coming], None]] = {
    "Create": words.handle_create,
    "Update": words.handle_update,
    "Delete": deletions.handle,
}


def handle_add(signer: Signer, activity: Document, coming: Coming) -> None:
    """Add: of words to what somebody pins, or of an activity to a container, by its owner alone."""
    said = activity.get("object")
    if not isinstance(said, dict) or kind(said) not in CARRIED:
        featured.handle_add(signer, activity, coming)
        return
    root = root_of(uri(activity.get("target")))
    if root.author.uri != signer.actor_uri:
        raise refusal("not_yours")
    CARRIED[kind(said)](_who_said(signer, said), said, replace(coming, within=root))


def _who_said(signer: Signer, said: Document) -> Signer:
    """Believed for the owner's own host; for another one where it carries its author's proof (FEP-8b32)."""
    actor = uri(said.get("actor"))
    if not actor or addresses.is_of_here(actor):
        raise refusal("not_yours")
    if host_of(actor) == signer.host:
        return Signer(actor, signer.host, signer.key_id)
    try:
        return proven(said, find_key)
    except Unverified as unverified:
        raise refusal("unproven") from unverified
