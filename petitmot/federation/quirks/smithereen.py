"""Smithereen: its own words may come with their prefix; a portrait holds the whole picture inside.

Its actors say `supportsFriendRequests` without the prefix, for the context explains it; its page says it with.
Source: https://github.com/grishka/Smithereen/blob/master/FEDERATION.md; `src/main/java/smithereen/model/User.java` there.
"""

from __future__ import annotations

from petitmot.federation.translation.shapes import Document


def mend_actor(document: Document) -> Document:
    """Take the prefix off."""
    said = document.get("sm:supportsFriendRequests")
    return document if said is None else {**document, "supportsFriendRequests": said}
