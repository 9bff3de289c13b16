"""QuoteRequest (FEP-044f): somebody elsewhere asks for the consent to quote words written here."""

from __future__ import annotations

import json

from django.db import transaction

from petitmot.federation.events import QuoteAsked
from petitmot.federation.handling.coming import Coming, actor_of, post_known, refusal
from petitmot.federation.signatures.material import Signer
from petitmot.federation.translation.shapes import Document
from petitmot.jobs.announcing import announce


def handle(signer: Signer, activity: Document, coming: Coming) -> None:
    """Note the wish; the answer (Accept with a stamp, or Reject) is a reaction to `QuoteAsked`."""
    post = post_known(activity.get("object"))
    if not post.author.server.is_local:
        raise refusal("not_ours")
    asker = actor_of(signer, coming)
    with transaction.atomic():
        announce(QuoteAsked(asker.pk, post.pk, json.dumps(activity)))
