"""WordPress: warnings of an Article stand in `dcterms:subject`, for its `summary` tells what it is about (FEP-b2b8).

Versions that do not say `dcterms:subject` put the warning in the place of the summary, and `sensitive` beside it: that is
how it is read of everybody. Source: https://github.com/Automattic/wordpress-activitypub/blob/trunk/FEDERATION.md, "Dublin
Core"; `includes/transformer/class-post.php` there, `to_object`.
"""

from __future__ import annotations

from petitmot.federation.translation.shapes import Document, line, many


def mend_words(document: Document) -> Document:
    """Put the warning where warnings stand."""
    said = ", ".join(filter(None, (line(each, 100) for each in many(document.get("dcterms:subject"))[:10])))
    return {**document, "summary": said} if said and document.get("sensitive") is True else document
