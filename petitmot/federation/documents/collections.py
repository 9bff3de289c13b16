"""Collections (ActivityPub, section 5). Totals only where the owner shows them; members of ties are never listed."""

from __future__ import annotations

from collections.abc import Sequence

from petitmot.federation.documents.contexts import ACTIVITYSTREAMS, HASHTAGS, QUOTE_AUTHORIZATION, WORDS, Document


def hidden(id_: str, *, total: int | None = None, ordered: bool = True) -> Document:
    """Return a collection whose members are nobody's business, with its total where that may be known."""
    kind = "OrderedCollection" if ordered else "Collection"
    return {"@context": ACTIVITYSTREAMS, "id": id_, "type": kind, **({} if total is None else {"totalItems": total})}


def paged(id_: str, *, first: str) -> Document:
    """Return the head of a collection that is read page by page."""
    return {"@context": ACTIVITYSTREAMS, "id": id_, "type": "OrderedCollection", "first": first}


def page(id_: str, part_of: str, items: Sequence[object], *, next_page: str = "", newer: str = "") -> Document:
    """Return one page, the newest item first; `next_page` leads to older ones."""
    return {
        "@context": WORDS,
        "id": id_,
        "type": "OrderedCollectionPage",
        "partOf": part_of,
        **({"next": next_page} if next_page else {}),
        **({"prev": newer} if newer else {}),
        "orderedItems": list(items),
    }


def whole(id_: str, items: Sequence[object], *, attributed_to: str = "", ordered: bool = True) -> Document:
    """Return a short collection in one piece."""
    owner = {"attributedTo": attributed_to} if attributed_to else {}
    kind, name = ("OrderedCollection", "orderedItems") if ordered else ("Collection", "items")
    return {"@context": WORDS, "id": id_, "type": kind, **owner, name: list(items)}


def container(id_: str, adds: Sequence[Document], *, attributed_to: str) -> Document:
    """Return what was said within words for some people: activities, the oldest first (FEP-171b)."""
    return {**whole(id_, adds, attributed_to=attributed_to), "collectionOf": "Activity"}


def hashtags(id_: str, tags: Sequence[Document]) -> Document:
    """Return hashtags that a person likes to talk about."""
    return {"@context": HASHTAGS, "id": id_, "type": "Collection", "totalItems": len(tags), "items": list(tags)}


def quote_authorization(id_: str, quoted_author: str, quoted: str, quoting: str) -> Document:
    """Return the stamp that says that a quote was consented to (FEP-044f)."""
    return {
        "@context": QUOTE_AUTHORIZATION,
        "id": id_,
        "type": "QuoteAuthorization",
        "attributedTo": quoted_author,
        "interactingObject": quoting,
        "interactionTarget": quoted,
    }
