"""Emoji that come with words and people, as tags (https://docs.joinmastodon.org/spec/activitypub/#Emoji)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from petitmot.federation.signatures.material import host_of
from petitmot.federation.translation.shapes import Document, line, link, moment, parts, uri
from petitmot.kit.emoji import CODE

MOST = 30  # of one document


@dataclass(frozen=True)
class Sign:
    """An emoji that is named: its code, where its picture is, its address where that is of its own host."""

    code: str
    url: str
    uri: str
    updated: datetime | None


def read_emoji(document: Document) -> tuple[Sign, ...]:
    """Return the emoji that a document names, thirty at most; those without a usable code or picture are left out."""
    host, found = host_of(uri(document)), {}
    for tag in parts(document.get("tag"), "Emoji"):
        code, url = line(tag.get("name"), 200).strip(":"), link(tag.get("icon"))
        if CODE.match(code) and url:
            id_ = uri(tag)
            found[code] = Sign(code, url, id_ if host_of(id_) == host else "", moment(tag.get("updated")))
    return tuple(found.values())[:MOST]
