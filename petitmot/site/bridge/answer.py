"""What a WSGI application answered, while it is on its way to the client."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import IO, Any

AT_ONCE = 262_144  # bytes: an answer up to this size is made whole before it is sent
PIECE = 65_536  # bytes of a file sent at a time

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class File:
    """What `wsgi.file_wrapper` gives: a file that the event loop reads and sends, so that no thread waits for it."""

    def __init__(self, file: IO[bytes], _size: int = PIECE) -> None:
        self.file = file

    def __iter__(self) -> Iterator[bytes]:
        return iter(lambda: self.file.read(PIECE), b"")

    def close(self) -> None:
        """Close the file (and, for Django, the answer that holds it)."""
        self.file.close()


@dataclass
class Answer:
    """Status, headers and either the whole body, or its start and the rest (`file` or `rest`)."""

    status: int = 500
    headers: list[tuple[bytes, bytes]] = field(default_factory=list)
    body: bytes = b""
    file: File | None = None
    rest: Iterator[bytes] | None = None
    close: Callable[[], None] = lambda: None


def ask(application: Application, environ: dict[str, Any]) -> Answer:
    """Call the application in this thread; an answer that is not large is whole (and closed) when this returns."""
    answer = Answer()

    def start_response(status: str, headers: list[tuple[str, str]], exc_info: object = None) -> Callable[..., Any]:
        answer.status = int(status[:3])
        answer.headers = [(name.lower().encode("latin-1"), value.strip().encode("latin-1")) for name, value in headers]
        return _no_writing

    environ["wsgi.file_wrapper"] = File
    made = application(environ, start_response)
    if isinstance(made, File):
        answer.file, answer.close = made, made.close
        return answer
    close = getattr(made, "close", lambda: None)
    try:
        pieces, size = iter(made), 0
        start: list[bytes] = []
        for piece in pieces:
            start.append(piece)
            size += len(piece)
            if size > AT_ONCE and not isinstance(made, list | tuple):
                answer.body, answer.rest, answer.close = start[0], itertools.chain(start[1:], pieces), close
                return answer
        answer.body = b"".join(start)
    except BaseException:
        close()
        raise
    close()
    return answer


def _no_writing(_data: bytes) -> None:
    raise NotImplementedError("the old write() of WSGI is not for pages")
