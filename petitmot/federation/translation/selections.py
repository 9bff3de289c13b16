"""From the document of a selection elsewhere (FEP-7aa9, FeaturedCollection) to what the house keeps of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from petitmot.federation.translation.shapes import Document, kind, line, link, many, text, uri
from petitmot.kit.cleaning import clean_html, plain_text
from petitmot.kit.refusals import Refusal
from petitmot.people.selections import Described

COLLECTION = frozenset({"FeaturedCollection"})
ITEM = frozenset({"FeaturedItem"})
STAMP = frozenset({"FeatureAuthorization"})
MOST_ITEMS = 150  # as Mastodon reads


@dataclass(frozen=True)
class Told:
    """A selection, read: whose it is, what it says of itself, and (uri of the item, uri of the person) of each."""

    uri: str
    owner: str
    said: Described
    items: tuple[tuple[str, str], ...]


def read_selection(document: Document) -> Told:
    """Read a FeaturedCollection. Raises `Refusal` (`not_a_selection`) for what is none."""
    if not kind(document, COLLECTION) or not uri(document):
        raise Refusal("This document is no selection of people.", code="not_a_selection")
    language, summary = _words(document)
    topic = document.get("topic")
    said = Described(
        name=line(document.get("name"), 256) or "—",
        words=plain_text(clean_html(summary)).strip()[:2_000],
        language=language,
        tag=line(topic.get("name"), 100).lstrip("#") if isinstance(topic, Mapping) else "",
        warned=document.get("sensitive") is True,
        listed=document.get("discoverable") is not False,
        page=link(document.get("url"))[:500],
    )
    items = [read_item(each) for each in many(document.get("orderedItems"))[:MOST_ITEMS]]
    return Told(uri(document), uri(document.get("attributedTo")), said, tuple(filter(all, items)))


def read_item(document: object) -> tuple[str, str]:
    """Return the uri of a FeaturedItem and of whom it shows; empty texts for what is none."""
    if not isinstance(document, Mapping) or not kind(document, ITEM):
        return "", ""
    return uri(document), uri(document.get("featuredObject"))


def _words(document: Document) -> tuple[str, str]:
    by_language = document.get("summaryMap")
    if isinstance(by_language, Mapping):
        for language, said in by_language.items():
            if isinstance(said, str):
                return str(language)[:12], text(said, 4_000)
    return "", text(document.get("summary"), 4_000)
