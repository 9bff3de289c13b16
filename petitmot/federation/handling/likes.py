"""Like and EmojiReact (FEP-c0e0): somebody likes words."""

from __future__ import annotations

from petitmot.federation.handling.coming import Coming, actor_of, post_known
from petitmot.federation.receiving import early
from petitmot.federation.signatures.material import Signer
from petitmot.federation.translation.shapes import Document, kind, uri
from petitmot.posts import liking


def handle(signer: Signer, activity: Document, coming: Coming) -> None:
    """Like words we hold. An emoji of their own choice counts as liking: the house keeps no other gesture."""
    post = post_known(activity.get("object"))
    if early.was_undone(signer, kind(activity), uri(activity.get("object"))):
        return
    liking.like(actor_of(signer, coming), post)
