"""Ways in which other software differs, straightened before anything is translated."""

from __future__ import annotations

from petitmot.federation.translation.shapes import Document


def mend_actor(document: Document) -> Document:
    """Return an actor's document as the translation reads it."""
    return document
