"""Delete: of words, of the consent to a quote or to a selection, of a selection, of a whole actor."""

from __future__ import annotations

from django.db import transaction

from petitmot.federation.handling import selections
from petitmot.federation.handling.coming import Coming, known_actor, refusal, refuse_other_hosts
from petitmot.federation.handling.words import hand_on
from petitmot.federation.knowing.consents import quote_of
from petitmot.federation.knowing.refreshing import farewell
from petitmot.federation.receiving import early
from petitmot.federation.signatures.material import Signer
from petitmot.federation.translation.shapes import Document
from petitmot.posts import editing, quoting
from petitmot.posts.models import Post


def handle(signer: Signer, activity: Document, _coming: Coming) -> None:
    """Take away what the signer wrote, a consent of theirs, or the signer. What was never here is remembered, so that it does not come late."""
    said = refuse_other_hosts(signer, activity.get("object"))
    if said == signer.actor_uri:
        farewell(known_actor(signer))
        return
    if selections.take_back_consent(signer, activity.get("object")) or selections.handle_removal(signer, said):
        return
    quote = quote_of(activity.get("object"))
    if quote is not None and quote.quotes is not None:
        if quote.quotes.author.uri != signer.actor_uri:
            raise refusal("not_yours")
        quoting.revoke(quote.quotes, quote, quote.quotes.author)
        return
    post = Post.objects.select_related("author").filter(uri=said).first()
    if post is None:
        early.remember_deletion(said)
        return
    if post.author.uri != signer.actor_uri:
        raise refusal("not_yours")
    with transaction.atomic():
        hand_on(signer, post, activity)
        editing.delete(post, post.author)
