"""What a page elsewhere says of itself: title, description, site, picture. Bytes in, words out; nothing is fetched."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import urljoin

from petitmot.kit.cleaning import visible_signs
from petitmot.kit.links import followable
from petitmot.kit.text import excerpt

READ = 300_000  # bytes of a page; its head comes first
MOST_METAS = 200
LONGEST_META = 6_000  # characters

_ATTRIBUTE = re.compile(r"([a-z:_.-]{1,40})\s{0,9}=\s{0,9}(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))|(>)", re.IGNORECASE)
_CHARSET = re.compile(rb"charset\s{0,9}=\s{0,9}[\"']?([a-zA-Z0-9._-]{1,40})")


@dataclass(frozen=True)
class Preview:
    """Plain words (never HTML); `picture` is an http(s) address, absolute. "" where the page says nothing."""

    title: str = ""
    description: str = ""
    site: str = ""
    picture: str = ""
    picture_alt: str = ""

    def __bool__(self) -> bool:
        return bool(self.title)


def read_preview(body: bytes, url: str, content_type: str = "") -> Preview:
    """Read the head of an HTML page: Open Graph first (ogp.me), then what search engines read, then `<title>`.

    `url` is the address the page came from, after redirects; `content_type` its header, for the charset.
    """
    head = _head(_decoded(body[:READ], content_type))
    said = dict(reversed(list(_metas(head))))  # of two that say the same the first counts

    def first(*names: str, longest: int) -> str:
        found = next((said[name] for name in names if said.get(name, "").strip()), "")
        return excerpt(visible_signs(unescape(found)), longest)

    title = first("og:title", "twitter:title", longest=300) or excerpt(visible_signs(unescape(_title(head))), 300)
    picture = unescape(said.get("og:image", "") or said.get("og:image:url", "") or said.get("twitter:image", ""))
    return Preview(
        title=title,
        description=first("og:description", "twitter:description", "description", longest=500),
        site=first("og:site_name", "application-name", longest=120),
        picture=_absolute(url, picture.strip()),
        picture_alt=first("og:image:alt", "twitter:image:alt", longest=500),
    )


def _decoded(body: bytes, content_type: str) -> str:
    """As browsers choose: the mark at the beginning, the header, the page's own word, UTF-8."""
    for mark, name in ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if body.startswith(mark):
            return body.decode(name, "replace")
    found = _CHARSET.search(content_type.encode("ascii", "ignore")) or _CHARSET.search(body[:4096])
    name = found[1].decode().lower() if found else "utf-8"
    if name in ("iso-8859-1", "latin1", "ascii", "us-ascii"):
        name = "windows-1252"  # what pages mean by it (WHATWG Encoding)
    try:
        return body.decode(name, "replace")
    except (LookupError, UnicodeError):  # a charset that does not exist, or is none of text
        return body.decode("utf-8", "replace")


def _head(page: str) -> str:
    for begin, end in (("<!--", "-->"), ("<script", "</script"), ("<style", "</style"), ("<svg", "</svg")):
        page = _without(page, begin, end)
    low = page.lower()
    ends = [place for place in (low.find("</head"), low.find("<body")) if place >= 0]
    return page[: min(ends)] if ends else page


def _without(page: str, begin: str, end: str) -> str:
    """Leave out all from `begin` to `end`; in linear time, also where ends are missing."""
    low, kept, at = page.lower(), [], 0
    if len(low) != len(page):  # a letter that becomes two when small: places would not fit
        low = page
    while (start := low.find(begin, at)) >= 0:
        kept.append(page[at:start])
        stop = low.find(end, start)
        if stop < 0:
            return "".join(kept)
        at = stop + len(end)
    return "".join([*kept, page[at:]])


def _metas(head: str) -> Iterator[tuple[str, str]]:
    """(property or name in small letters, content) of each meta tag, in order."""
    for number, start in enumerate(re.finditer(r"<meta\b", head, re.IGNORECASE)):
        if number >= MOST_METAS:
            return
        said: dict[str, str] = {}
        for each in _ATTRIBUTE.finditer(head, start.end(), start.end() + LONGEST_META):
            name, quoted, single, bare, end = each.groups()
            if end:
                break
            said.setdefault(name.lower(), quoted or single or bare or "")
        called = said.get("property") or said.get("name") or ""
        if called and "content" in said:
            yield called.lower().strip(), said["content"]


def _title(head: str) -> str:
    found = re.search(r"<title\b[^<>]{0,500}>([^<]{0,2000})", head, re.IGNORECASE)
    return found[1] if found else ""


def _absolute(url: str, picture: str) -> str:
    if not picture:
        return ""
    try:
        address = urljoin(url, picture)
    except ValueError:
        return ""
    return address if followable(address) else ""
