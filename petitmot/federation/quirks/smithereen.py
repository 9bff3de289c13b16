"""Smithereen: its own words may come with their prefix; a portrait holds the whole picture inside.

Source: https://github.com/grishka/Smithereen/blob/master/FEDERATION.md.
"""

from __future__ import annotations

from petitmot.federation.translation.shapes import Document


def mend_actor(document: Document) -> Document:
    """Take the prefix off."""
    said = document.get("sm:supportsFriendRequests")
    return document if said is None else {**document, "supportsFriendRequests": said}
