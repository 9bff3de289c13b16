"""Ghost: an Article's picture is a bare address (https://github.com/TryGhost/ActivityPub)."""

from __future__ import annotations

from petitmot.federation.translation.shapes import Document


def mend_words(document: Document) -> Document:
    """Make of `image: "https://..."` what others write."""
    picture = document.get("image")
    return {**document, "image": {"type": "Image", "url": picture}} if isinstance(picture, str) else document
