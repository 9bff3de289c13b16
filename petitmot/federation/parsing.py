"""JSON from elsewhere, read without harm: bounded in size, in depth and in the number of things."""

from __future__ import annotations

import re
from typing import Any

import msgspec

LARGEST = 1_000_000  # bytes
DEEPEST = 32  # objects and lists within each other; real documents have about six
MOST = 20_000  # objects and lists
_STRINGS = re.compile(rb'"(?:[^"\\]|\\.)*"', re.DOTALL)
_BRACKETS = re.compile(rb"[][{}]")


class Unreadable(ValueError):
    """What should be a JSON object is none, or one that we do not read; the text says why, in English."""


def read_object(body: bytes) -> dict[str, Any]:
    """Return the JSON object in `body`. Raises `Unreadable`; null signs within texts are dropped."""
    if len(body) > LARGEST:
        raise Unreadable("The document is larger than a megabyte.")
    _refuse_depth(body)
    try:
        document = msgspec.json.decode(body)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise Unreadable("The body is no JSON.") from error
    if not isinstance(document, dict):
        raise Unreadable("The body is no JSON object.")
    if b"\\u0000" in body:
        return {str(key): each for key, each in _without_null(document).items()}
    return document


def _refuse_depth(body: bytes) -> None:
    """Counted before anything is built: brackets outside of texts."""
    depth = things = 0
    for found in _BRACKETS.finditer(_STRINGS.sub(b"", body)):
        if found[0] in b"[{":
            depth += 1
            things += 1
            if depth > DEEPEST or things > MOST:
                raise Unreadable("The document is nested too deeply, or holds too many things.")
        else:
            depth -= 1


def _without_null(value: Any) -> Any:
    if isinstance(value, str):
        return value.replace("\0", "")
    if isinstance(value, list):
        return [_without_null(each) for each in value]
    if isinstance(value, dict):
        return {key.replace("\0", ""): _without_null(each) for key, each in value.items()}
    return value
