"""Answers kept whole, in the process that accepts: given again as long as nothing at all was written since they were made.

What may be kept says so itself: `Cache-Control: public`, and no cookie (RFC 9111, section 3). What somebody is told with a
token is kept for that token alone, where its endpoint says that it may (`client_api.door`), and each time it is given it counts
as a call. Whether something was written is asked of SQLite for each answer (`PRAGMA data_version`, 5 microseconds): any commit
of any process of this machine counts, so that a copy is gone before the write is acknowledged, and nobody has to tell anybody.
Besides that a copy lasts a second: what depends on the hour is never later than that. `docs/decisions/0033-copies-of-answers.md`.
"""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from petitmot.site.bridge.answer import Answer

LASTS = 1.0  # seconds
MOST, MOST_BYTES, LARGEST = 1_000, 8_000_000, 196_608  # copies; bytes of all; bytes of one
FRESH = b"x-ratelimit-"  # headers that are another each time begin with this

# What an answer may depend on, besides its address. One that varies by anything else is not kept.
NAMES = (
    *(b"host", b"accept", b"accept-language", b"accept-encoding", b"if-none-match", b"if-modified-since"),
    *(b"origin", b"hx-request", b"x-forwarded-proto", b"x-forwarded-host"),
)
# With one of these a request goes the long way: who somebody is, parts of an answer, and whatever has a body.
BARRED = frozenset(
    {b"cookie", b"range", b"if-range", b"if-match", b"if-unmodified-since", b"content-length"}
    | {b"transfer-encoding", b"trailer", b"te", b"expect", b"upgrade"}
)
# One whole request and nothing after it. Whatever is written in another way is for the real reader of HTTP.
REQUEST = re.compile(
    rb"GET (/[!-~]{0,1000}) HTTP/1\.1\r\n((?:[A-Za-z0-9!#$%&'*+.^_`|~-]+:[\t -~\x80-\xff]*\r\n){1,60})\r\n"
)

Key = tuple[bytes | None, ...]  # the address, whose token (its digest: no secret is kept), the headers of `NAMES`
Headers = Iterable[tuple[bytes, bytes]]
Count = Callable[[str], tuple[dict[str, str], bool]]  # counts a call: the headers that say so, and whether it may go on


@dataclass(frozen=True)
class Asked:
    """A request whose answer may be kept: what it depends on, and how things stood when it came."""

    key: Key
    version: int
    at: float

    @property
    def is_with_token(self) -> bool:
        return self.key[1] is not None


@dataclass(frozen=True)
class Copy:
    """An answer as it goes out, without the line of its status and the headers that the server adds."""

    status: int
    rest: bytes
    size: int  # of its body, in bytes
    route: str
    asked: Asked
    who: str = ""  # whose calls it counts among; empty where it is for everybody


