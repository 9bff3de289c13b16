"""Ways in which other software differs, straightened before anything is translated: one file a software.

What a document comes from is seen by its shape: a server's software is not known when its first document comes, and
forks keep their parents' ways.
"""

from __future__ import annotations

from petitmot.federation.quirks import friendica, ghost, misskey, pixelfed, smithereen, wordpress
from petitmot.federation.translation.shapes import Document


def mend_words(document: Document) -> Document:
    """Return the document of words as the translation reads it."""
    for mend in (ghost.mend_words, wordpress.mend_words, friendica.mend_words, pixelfed.mend_words, misskey.mend_words):
        document = mend(document)
    return document


def mend_actor(document: Document) -> Document:
    """Return an actor's document as the translation reads it."""
    return smithereen.mend_actor(document)
