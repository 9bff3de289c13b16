"""The body of a request, gathered before a thread is taken: small ones in memory, large ones in a file without a name."""

from __future__ import annotations

import asyncio
import tempfile
from typing import IO

from asgiref.typing import ASGIReceiveCallable, HTTPScope

IN_MEMORY = 1_000_000  # bytes
PATIENCE = 60.0  # seconds without a byte


class Gone(Exception):
    """The client left before the whole body was there: there is nobody to answer."""


class TooLarge(Exception):
    """The body is larger than this server takes."""


class TooSlow(Exception):
    """Nothing came for a minute."""


async def gather(scope: HTTPScope, receive: ASGIReceiveCallable, limit: int) -> tuple[IO[bytes], int]:
    """Read the whole body, at most `limit` bytes; returns a file at its start and the number of bytes.

    A body announced as too large is refused before it is asked for (`Expect: 100-continue` is answered by reading).
    """
    if announced(scope) > limit:
        raise TooLarge
    body: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 (the caller closes it)
    length, more = 0, True
    try:
        while more:
            async with asyncio.timeout(PATIENCE):
                message = await receive()
            if message["type"] != "http.request":
                raise Gone
            length += len(message["body"])
            if length > limit:
                raise TooLarge
            body.write(message["body"])
            more = message["more_body"]
    except TimeoutError as error:
        body.close()
        raise TooSlow from error
    except (Gone, TooLarge):
        body.close()
        raise
    body.seek(0)
    return body, length


def announced(scope: HTTPScope) -> int:
    """The length that the headers announce, in bytes; 0 where they do not."""
    for name, value in scope["headers"]:
        if name == b"content-length":
            return int(value) if value.isdigit() else 0
    return 0
