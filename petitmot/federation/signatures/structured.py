"""The part of Structured Field Values (RFC 8941) that RFC 9421 needs: dictionaries of inner lists and of bytes."""

from __future__ import annotations

import re
from base64 import b64decode
from binascii import Error
from collections.abc import Iterator
from dataclasses import dataclass

from petitmot.federation.signatures.material import Unverified

Bare = str | int | bool
LONGEST = 8_000  # characters of one header
_KEY = re.compile(r"[a-z*][a-z0-9_\-.*]*")
_STRING = re.compile(r'"((?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\["\\])*)"')
_INTEGER = re.compile(r"-?[0-9]{1,15}(?![0-9.])")
_BYTES = re.compile(r":([A-Za-z0-9+/=]*):")
_TOKEN = re.compile(r"[A-Za-z*][A-Za-z0-9!#$%&'*+\-.^_`|~:/]*")
_SPACE = re.compile(r"[ \t]*")


@dataclass(frozen=True)
class InnerList:
    """`("date" "@method");created=1`: the items with the parameters of each, those of the list, and the text itself."""

    items: tuple[tuple[str, tuple[tuple[str, Bare], ...]], ...]
    parameters: dict[str, Bare]
    text: str


class _Reader:
    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        found = pattern.match(self.text, self.at)
        if found:
            self.at = found.end()
        return found

    def eat(self, sign: str) -> bool:
        if self.text.startswith(sign, self.at):
            self.at += len(sign)
            return True
        return False

    @property
    def over(self) -> bool:
        return self.at >= len(self.text)


def inner_lists(header: str) -> dict[str, InnerList]:
    """Read a dictionary whose members are inner lists: `Signature-Input`. Raises `Unverified`."""
    return {key: _inner_list(reader) for key, reader in _members(header)}


def byte_sequences(header: str) -> dict[str, bytes]:
    """Read a dictionary whose members are bytes: `Signature`. Raises `Unverified`."""
    return {key: _bytes(reader) for key, reader in _members(header)}


def _members(header: str) -> Iterator[tuple[str, _Reader]]:
    """Give each key with the reader standing at its value; what follows must be read before the next is asked for."""
    reader = _Reader(header.strip())
    seen: set[str] = set()
    if len(header) > LONGEST:
        raise _bad(reader)
    while not reader.over:
        key = reader.take(_KEY)
        if not key or key[0] in seen or not reader.eat("="):
            raise _bad(reader)
        seen.add(key[0])
        yield key[0], reader
        reader.take(_SPACE)
        if not reader.over and not reader.eat(","):
            raise _bad(reader)
        reader.take(_SPACE)


def _inner_list(reader: _Reader) -> InnerList:
    start = reader.at
    if not reader.eat("("):
        raise _bad(reader)
    items = []
    reader.take(_SPACE)
    while not reader.eat(")"):
        name = reader.take(_STRING)
        if not name:
            raise _bad(reader)
        items.append((_unescaped(name[1]), tuple(_parameters(reader).items())))
        reader.take(_SPACE)
    parameters = _parameters(reader)
    return InnerList(tuple(items), parameters, reader.text[start : reader.at])


def _parameters(reader: _Reader) -> dict[str, Bare]:
    found: dict[str, Bare] = {}
    while reader.eat(";"):
        reader.take(_SPACE)
        key = reader.take(_KEY)
        if not key:
            raise _bad(reader)
        found[key[0]] = _bare(reader) if reader.eat("=") else True
    return found


def _bare(reader: _Reader) -> Bare:
    if found := reader.take(_STRING):
        return _unescaped(found[1])
    if found := reader.take(_INTEGER):
        return int(found[0])
    if found := reader.take(_BYTES) or reader.take(_TOKEN):
        return found[0]
    if reader.eat("?1"):
        return True
    if reader.eat("?0"):
        return False
    raise _bad(reader)


def _bytes(reader: _Reader) -> bytes:
    found = reader.take(_BYTES)
    if not found:
        raise _bad(reader)
    _parameters(reader)
    try:
        return b64decode(found[1], validate=True)
    except (Error, ValueError) as error:
        raise _bad(reader) from error


def _unescaped(text: str) -> str:
    return re.sub(r'\\(["\\])', r"\1", text)


def _bad(reader: _Reader) -> Unverified:
    return Unverified(f"The Signature or Signature-Input header cannot be read (at character {reader.at}).")
