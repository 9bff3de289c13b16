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
