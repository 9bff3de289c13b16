"""What goes over the socket between the process that accepts and those that make pages.

A frame is four bytes of length and MessagePack; a body that is not small goes beside it as an open file (SCM_RIGHTS).
"""

from __future__ import annotations

import os
import socket
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import msgspec

INLINE = 131_072  # bytes: larger bodies of requests go as an open file
LENGTH = struct.Struct("!I")
BUFFER = 262_144

Told = list[tuple[str, str]]  # topic, payload: what one process tells the others
S = TypeVar("S", bound=msgspec.Struct)


class Hello(msgspec.Struct, array_like=True):
    """The first word of a worker's thread: which process it belongs to."""

    pid: int


class Request(msgspec.Struct, array_like=True):
    """One request: its WSGI environment (texts only) and its body, here or in the file that comes along."""

    environ: dict[str, str]
    body: bytes
    has_file: bool
    told: Told


class Reply(msgspec.Struct, array_like=True):
    """What was answered; a large body is in the file that comes along. `noted` is for the line in the log."""

    status: int
    headers: list[tuple[bytes, bytes]]
    body: bytes
    has_file: bool
    noted: dict[str, str]
    told: Told


_encoder = msgspec.msgpack.Encoder()


def frame(message: msgspec.Struct) -> bytes:
    """Return the bytes of a frame."""
    body = _encoder.encode(message)
    return LENGTH.pack(len(body)) + body


class Inbox:
    """Gathers what comes in on one socket until a frame is whole."""

    def __init__(self, connection: socket.socket) -> None:
        self.connection = connection
        self._bytes = bytearray()
        self._files: list[int] = []

    def read(self) -> bool:
        """Read once; False at the end. A blocking socket waits, another raises BlockingIOError."""
        data, files, _flags, _from = socket.recv_fds(self.connection, BUFFER, 4)
        for file in files:
            os.set_inheritable(file, False)
        self._files += files
        self._bytes += data
        return bool(data)

    def take(self, kind: type[S]) -> S | None:
        """Return the frame, when it is whole."""
        if len(self._bytes) < LENGTH.size:
            return None
        end = LENGTH.size + LENGTH.unpack_from(self._bytes)[0]
        if len(self._bytes) < end:
            return None
        message = msgspec.msgpack.decode(memoryview(self._bytes)[LENGTH.size : end], type=kind)
        self._bytes = self._bytes[end:]
        return message

    def take_file(self) -> int:
        """Return the open file that came with the frame."""
        return self._files.pop(0)

    def close(self) -> None:
        """Close the socket, and files that nobody took."""
        self.connection.close()
        for file in self._files:
            os.close(file)
        self._files.clear()


def send_whole(connection: socket.socket, message: msgspec.Struct, file: int | None = None) -> None:
    """Send on a blocking socket."""
    data = frame(message)
    sent = socket.send_fds(connection, [data], [file]) if file is not None else connection.send(data)
    if sent < len(data):
        connection.sendall(memoryview(data)[sent:])


def address(folder: int, data: Path, name: str = "bus") -> str:
    """Return where the socket of a data folder is; `folder` is the folder, held open.

    The address of a Unix socket has room for about 100 characters: through the open folder every path is short.
    """
    return f"/proc/self/fd/{folder}/{name}" if os.path.exists("/proc/self/fd") else str(data / name)


@contextmanager
def open_folder(data: Path) -> Iterator[int]:
    """Hold a folder open, for `address`."""
    folder = os.open(data, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield folder
    finally:
        os.close(folder)


def listen_in(data: Path, name: str = "bus") -> socket.socket:
    """Listen on a socket in a data folder, for its owner only; one of a life that ended suddenly is taken away."""
    (data / name).unlink(missing_ok=True)
    listener = socket.socket(socket.AF_UNIX)
    try:
        with open_folder(data) as folder:
            listener.bind(address(folder, data, name))
        (data / name).chmod(0o600)
        listener.listen(256)
    except OSError:
        listener.close()
        raise
    return listener


def texts_of(environ: dict[str, Any]) -> dict[str, str]:
    """Return what of a WSGI environment can travel."""
    return {name: value for name, value in environ.items() if type(value) is str}
