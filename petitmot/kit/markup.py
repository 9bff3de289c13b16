"""Typed words become clean HTML: `parse` reads our subset of Markdown, with mentions, hashtags and addresses."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape
from itertools import chain

from markdown_it.token import Token

from petitmot.kit.cleaning import clean_own_html, visible_signs
from petitmot.kit.links import REL, shown
from petitmot.kit.markdown import tokens

Resolve = Callable[[str], str | None]
LONGEST = 200_000  # characters; longer texts are cut (every door has its own, smaller, limit with a sentence)

_OPEN_CLOSE = {
    "em": "em",
    "strong": "strong",
    "bullet_list": "ul",
    "list_item": "li",
    "blockquote": "blockquote",
}


@dataclass(frozen=True)
class Parsed:
    """What was typed, read once. `mentions` are small-lettered handles without their first @ (`ana`, `ana@host:port`),
    `tags` the hashtags as written without #, `links` every address; each once, in the order of the text."""

    text: str
    plain: str
    mentions: list[str]
    tags: list[str]
    links: list[str]
    _tokens: list[Token]

    def html(self, *, mention: Resolve | None = None, tag: Resolve | None = None) -> str:
        """Return clean HTML. `mention(handle)` and `tag(name)` give the page that each leads to, or None for no link."""
        mention, tag = mention or _nowhere, tag or _nowhere
        return clean_own_html("".join(_block(token, mention, tag) for token in self._tokens))


def parse(text: str, *, plain: bool = False) -> Parsed:
    """Read a text in our subset of Markdown: links, emphasis, lists, quotes, line breaks, code. No HTML, no images.

    `plain` takes every sign as it stands: only addresses, mentions, hashtags and line breaks mean something.
    """
    text = unicodedata.normalize("NFC", visible_signs(text[:LONGEST]))
    read = tokens(text, plain=plain)
    inline = list(chain.from_iterable(token.children or () for token in read))
    return Parsed(
        text=text,
        plain=_plain(read),
        mentions=_once(token.content[1:].lower() for token in inline if token.type == "mention"),
        tags=_once(token.content[1:] for token in inline if token.type == "hashtag"),
        links=_once(filter(None, map(_destination, inline))),
        _tokens=read,
    )


def _once(found: Iterator[str]) -> list[str]:
    return list({each.casefold(): each for each in reversed(list(found))}.values())[::-1]


def _destination(token: Token) -> str:
    if token.type == "address":
        return token.content
    return str(token.attrGet("href") or "") if token.type == "link_open" else ""


def _nowhere(name: str) -> None:
    return None


def _block(token: Token, mention: Resolve, tag: Resolve) -> str:
    if token.type == "inline":
        return "".join(_inline(child, mention, tag) for child in token.children or ())
    if token.type == "fence":
        return f"<pre><code>{escape(token.content)}</code></pre>"
    kind, _, side = token.type.rpartition("_")
    slash = "/" if side == "close" else ""
    if kind == "paragraph":
        return "" if token.hidden else f"<{slash}p>"
    if kind == "heading":  # never bigger than bold
        return "</strong></p>" if slash else "<p><strong>"
    if kind == "ordered_list":
        start = "" if slash else token.attrGet("start")
        return f'<ol start="{start}">' if start else f"<{slash}ol>"
    return f"<{slash}{_OPEN_CLOSE[kind]}>"


def _inline(token: Token, mention: Resolve, tag: Resolve) -> str:
    match token.type:
        case "text":
            return escape(token.content, quote=False)
        case "softbreak" | "hardbreak":
            return "<br>"
        case "code_inline":
            return f"<code>{escape(token.content)}</code>"
        case "address":
            return f'<a href="{escape(token.content)}" rel="{REL}">{shown(token.content)}</a>'
        case "link_open":
            return f'<a href="{escape(str(token.attrGet("href")))}" rel="{REL}">'
        case "link_close":
            return "</a>"
        case "mention":
            return _mentioned(token.content, mention(token.content[1:].lower()))
        case "hashtag":
            return _tagged(token.content, tag(token.content[1:]))
    return _block(token, mention, tag)


def _mentioned(written: str, page: str | None) -> str:
    if page is None:
        return escape(written)
    name = escape(written[1:].split("@")[0])  # the page says where the person lives
    return f'<span class="h-card"><a href="{escape(page)}" class="u-url mention">@<span>{name}</span></a></span>'


def _tagged(written: str, page: str | None) -> str:
    if page is None:
        return escape(written)
    return f'<a href="{escape(page)}" class="mention hashtag" rel="tag">#<span>{escape(written[1:])}</span></a>'


def _plain(read: list[Token]) -> str:
    """The words alone, for search, first lines and mails: a line for each item, an empty line between paragraphs."""
    pieces: list[str] = []
    for token in read:
        if token.type == "inline":
            pieces += [
                "\n" if child.type in ("softbreak", "hardbreak") else child.content for child in token.children or ()
            ]
        elif token.type == "fence":
            pieces += [token.content.rstrip("\n"), "\n\n"]
        elif token.type in ("paragraph_close", "heading_close"):
            pieces.append("\n" if token.hidden else "\n\n")
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            pieces.append("\n")
    return re.sub("\n{3,}", "\n\n", "".join(pieces)).strip()
