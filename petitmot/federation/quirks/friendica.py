"""Friendica: words may have a title and stay a Note, with `name` beside `content`.

Source: https://wiki.friendi.ca/docs/protocol, and the Notes it sends (`diaspora:guid`, `dfrn` in their context).
"""

from __future__ import annotations

from html import escape

from petitmot.federation.translation.shapes import Document, kind, line, text


def mend_words(document: Document) -> Document:
    """Put the title above the words."""
    title, content = line(document.get("name"), 300), text(document.get("content"), 200_000)
    if kind(document) != "Note" or not title or not content:
        return document
    return {**document, "name": None, "content": f"<p><strong>{escape(title)}</strong></p>{content}"}