class Copies:
    """The copies of one process. All of it in the thread of its event loop.

    `count` counts a call that a copy answers; without it nothing is kept that was asked with a token.
    """

    def __init__(self, database: Path, count: Count | None = None) -> None:
        self._count = count
        self._database = sqlite3.connect(database, timeout=0, isolation_level=None, check_same_thread=False)
        self._database.execute("PRAGMA query_only = 1")
        self._kept: dict[Key, Copy] = {}
        self._bytes = 0

    def close(self) -> None:
        self._database.close()

    def find(self, data: bytes) -> tuple[Copy, list[tuple[bytes, bytes]]] | None:
        """Return the copy that answers these bytes of a connection, where they are one request that has one.

        With it come the headers that are another each time.
        """
        request = REQUEST.fullmatch(data) if self._kept else None
        if request is None:
            return None
        lines = request[2].split(b"\r\n")[:-1]
        key = key_of(request[1], [(name.lower(), value.strip(b" \t")) for name, _, value in _parted(lines)])
        copy = self._kept.get(key) if key is not None else None
        if copy is None or key is None:
            return None
        if copy.asked.at + LASTS > time.monotonic() and copy.asked.version == self._version():
            return self._given(copy)
        self._drop(key)
        return None

    def _given(self, copy: Copy) -> tuple[Copy, list[tuple[bytes, bytes]]] | None:
        if not copy.who or self._count is None:
            return copy, []
        headers, may = self._count(copy.who)
        if not may:
            return None  # the long way says so
        return copy, [(name.lower().encode(), value.encode()) for name, value in headers.items()]

    def begin(self, method: str, target: bytes, headers: Headers) -> Asked | None:
        """Note how things stand before a request is answered; None where its answer cannot be kept."""
        key = key_of(target, headers) if method == "GET" else None
        version = self._version() if key is not None else None
        return None if key is None or version is None else Asked(key, version, time.monotonic())

    def keep(self, asked: Asked | None, answer: Answer, route: str, who: str = "") -> None:
        """Keep an answer, where it may be kept; `who` may be given it again, where it was asked with a token."""
        if asked is None or not (self._is_for_one(answer, who) if asked.is_with_token else may_be_kept(answer)):
            return
        who = who if asked.is_with_token else ""
        lasting = answer.headers if not who else [each for each in answer.headers if not each[0].startswith(FRESH)]
        head = b"".join(b"%s: %s\r\n" % header for header in lasting)
        self._drop(asked.key)
        self._kept[asked.key] = Copy(answer.status, head + b"\r\n" + answer.body, len(answer.body), route, asked, who)
        self._bytes += len(answer.body)
        while len(self._kept) > MOST or self._bytes > MOST_BYTES:
            self._drop(next(iter(self._kept)))

    def _is_for_one(self, answer: Answer, who: str) -> bool:
        return bool(who) and self._count is not None and answer.status == 200 and _is_framed(answer)

    def _drop(self, key: Key) -> None:
        gone = self._kept.pop(key, None)
        self._bytes -= gone.size if gone is not None else 0

    def _version(self) -> int | None:
        """A number that every commit on another connection changes; None where it cannot be had now."""
        try:
            row: tuple[int] = self._database.execute("PRAGMA data_version").fetchone()
        except sqlite3.OperationalError:
            return None
        return row[0]


def key_of(target: bytes, headers: Headers) -> Key | None:
    """Return all that an answer may depend on; None for requests whose answers are nobody else's."""
    found: dict[bytes, bytes] = {}
    for name, value in headers:
        if name in BARRED or name in found or (name == b"connection" and value.lower() != b"keep-alive"):
            return None
        found[name] = value
    token = found.get(b"authorization")
    return (target, None if token is None else sha256(token).digest(), *map(found.get, NAMES))


def may_be_kept(answer: Answer) -> bool:
    """Whether everybody who asks the same is answered the same, by the answer's own word."""
    if answer.status not in (200, 304) or not _is_framed(answer):
        return False
    return _said(answer).get(b"cache-control", b"").split(b",")[0].strip() == b"public"


def _is_framed(answer: Answer) -> bool:
    """Whether an answer is whole, goes out as it stands, and depends on nothing but what its key holds."""
    if answer.file is not None or answer.rest is not None or len(answer.body) > LARGEST:
        return False
    said = _said(answer)
    varies = {each.strip().lower() for each in said.get(b"vary", b"").split(b",")} - {b""}
    if answer.status == 200 and said.get(b"content-length") != b"%d" % len(answer.body):
        return False  # the server would frame it in its own way
    return b"set-cookie" not in said and b"connection" not in said and varies <= {*NAMES, b"cookie"}


def _said(answer: Answer) -> dict[bytes, bytes]:
    said: dict[bytes, bytes] = {}
    for name, value in answer.headers:
        said[name] = said[name] + b"," + value if name in said else value
    return said


def _parted(lines: list[bytes]) -> Iterable[tuple[bytes, bytes, bytes]]:
    return (line.partition(b":") for line in lines)
