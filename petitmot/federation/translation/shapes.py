"""Reading documents that may hold anything: every function answers for whatever stands in the place of what should."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from petitmot.federation.signatures.material import host_of
from petitmot.kit.cleaning import visible_signs

Document = Mapping[str, Any]

PUBLIC = frozenset({"https://www.w3.org/ns/activitystreams#Public", "as:Public", "Public"})
LONGEST_URI = 500  # characters, as long as the columns that keep them
_URI = re.compile(r"https?://[a-z0-9](?:[a-z0-9.\-]*[a-z0-9])?(?::[0-9]{1,5})?(?:[/?#][!-~]*)?\Z")


def many(value: object) -> list[Any]:
    """Return a list, whether one thing stood there, several, or none."""
    if value is None:
        return []
    return list(value) if isinstance(value, list) else [value]


def text(value: object, longest: int = 10_000) -> str:
    """Return a text, cut, without signs nobody sees; "" for what is none."""
    return visible_signs(value)[:longest] if isinstance(value, str) else ""


def line(value: object, longest: int) -> str:
    """Return a text on one line."""
    return " ".join(text(value, longest * 4).split())[:longest].strip()


def uri(value: object) -> str:
    """Return the address that a value is or has as its id, where it is one we can use; else "".

    Hosts in other alphabets come as punycode on the wire, and stay so: what looks like another name is seen.
    """
    if isinstance(value, Mapping):
        value = value.get("id")
    if not isinstance(value, str) or len(value) > LONGEST_URI:
        return ""
    scheme, slashes, rest = value.partition("://")
    host, slash, path = rest.partition("/")
    value = f"{scheme.lower()}{slashes}{host.lower()}{slash}{path}"
    return value if _URI.match(value) and host_of(value) else ""


def uris(value: object, most: int = 1_000) -> list[str]:
    """Return every usable address among one or several, each once, in their order."""
    return list(dict.fromkeys(filter(None, (uri(each) for each in many(value)[:most]))))


def link(value: object) -> str:
    """Return an address for people: of a Link (`href`), an object (`url`), a list of these, or a text."""
    for each in many(value)[:20]:
        if isinstance(each, Mapping):
            each = each.get("href") or each.get("url")
            if not isinstance(each, str):
                each = link(each) if each is not None else ""
        if isinstance(each, str) and re.match(r"https?://", each) and len(each) <= 1_000:
            return visible_signs(each)
    return ""


def kinds(document: object) -> list[str]:
    """Return the types of a document."""
    if not isinstance(document, Mapping):
        return []
    return [each for each in many(document.get("type"))[:5] if isinstance(each, str)]


def kind(document: object, known: frozenset[str] | None = None) -> str:
    """Return its first type, or its first that is known; "" where there is none."""
    return next((each for each in kinds(document) if known is None or each in known), "")


def parts(value: object, *wanted: str, most: int = 100) -> Iterator[Document]:
    """Give the objects of a list (tags, attachments) that have one of these types."""
    for each in many(value)[:most]:
        if isinstance(each, Mapping) and any(name in wanted for name in kinds(each)):
            yield each


def moment(value: object) -> datetime | None:
    """Return a time (xsd:dateTime), UTC; None for what is none."""
    if not isinstance(value, str) or len(value) > 40:
        return None
    try:
        said = datetime.fromisoformat(value)
        return said.replace(tzinfo=UTC) if said.tzinfo is None else said.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def number(value: object, least: float, most: float) -> float | None:
    """Return a number within bounds; None for what is none."""
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value:
        return None
    return float(value) if least <= value <= most else None
