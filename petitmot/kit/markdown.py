"""Our subset of Markdown: links, emphasis, lists, quotes, code; and mentions, hashtags and bare addresses in the text."""

from __future__ import annotations

import re
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from petitmot.kit.addresses import HOST, WRITTEN_NAME
from petitmot.kit.links import address_at, followable

MENTION = re.compile(rf"@(?:({WRITTEN_NAME})@({HOST})(?![\w@]|\.\w)|([a-z0-9_]{{1,30}})(?![\w]|@\w))", re.IGNORECASE)
TAG = re.compile(r"#(?=\w{0,99}[^\W\d_])(\w{1,100})(?!\w)")
_BLOCKS = ["paragraph", "list", "blockquote", "fence", "heading"]
_INLINES = ["text", "newline", "escape", "backticks", "emphasis", "link", "autolink"]
DEEPEST = 12  # quotes and lists within each other; what is deeper stays plain text
MOST_BRACKETS = 400  # beyond it square brackets make no links: looking for their ends would take quadratic time


def tokens(text: str, *, plain: bool = False) -> list[Token]:
    """Read a whole text; inline tokens carry `address`, `mention` and `hashtag` children besides markdown-it's own.

    `plain` reads no signs of Markdown: paragraphs and line breaks only.
    """
    return _reader(text.count("[") <= MOST_BRACKETS, plain).parse(text)


@lru_cache(maxsize=4)
def _reader(links: bool, plain: bool) -> MarkdownIt:
    reader = MarkdownIt("zero", {"breaks": True, "html": False, "maxNesting": DEEPEST})
    names = ["paragraph", "text", "newline"] if plain else _BLOCKS + _INLINES
    reader.enable([name for name in names if links or name != "link"])
    if not plain:
        reader.inline.ruler2.enable(["balance_pairs", "emphasis", "fragments_join"])
    for name, rule in (("address", _address), ("mention", _mention), ("hashtag", _hashtag)):
        reader.inline.ruler.after("text", name, rule)
    reader.validateLink = followable  # type: ignore[method-assign, assignment]
    return reader


def _address(state: StateInline, silent: bool) -> bool:
    """A bare address. The text rule stops at its colon, so its scheme is taken back from what was read already."""
    at = state.pos
    if state.linkLevel or not state.src.startswith("://", at):
        return False
    scheme = "https" if state.src[max(0, at - 5) : at].lower() == "https" else "http"
    start = at - len(scheme)
    if start < 0 or state.src[start:at].lower() != scheme or _in_word(state, start):
        return False
    address = address_at(state.src[: state.posMax], start)
    if address is None or (not silent and not state.pending.lower().endswith(scheme)):
        return False
    if not silent:
        state.pending = state.pending[: -len(scheme)]
        state.push("address", "", 0).content = address
    state.pos = start + len(address)
    return True


def _mention(state: StateInline, silent: bool) -> bool:
    if state.linkLevel or state.src[state.pos] != "@" or _in_word(state, state.pos, "/@."):
        return False
    found = MENTION.match(state.src, state.pos, state.posMax)
    if found and not silent:
        state.push("mention", "", 0).content = found[0]
    state.pos = found.end() if found else state.pos
    return bool(found)


def _hashtag(state: StateInline, silent: bool) -> bool:
    if state.linkLevel or state.src[state.pos] != "#" or _in_word(state, state.pos, "/&#"):
        return False
    found = TAG.match(state.src, state.pos, state.posMax)
    if found and not silent:
        state.push("hashtag", "", 0).content = found[0]
    state.pos = found.end() if found else state.pos
    return bool(found)


def _in_word(state: StateInline, at: int, others: str = "") -> bool:
    before = state.src[at - 1] if at else " "
    return before.isalnum() or before == "_" or before in others
