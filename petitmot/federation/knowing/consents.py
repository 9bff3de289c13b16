"""Consents to quotes (FEP-044f): kept, so that one that is taken back is recognised."""

from __future__ import annotations

from petitmot.federation.models import QuoteConsent
from petitmot.federation.signatures.material import host_of
from petitmot.federation.translation.shapes import Document, kind, uri
from petitmot.posts.models import Post


def keep(quote: Post, said: object) -> None:
    """Remember where the consent to a quote is; it lives where whoever is quoted does."""
    address = uri(said)
    if quote.quotes is not None and address and host_of(address) == host_of(quote.quotes.author.uri):
        QuoteConsent.objects.update_or_create(post=quote, defaults={"uri": address})


def quote_of(said: object) -> Post | None:
    """Return the quote a consent was for: known by its address, or named in the consent itself."""
    rows = Post.objects.select_related("author", "quotes__author__server").exclude(quotes=None)
    kept = QuoteConsent.objects.filter(uri=uri(said) or "-").values_list("post_id", flat=True).first()
    if kept is not None:
        return rows.filter(pk=kept).first()
    if not isinstance(said, dict) or not kind(said, frozenset({"QuoteAuthorization"})):
        return None
    return rows.filter(uri=_named(said, "interactingObject"), quotes__uri=_named(said, "interactionTarget")).first()


def _named(consent: Document, name: str) -> str:
    return uri(consent.get(name)) or "-"
