"""Friendica: words with a title may stay a Note, with `name` beside `content`, in older versions; today it is an Article.

Source: https://wiki.friendi.ca/docs/protocol; https://github.com/friendica/friendica,
`src/Protocol/ActivityPub/Transmitter.php`, `createNote`.
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
