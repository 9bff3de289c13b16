"""For whom words from elsewhere are: from `to` and `cc` to a visibility (the mirror of `documents.audience`).

| on the wire                                  | here |
|----------------------------------------------|------|
| everybody in `to`                            | public |
| everybody in `cc`                            | quiet |
| the author's followers                       | followers, and those addressed |
| people, at least one of them mentioned       | named: a private word |
| people, none of them mentioned               | some people (a circle, contacts: nobody learns which) |
"""

from __future__ import annotations

from dataclasses import dataclass

from petitmot.federation.translation.shapes import PUBLIC, Document, many, parts, uri, uris
from petitmot.posts.models import Visibility


@dataclass(frozen=True)
class Whom:
    """A visibility, and the uris of those addressed one by one, collections among them."""

    visibility: Visibility
    addressed: tuple[str, ...]


def read_audience(document: Document, followers_uri: str) -> Whom:
    """Read whom a document is for; `followers_uri` is the author's collection, "" where it is not known."""
    to, cc = ([each for each in many(document.get(name))[:1_000] if isinstance(each, str)] for name in ("to", "cc"))
    addressed = [each for each in uris([*to, *cc]) if each not in PUBLIC and each != followers_uri]
    mentioned = {uri(tag.get("href")) for tag in parts(document.get("tag"), "Mention")}
    if PUBLIC & set(to):
        visibility = Visibility.PUBLIC
    elif PUBLIC & set(cc):
        visibility = Visibility.QUIET
    elif followers_uri and followers_uri in {*to, *cc}:
        visibility = Visibility.FOLLOWERS
    elif mentioned & set(addressed):
        visibility = Visibility.NAMED
    else:
        visibility = Visibility.CIRCLE
    return Whom(visibility, tuple(addressed))
