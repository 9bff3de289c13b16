"""Pictures and other files that come with words (https://docs.joinmastodon.org/spec/activitypub/#Image)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from petitmot.federation.translation.shapes import Document, kind, line, link, many, number, text
from petitmot.kit.cleaning import plain_text

MOST = 8
_ENDINGS = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".heic")


@dataclass(frozen=True)
class Attached:
    """A picture that is still to be fetched, with the words that tell it."""

    url: str
    alt: str
    blurhash: str
    focus: tuple[float, float]


def pictures(document: Document) -> list[Attached]:
    """Return the pictures of a document, eight at most."""
    return [_picture(each) for each in _files(document) if _is_picture(each) and link(each)][:MOST]


def other_files(document: Document) -> str:
    """Return sounds, films and other files as HTML: a link each, which is followed by who wishes to."""
    others = [
        each for each in _files(document) if not _is_picture(each) and kind(each) not in ("PropertyValue", "Link")
    ]
    found = [(link(each), line(each.get("name"), 200)) for each in others]
    return "".join(f'<p><a href="{escape(url)}">{escape(name or _tail(url))}</a></p>' for url, name in found if url)


def _files(document: Document) -> Iterable[Document]:
    said = [*many(document.get("attachment"))[:20]]
    if kind(document) in ("Image", "Article", "Page", "Video", "Event") and not said:
        said = many(document.get("image"))[:1] or (many(document) if kind(document) == "Image" else [])
    for each in said:
        if isinstance(each, dict):
            yield each


def _is_picture(file: Document) -> bool:
    media = text(file.get("mediaType"), 80).lower()
    if media:
        return media.startswith("image/")
    return kind(file) == "Image" or link(file).lower().partition("?")[0].endswith(_ENDINGS)


def _picture(file: Document) -> Attached:
    focal = many(file.get("focalPoint"))
    sides = [number(each, -1, 1) or 0.0 for each in focal] if len(focal) == 2 else [0.0, 0.0]
    # GoToSocial tells pictures in `summary`, as HTML.
    alt = text(file.get("name"), 1_500).strip() or plain_text(text(file.get("summary"), 4_000))[:1_500]
    return Attached(link(file), alt, line(file.get("blurhash"), 120), (sides[0], sides[1]))


def _tail(url: str) -> str:
    return url.partition("?")[0].rstrip("/").rpartition("/")[2][:80] or url[:80]
