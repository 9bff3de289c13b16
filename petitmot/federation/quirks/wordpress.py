"""WordPress: warnings of an Article stand in `dcterms:subject`, for its `summary` tells what it is about (FEP-b2b8).

Source: https://github.com/Automattic/wordpress-activitypub/blob/trunk/FEDERATION.md, "Dublin Core".
"""

from __future__ import annotations

from petitmot.federation.translation.shapes import Document, line, many


def mend_words(document: Document) -> Document:
    """Put the warning where warnings stand."""
    said = ", ".join(filter(None, (line(each, 100) for each in many(document.get("dcterms:subject"))[:10])))
    if said and document.get("sensitive") is True:
        return {**document, "summary": said}
    if document.get("sensitive") is True and document.get("type") == "Article":
        return {**document, "sensitive": False}  # said of its pictures; the excerpt is no warning
    return document
