"""Addresses on the web as people write and read them: which may be followed, and how they are shown."""

from __future__ import annotations

import re
from html import escape
from urllib.parse import urlsplit

REL = "nofollow noopener noreferrer ugc"
LONGEST = 2_000  # characters
SHOWN = 30  # characters of an address that are shown, without its scheme

# No white space, controls, quotes or brackets; « and » end an address in French prose.
ADDRESS = re.compile(r"https?://[^\s<>\"«»“”„`\[\]\\^{|}\x00-\x20\x7f-\xa0\ufffd]+", re.IGNORECASE)
_TRAILING = ".,;:!?*_~'’…"
_HOST = re.compile(r"[^\s/?#@:\[\]%\\]+", re.ASCII)


def address_at(text: str, start: int) -> str | None:
    """Return the address that stands at `start`, without the punctuation of the sentence around it."""
    found = ADDRESS.match(text, start, start + LONGEST)
    if not found:
        return None
    address = found[0]
    while address and (address[-1] in _TRAILING or (address[-1] == ")" and address.count(")") > address.count("("))):
        address = address[:-1]
    return address if followable(address) else None


def followable(address: str) -> bool:
    """Whether a link may lead there: http or https, to a named host, without a name and password before it."""
    if len(address) > LONGEST or not ADDRESS.fullmatch(address):
        return False
    try:
        parts = urlsplit(address)
        _port = parts.port
    except ValueError:
        return False
    host = parts.hostname or ""
    return "@" not in parts.netloc and bool(_HOST.fullmatch(host)) and not host.startswith(".") and ".." not in host


def shown(address: str) -> str:
    """Return the HTML of an address as it is read: without scheme, cut after `SHOWN` characters, whole when copied."""
    scheme, _, rest = address.partition("://")
    prefix = f"{scheme}://www." if rest.lower().startswith("www.") and len(rest) > 8 else f"{scheme}://"
    rest = address[len(prefix) :]
    before = f'<span class="invisible">{escape(prefix)}</span>'
    if len(rest) <= SHOWN:
        return before + escape(rest)
    return (
        f'{before}<span class="ellipsis">{escape(rest[:SHOWN])}</span>'
        f'<span class="invisible">{escape(rest[SHOWN:])}</span>'
    )
