"""From a Note and its kin to what the house publishes. Nothing is asked and nothing written here.

Sources: ActivityStreams vocabulary; https://docs.joinmastodon.org/spec/activitypub/; FEP-b2b8 (Article), FEP-e232 and
FEP-044f (quotes), FEP-9967 (polls).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from html import escape, unescape

from petitmot.federation.translation import attachments
from petitmot.federation.translation.attachments import Attached
from petitmot.federation.translation.emoji import Sign, read_emoji
from petitmot.federation.translation.shapes import Document, kind, kinds, line, link, many, moment, parts, text, uri
from petitmot.kit.cleaning import clean_html, plain_text, text_of
from petitmot.posts.content import LONGEST_WARNING
from petitmot.posts.polls import Asked

WORDS = frozenset({"Note", "Article", "Page", "Question", "Image", "Video", "Audio", "Event"})
TITLED = frozenset({"Article", "Page", "Image", "Video", "Audio", "Event"})
LONGEST_HTML = 200_000  # characters that are read
LONGEST_SHOWN = 20_000  # characters of plain text; what is longer is begun, and led on to
MOST_TAGS, MOST_ANSWERS = 30, 20
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})?\Z")
_QUOTED_AGAIN = re.compile(r'<(p|span) class="quote-inline">.*?</\1>', re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")
_CLOSING = re.compile(r"</(?!a\b)\w+>")
_BREAKS_AT_END = re.compile(r"(?:\s|<br ?/?>)+\Z")
_LINK = re.compile(r'<a href="(https?://[^"]+)"(?![^>]*class="[^"]*(?:mention|hashtag))')


@dataclass(frozen=True)
class Said:
    """Words from elsewhere, cleaned; whom they name and answer by uri."""

    uri: str
    author: str
    kind: str
    html: str
    plain: str
    warning: str
    language: str
    published: datetime | None
    updated: datetime | None
    answers: str
    quotes: str
    mentions: tuple[tuple[str, tuple[str, ...]], ...]  # uri, and the addresses by which the text leads to them
    emoji: tuple[Sign, ...]
    tags: tuple[tuple[str, str], ...]  # name, and the address the text leads to
    links: tuple[str, ...]
    pictures: tuple[Attached, ...]
    poll: Asked | None
    votes: tuple[int, ...]
    voters: int
    vote_for: str  # the words of an answer: a vote, not words


def read_words(document: Document) -> Said:
    """Read a document of one of the kinds in WORDS; what is missing is empty."""
    id_, wire_kind = uri(document), kind(document, WORDS)
    quotes = next((said for name in QUOTES if (said := uri(document.get(name)))), "") or _linked_quote(document)
    html = _html(document, wire_kind, quotes)
    plain = text_of(html)
    answers, votes = _answers(document)
    several = bool(document.get("anyOf"))
    ends_at = moment(document.get("endTime")) or moment(document.get("closed"))
    return Said(
        uri=id_,
        author=_author(document),
        kind=wire_kind,
        html=html,
        plain=plain,
        warning=_warning(document, wire_kind),
        language=_language(document),
        published=moment(document.get("published")),
        updated=moment(document.get("updated")),
        answers=uri(document.get("inReplyTo")),
        quotes="" if quotes == id_ else quotes,
        mentions=_mentions(document),
        emoji=read_emoji(document),
        tags=_tags(document),
        links=tuple(dict.fromkeys(_LINK.findall(html)))[:50],
        pictures=tuple(attachments.pictures(document)),
        poll=Asked(answers, several, ends_at) if len(answers) > 1 else None,
        votes=votes,
        voters=_count(document.get("votersCount")),
        vote_for=line(document.get("name"), 200) if wire_kind == "Note" and not document.get("content") else "",
    )


QUOTES = ("quote", "quoteUrl", "_misskey_quote", "quoteUri", "quoteURL")


def _author(document: Document) -> str:
    """`attributedTo` is one, or several of which one is a person (PeerTube names the channel, too)."""
    said = many(document.get("attributedTo"))[:10]
    people = [each for each in said if isinstance(each, dict) and "Person" in kinds(each)]
    return next(filter(None, map(uri, [*people, *said])), "")


def _html(document: Document, wire_kind: str, quotes: str) -> str:
    raw = text(document.get("content"), LONGEST_HTML) or _in_some_language(document.get("contentMap"))
    if document.get("mediaType") in ("text/plain", "text/markdown"):
        raw = "<p>" + escape(raw).replace("\n", "<br>") + "</p>"
    html = clean_html(_without_quoted(raw, quotes) if quotes else raw)
    if len(html) > LONGEST_SHOWN and len(plain := text_of(html)) > LONGEST_SHOWN:
        html = f"<p>{escape(plain[:LONGEST_SHOWN])}…</p>"
    if wire_kind in TITLED:
        html = _title(document) + ("" if wire_kind == "Event" and len(html) > 2_000 else html)
    files = attachments.other_files(document)
    return clean_html(html + files) if files or wire_kind in TITLED else html


def _without_quoted(html: str, quotes: str) -> str:
    """Take away what says the quote again for who knows none: `quote-inline`, or `RE:` and its address at the end (FEP-e232)."""
    html = _QUOTED_AGAIN.sub("", html)
    start = html.rfind("RE:")
    end = html[start:] if start >= 0 else ""
    if not end or unescape(_TAG.sub("", end)).removeprefix("RE:").strip() != quotes:
        return html
    return _BREAKS_AT_END.sub("", html[:start]) + "".join(_CLOSING.findall(end))


def _title(document: Document) -> str:
    name, page = line(document.get("name"), 300), link(document.get("url")) or uri(document)
    when = moment(document.get("startTime"))
    shown = escape(name or page)
    place = document.get("location")
    where = line(place.get("name"), 200) if isinstance(place, dict) else ""
    more = " · ".join(filter(None, [when.strftime("%d/%m/%Y %H:%M UTC") if when else "", where]))
    return f'<p><strong><a href="{escape(page)}">{shown}</a></strong></p>' + (f"<p>{escape(more)}</p>" if more else "")


def _in_some_language(value: object) -> str:
    if not isinstance(value, dict):
        return ""
    return next((text(each, LONGEST_HTML) for each in value.values() if isinstance(each, str)), "")


def _warning(document: Document, wire_kind: str) -> str:
    """`summary` is a warning on a Note; on an Article it says what the article is about."""
    if wire_kind in TITLED and document.get("sensitive") is not True:
        return ""
    return line(plain_text(text(document.get("summary"), 4_000)), LONGEST_WARNING)


def _language(document: Document) -> str:
    said = document.get("contentMap")
    if isinstance(said, dict):
        content = document.get("content")
        for code, each in said.items():
            if isinstance(code, str) and _LANGUAGE.match(code) and (each == content or len(said) == 1):
                return code[:12]
    language = document.get("language")
    code = language.get("identifier") if isinstance(language, dict) else language
    return code[:12] if isinstance(code, str) and _LANGUAGE.match(code) else ""


def _mentions(document: Document) -> tuple[tuple[str, tuple[str, ...]], ...]:
    found = {}
    for tag in parts(document.get("tag"), "Mention"):
        if said := uri(tag.get("href")):
            found[said] = (said,)
    return tuple(found.items())


def _tags(document: Document) -> tuple[tuple[str, str], ...]:
    found = {}
    for tag in parts(document.get("tag"), "Hashtag"):
        name = line(tag.get("name"), 100).lstrip("#")
        if re.fullmatch(r"\w{1,100}", name):
            found[name] = link(tag.get("href"))
    return tuple(found.items())[:MOST_TAGS]


def _linked_quote(document: Document) -> str:
    """FEP-e232: a quote as a Link among the tags."""
    for tag in parts(document.get("tag"), "Link"):
        rel = [str(each) for each in many(tag.get("rel"))]
        if "https://misskey-hub.net/ns#_misskey_quote" in rel or any(each.endswith("#quoteUrl") for each in rel):
            return uri(tag.get("href"))
    return ""


def _answers(document: Document) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """The answers of a Question in their order, and how often each was chosen."""
    found: dict[str, int] = {}
    for each in many(document.get("oneOf") or document.get("anyOf"))[:MOST_ANSWERS]:
        if isinstance(each, dict) and (words := line(each.get("name"), 200)):
            replies = each.get("replies")
            found.setdefault(words, _count(replies.get("totalItems") if isinstance(replies, dict) else 0))
    return tuple(found), tuple(found.values())


def _count(value: object) -> int:
    return max(0, min(value, 2**31 - 1)) if isinstance(value, int) and not isinstance(value, bool) else 0
