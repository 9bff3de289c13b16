"""Misskey: a warning without words is a sign that nobody sees (U+200B), for an empty one would be none to others.

Source: https://github.com/misskey-dev/misskey, `packages/backend/src/core/activitypub/ApRendererService.ts`, `renderNote`.
"""

from __future__ import annotations

from petitmot.federation.translation.shapes import Document

NO_WORDS = "\u200b"


def mend_words(document: Document) -> Document:
    """Put a sign there that is seen: the words stay folded, as their author wished."""
    return {**document, "summary": "…"} if document.get("summary") == NO_WORDS else document
