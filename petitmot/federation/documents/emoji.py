"""An emoji of this server as a document (https://docs.joinmastodon.org/spec/activitypub/#Emoji)."""

from __future__ import annotations

from petitmot.federation.documents.contexts import ACTIVITYSTREAMS, TOOT, Document
from petitmot.federation.documents.persons import emoji_tag
from petitmot.people.models import Emoji


def emoji_document(emoji: Emoji) -> Document:
    """Return an emoji by itself."""
    return {"@context": [ACTIVITYSTREAMS, {**TOOT, "Emoji": "toot:Emoji"}], **emoji_tag(emoji)}
