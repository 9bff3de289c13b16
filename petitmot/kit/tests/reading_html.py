"""A strict reader of the HTML we let through: it parses it and names everything that does not belong there."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from urllib.parse import urlsplit

ALLOWED = {
    "p": set(),
    "br": set(),
    "a": {"href", "rel", "class"},
    "em": set(),
    "strong": set(),
    "ul": set(),
    "ol": {"start"},
    "li": set(),
    "blockquote": set(),
    "code": set(),
    "pre": set(),
    "span": {"class"},
}
CLASSES = {"mention", "hashtag", "u-url", "h-card", "invisible", "ellipsis", ""}
RELATIONS = {"nofollow", "noopener", "noreferrer", "ugc", "tag"}


class Findings(HTMLParser):
    """`found` lists what must not be there; `words` is the text."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.words = ""
        self.tags: list[str] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()
        self.found += [f"never closed: {tag}" for tag in self._open]

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        if tag not in ALLOWED:
            self.found.append(f"tag {tag}")
        if tag != "br":
            self._open.append(tag)
        for name, value in attrs:
            self._look_at_attribute(tag, name, value or "")

    def _look_at_attribute(self, tag, name, value):
        if name not in ALLOWED.get(tag, set()):
            self.found.append(f"attribute {tag} {name}")
        elif name == "class" and not set(value.split(" ")) <= CLASSES:
            self.found.append(f"class {value}")
        elif name == "rel" and not set(value.split()) <= RELATIONS:
            self.found.append(f"rel {value}")
        elif name == "start" and not re.fullmatch("[0-9]+", value):
            self.found.append(f"start {value}")
        elif name == "href":
            parts = urlsplit(value)
            our_page = re.match("/[^/\\\\]", value)
            if not our_page and (parts.scheme not in ("http", "https") or not parts.hostname or "@" in parts.netloc):
                self.found.append(f"address {value}")
            if re.search(r"[\x00-\x20\\\"<>]", value):
                self.found.append(f"address with odd signs {value!r}")

    def handle_endtag(self, tag):
        if not self._open or self._open.pop() != tag:
            self.found.append(f"closed out of order: {tag}")

    def handle_data(self, data):
        self.words += data

    def handle_comment(self, data):
        self.found.append(f"comment {data}")

    def handle_decl(self, decl):
        self.found.append(f"declaration {decl}")

    def unknown_decl(self, data):
        self.found.append(f"declaration {data}")

    def handle_pi(self, data):
        self.found.append(f"instruction {data}")
