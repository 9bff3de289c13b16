"""Short codes of emoji in a text (`:petit_chat:`), and what is drawn in their place."""

from __future__ import annotations

import re
from collections.abc import Mapping

LONGEST = 100  # characters of a code, without its colons
CODE = re.compile(rf"[a-zA-Z0-9_]{{2,{LONGEST}}}\Z", re.ASCII)
# Not within a time (12:30:45) or a word; scripts that set no spaces may stand right beside it.
_IN_TEXT = re.compile(rf"(?<![a-zA-Z0-9_]):([a-zA-Z0-9_]{{2,{LONGEST}}}):(?![a-zA-Z0-9_])", re.ASCII)
_TAG = re.compile(r"(<[^>]*>)")
_AS_WRITTEN = re.compile(r"<(/?)(?:code|pre)>")


def codes_in(*texts: str) -> list[str]:
    """Return the codes that texts may name, each once, in their order."""
    return list(dict.fromkeys(code for text in texts if ":" in text for code in _IN_TEXT.findall(text)))


def drawn(html: str, pictures: Mapping[str, str]) -> str:
    """Put markup in the place of codes in clean HTML (`<` and `>` stand nowhere but around tags): in its text alone,
    never in a tag, nor in what is shown as it was written (`code`, `pre`)."""
    if not pictures or ":" not in html:
        return html
    parts, inside = _TAG.split(html), 0
    for place, part in enumerate(parts):
        if place % 2:
            tag = _AS_WRITTEN.match(part)
            inside += 0 if tag is None else -1 if tag[1] else 1
        elif not inside and ":" in part:
            parts[place] = _IN_TEXT.sub(lambda code: pictures.get(code[1], code[0]), part)
    return "".join(parts)


_PART = (
    "(?:[\u00a9\u00ae\u203c\u2049\u2122\u2139\u2194-\u21aa\u231a-\u23ff\u24c2\u25aa-\u25fe\u2600-\u27bf\u2934\u2935"
    "\u2b05-\u2b55\u3030\u303d\u3297\u3299\U0001f000-\U0001f1e5\U0001f200-\U0001f3fa\U0001f400-\U0001faff]"
    "\ufe0f?[\U0001f3fb-\U0001f3ff]?[\U000e0020-\U000e007f]{0,8})"
)
_SIGN = re.compile(rf"(?:{_PART}(?:\u200d{_PART}){{0,4}}|[\U0001f1e6-\U0001f1ff]{{2}}|[0-9#*]\ufe0f?\u20e3)\Z")


def is_sign(text: str) -> bool:
    """Whether a text is one emoji of Unicode, and nothing else (Unicode Technical Standard 51, 1.4.9)."""
    return len(text) <= 30 and bool(_SIGN.match(text))
