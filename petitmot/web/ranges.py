"""Parts of a file (RFC 9110, 14): a player asks for the part it is at, and for the rest when it gets there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO

PIECE = 262_144  # bytes
LONGEST = 100  # characters of a header that is read
_ONE = re.compile(r"bytes=\s*([0-9]{0,15})-([0-9]{0,15})\s*", re.ASCII | re.IGNORECASE)


class NotThere(Exception):
    """The part that is asked for lies behind the end: 416."""


def wanted(header: str, size: int) -> tuple[int, int] | None:
    """Return the first and the last byte that a Range header asks for, of a file of `size` bytes.

    None where the whole is to be answered: no header, another unit, several parts (nobody who plays a file asks for several, and
    putting them together costs), or what cannot be read. Raises `NotThere`.
    """
    found = _ONE.fullmatch(header) if len(header) <= LONGEST else None
    if found is None or not (found[1] or found[2]):
        return None
    if not found[1]:  # the last so many
        last_ones = int(found[2])
        if not last_ones or not size:
            raise NotThere
        return max(0, size - last_ones), size - 1
    first = int(found[1])
    last = min(int(found[2]) if found[2] else size - 1, size - 1)
    if found[2] and int(found[2]) < first:
        return None  # no range at all: the header is as if it were not there
    if first >= size:
        raise NotThere
    return first, last


class Part:
    """Bytes `first` to `last` of a file: what an answer streams, and closes."""

    def __init__(self, file: IO[bytes], first: int, last: int) -> None:
        self.file, self.left = file, last - first + 1
        file.seek(first)

    def read(self, size: int = -1) -> bytes:
        """Read on, never beyond the part."""
        piece = self.file.read(self.left if size < 0 else min(size, self.left)) if self.left else b""
        self.left -= len(piece)
        return piece

    def __iter__(self) -> Iterator[bytes]:
        while piece := self.read(PIECE):
            yield piece

    def close(self) -> None:
        """Close the file."""
        self.file.close()
