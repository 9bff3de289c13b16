"""Pixelfed: the tags of a reply are one object, the mention of who is answered, with the others in it by number.

Source: https://github.com/pixelfed/pixelfed, `app/Transformer/ActivityPub/Verb/CreateNote.php` and `UpdateNote.php`, where
that mention is merged into the list of the others.
"""

from __future__ import annotations

from petitmot.federation.translation.shapes import Document


def mend_words(document: Document) -> Document:
    """Make a list of them again."""
    tags = document.get("tag")
    if not isinstance(tags, dict):
        return document
    others = [value for name, value in tags.items() if name.isdecimal() and isinstance(value, dict)]
    return {**document, "tag": [tags, *others]} if others else document
