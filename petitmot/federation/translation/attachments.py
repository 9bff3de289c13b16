"""Pictures, sounds, films and other files that come with words (https://docs.joinmastodon.org/spec/activitypub/#Image)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from petitmot.federation.translation.shapes import Document, kind, line, link, many, number, text
from petitmot.kit.cleaning import plain_text
from petitmot.posts.models import Kind

MOST = 8
_ENDINGS = {
    Kind.IMAGE: (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".heic"),
    Kind.FILM: (".mp4", ".m4v", ".webm", ".mov", ".ogv", ".mkv"),
    Kind.SOUND: (".mp3", ".ogg", ".oga", ".opus", ".m4a", ".aac", ".flac", ".wav", ".weba"),
}
_TYPES = {"image": Kind.IMAGE, "video": Kind.FILM, "audio": Kind.SOUND}
_NAMED = {"Image": Kind.IMAGE, "Video": Kind.FILM, "Audio": Kind.SOUND}
_LASTS = re.compile(r"P(?:T(?:(\d{1,4})H)?(?:(\d{1,5})M)?(?:(\d{1,7}(?:\.\d{1,9})?)S)?)", re.ASCII)  # of xsd:duration


@dataclass(frozen=True)
class Attached:
    """A picture, a sound or a film that is still to be fetched, with the words that tell it, and what is said of it."""

    url: str
    alt: str
    blurhash: str
    focus: tuple[float, float]
    kind: Kind = Kind.IMAGE
    seconds: float = 0.0
    size: tuple[int, int] = (0, 0)


def pictures(document: Document) -> list[Attached]:
    """Return the pictures, sounds and films of a document, eight at most."""
    told = [(each, _kind_of(each)) for each in _files(document) if link(each)]
    return [_picture(each, known) for each, known in told if known is not None][:MOST]


def other_files(document: Document) -> str:
    """Return other files as HTML: a link each, which is followed by who wishes to."""
    others = [
        each for each in _files(document) if _kind_of(each) is None and kind(each) not in ("PropertyValue", "Link")
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


def _kind_of(file: Document) -> Kind | None:
    """Say what a file is: by its media type where it has one, else by its kind, else by the end of its name."""
    media = text(file.get("mediaType"), 80).lower()
    if media:
        return _TYPES.get(media.partition("/")[0])
    if (named := _NAMED.get(kind(file))) is not None:
        return named
    address = link(file).lower().partition("?")[0]
    return next((each for each, endings in _ENDINGS.items() if address.endswith(endings)), None)


def _picture(file: Document, known: Kind) -> Attached:
    focal = many(file.get("focalPoint"))
    sides = [number(each, -1, 1) or 0.0 for each in focal] if len(focal) == 2 else [0.0, 0.0]
    # GoToSocial tells pictures in `summary`, as HTML.
    alt = text(file.get("name"), 1_500).strip() or plain_text(text(file.get("summary"), 4_000))[:1_500]
    size = (int(number(file.get("width"), 0, 20_000) or 0), int(number(file.get("height"), 0, 20_000) or 0))
    blurhash = line(file.get("blurhash"), 120)
    return Attached(link(file), alt, blurhash, (sides[0], sides[1]), known, _seconds(file.get("duration")), size)


def _seconds(said: object) -> float:
    """Read how long something lasts: `PT1M2.5S` (xsd:duration), or a number of seconds."""
    if isinstance(said, int | float) and not isinstance(said, bool):
        return float(said) if 0 <= said < 10_000_000 else 0.0
    found = _LASTS.fullmatch(said) if isinstance(said, str) and len(said) < 40 else None
    if found is None:
        return 0.0
    hours, minutes, seconds = (float(part or 0) for part in found.groups())
    return hours * 3600 + minutes * 60 + seconds


def _tail(url: str) -> str:
    return url.partition("?")[0].rstrip("/").rpartition("/")[2][:80] or url[:80]
