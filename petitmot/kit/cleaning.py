"""HTML from elsewhere and from ourselves, cleaned to a small list of tags; strangers' words made inert."""

from __future__ import annotations

import re
from html import escape, unescape

import nh3

from petitmot.kit.links import REL, followable

TAGS = {"p", "br", "a", "em", "strong", "ul", "ol", "li", "blockquote", "code", "pre", "span"}
CLASSES = {
    "a": {"mention", "hashtag", "u-url"},
    "span": {"h-card", "invisible", "ellipsis"},
}
ATTRIBUTES: dict[str, set[str]] = {"a": {"href"}, "ol": {"start"}, "*": set()}
LONGEST = 400_000  # characters of HTML that are read; the rest is cut
MOST_TAGS = 5_000  # `<` signs; a parser takes quadratic time on tags that are never closed
DEEPEST = 40  # tags within each other; what is deeper is kept as plain text

# Renamed or unwrapped after a first cleaning, so that other software's words keep their shape.
_RENAMED = {"b": "strong", "i": "em"}
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BOXES = ("div", "section", "article", "header", "footer", "address", "figcaption", "figure", "dt", "dd", "tr", "hr")
_GONE = {
    *("script", "style", "template", "noscript", "iframe", "object", "embed", "applet", "svg", "math", "title", "head"),
    *(
        "textarea",
        "select",
        "option",
        "noembed",
        "noframes",
        "xmp",
        "plaintext",
        "frameset",
        "audio",
        "video",
        "canvas",
    ),
}
_TAG = re.compile(r"<(/?)([a-z0-9]+)([^>]*)>")
# Signs nobody sees: controls, what turns the direction of the text around, halves of characters, non-characters.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffc\ufffe\uffff\ud800-\udfff\u2028\u2029]"
)


def visible_signs(text: str) -> str:
    """Return `text` without null bytes, controls and signs that turn the direction of the words after them."""
    return _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def clean_html(html: str) -> str:
    """Clean HTML that enters from elsewhere, once: our few tags, http(s) links, and the classes of mentions remain."""
    html = visible_signs(html[:LONGEST])
    if html.count("<") > MOST_TAGS:
        return inert(unescape(re.sub(r"<[^<>]*>?", " ", html)))
    cleaned = _from_elsewhere(html, TAGS | set(_RENAMED) | set(_HEADINGS) | set(_BOXES))
    if _too_deep(cleaned):
        return inert(text_of(cleaned))
    cleaned = _TAG.sub(_rename, cleaned)
    # What a parser mends it may mend differently the next time: only what stays as it is comes in.
    for _round in range(4):
        again = visible_signs(_from_elsewhere(cleaned, TAGS))
        if again == cleaned:
            return again
        cleaned = again
    return inert(text_of(cleaned))


def _from_elsewhere(html: str, tags: set[str]) -> str:
    return nh3.clean(
        html,
        tags=tags,
        clean_content_tags=_GONE,
        attributes=ATTRIBUTES,
        attribute_filter=_keep_from_elsewhere,
        allowed_classes=CLASSES,
        link_rel=REL,
        url_schemes={"http", "https"},
    )


def clean_own_html(html: str) -> str:
    """Clean what our own Markdown made: a second wall. Links to our own pages (`/...`) and their `rel` are kept."""
    return nh3.clean(
        html,
        tags=TAGS,
        attributes={**ATTRIBUTES, "a": {"href", "rel"}},
        attribute_filter=_keep_own,
        allowed_classes=CLASSES,
        link_rel=None,
        url_schemes={"http", "https"},
    )


def plain_text(html: str) -> str:
    """Return the words of any HTML: lines for `br` and items, an empty line between paragraphs."""
    return text_of(clean_html(html)) if html else ""


def inert(text: str) -> str:
    """Return strangers' words as HTML paragraphs in which nothing can be clicked."""
    paragraphs = re.split(r"\n\s*\n", visible_signs(text).strip())
    return "".join(
        f"<p>{escape(each.strip(), quote=False).replace(chr(10), '<br>')}</p>" for each in paragraphs if each
    )


def _keep_from_elsewhere(tag: str, attribute: str, value: str) -> str | None:
    if attribute == "href":
        return value if followable(value) else None
    return _keep_number(attribute, value)


def _keep_own(tag: str, attribute: str, value: str) -> str | None:
    if attribute == "href":
        our_page = value.startswith("/") and not value.startswith(("//", "/\\"))
        return value if our_page or followable(value) else None
    return _keep_number(attribute, value)


def _keep_number(attribute: str, value: str) -> str | None:
    return None if attribute == "start" and not re.fullmatch("[0-9]{1,6}", value) else value


def _rename(tag: re.Match[str]) -> str:
    slash, name, rest = tag.groups()
    if name in _HEADINGS:
        return "</strong></p>" if slash else "<p><strong>"
    if name in _BOXES:
        return f"<{slash}p>"
    return f"<{slash}{_RENAMED.get(name, name)}{rest}>"


def _too_deep(html: str) -> bool:
    """Whether the cleaned, so well-formed, HTML has more than `DEEPEST` tags within each other."""
    depth = 0
    for tag in _TAG.finditer(html):
        if tag[1]:
            depth -= 1
        elif tag[2] not in ("br", "hr"):
            depth += 1
            if depth > DEEPEST:
                return True
    return False


def text_of(html: str) -> str:
    """Return the words of cleaned HTML, in which < and > stand nowhere but around tags; as `plain_text` sets them."""
    text = re.sub(r"<br[^>]*>|</li>|</pre>", "\n", html.replace("\n", " "))
    text = re.sub(r"</(?:p|blockquote|ul|ol|h[1-6]|div)>", "\n\n", text)
    text = unescape(re.sub(r"<[^>]*>", "", text))
    return re.sub(r"\n{3,}", "\n\n", re.sub(r" *\n *", "\n", text)).strip()
