"""What makes two deliveries the same one, and which of them must be done one after the other."""

from __future__ import annotations

from hashlib import sha256

from petitmot.federation.signatures.material import Signer
from petitmot.federation.translation.shapes import Document, kind, uri

# Done again and again between two people. Some servers give them the same id each time (Misskey's follows), so only
# the very same request is a replay; whatever comes twice otherwise is harmless.
TIES = frozenset({"Follow", "Undo", "Accept", "Reject", "Block", "Offer", "Like", "EmojiReact", "Dislike"})
WORDS = frozenset({"Create", "Update", "Delete", "Announce"})


def seen_as(activity: Document, text: str, signature: str) -> str:
    """Return the name under which a delivery is remembered."""
    id_ = uri(activity)
    if not id_ or kind(activity) in TIES:
        return f"{id_} {sha256((text + signature).encode()).hexdigest()}"
    return id_


def key_of(signer: Signer, activity: Document) -> str:
    """Return the order a delivery stands in: what one actor does to one thing is done as it came; "": in none."""
    inner = activity.get("object")
    while isinstance(inner, dict) and kind(inner) in TIES | WORDS:
        inner = inner.get("object")
    if kind(activity) in TIES | WORDS:
        return f"in {sha256((signer.actor_uri + ' ' + uri(inner)).encode()).hexdigest()[:32]}"
    return ""
