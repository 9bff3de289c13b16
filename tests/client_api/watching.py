"""A listener between an application and the server: passes everything on as it is, and keeps what was answered."""

from __future__ import annotations

import http.client
import select
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

HOP_BY_HOP = {"connection", "keep-alive", "transfer-encoding", "te", "upgrade", "content-length"}
PATIENCE = 60


@dataclass(frozen=True)
class Seen:
    """One answer, and what had been asked."""

    method: str
    path: str
    status: int
    kind: str
    body: bytes


@dataclass
class Watch:
    """Where applications knock (`port`), where it leads (`behind`), and all that was answered, streams apart."""

    port: int
    behind: int
    seen: list[Seen] = field(default_factory=list)
    streams: list[bytearray] = field(default_factory=list)  # what the server sent on each, head included

    def since(self, mark: int) -> list[Seen]:
        return self.seen[mark:]


class _Passing(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    watch: Watch

    def log_message(self, *said: Any) -> None:
        """Nothing is printed."""

    def _pass(self) -> None:
        if "/streaming" in self.path:
            self._open_stream()
        else:
            self._ask_and_answer()

    def _ask_and_answer(self) -> None:
        body = self._body()
        there = http.client.HTTPConnection("127.0.0.1", self.watch.behind, timeout=PATIENCE)
        headers = {name: value for name, value in self.headers.items() if name.lower() not in HOP_BY_HOP}
        if body or self.command not in ("GET", "HEAD", "OPTIONS"):
            headers["Content-Length"] = str(len(body))
        there.request(self.command, self.path, body, headers)
        answer = there.getresponse()
        said = answer.read()
        there.close()
        kind = answer.getheader("Content-Type", "") or ""
        self.watch.seen.append(Seen(self.command, self.path.partition("?")[0], answer.status, kind, said))
        self.send_response_only(answer.status, answer.reason)
        for name, value in answer.getheaders():
            if name.lower() not in HOP_BY_HOP:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    def _body(self) -> bytes:
        if self.headers.get("Transfer-Encoding", "").lower() != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length") or 0))
        parts = []
        while size := int(self.rfile.readline().split(b";")[0], 16):
            parts.append(self.rfile.read(size))
            self.rfile.readline()
        self.rfile.readline()
        return b"".join(parts)

    def _open_stream(self) -> None:
        """Pass bytes both ways until one side ends: server-sent events and WebSockets."""
        self.close_connection = True
        head = f"{self.requestline}\r\n" + "".join(f"{name}: {value}\r\n" for name, value in self.headers.items())
        told = bytearray()
        self.watch.streams.append(told)
        with socket.create_connection(("127.0.0.1", self.watch.behind), timeout=PATIENCE) as there:
            there.sendall(head.encode("latin-1") + b"\r\n")
            here = self.connection
            with suppress(OSError):
                while True:
                    ready, _, _ = select.select([here, there], [], [], PATIENCE)
                    for one in ready:
                        data = one.recv(65536)
                        if not data:
                            return
                        if one is there:
                            told += data
                        (there if one is here else here).sendall(data)
                    if not ready:
                        return


for _method in ("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD"):
    setattr(_Passing, f"do_{_method}", _Passing._pass)


@contextmanager
def watching(port: int, behind: int) -> Iterator[Watch]:
    """Listen on a port for a server that listens on another, until the block ends."""
    watch = Watch(port, behind)
    handler = type("Passing", (_Passing,), {"watch": watch})
    listener = ThreadingHTTPServer(("127.0.0.1", port), handler)
    listener.daemon_threads = True
    thread = threading.Thread(target=listener.serve_forever, daemon=True)
    thread.start()
    try:
        yield watch
    finally:
        listener.shutdown()
        listener.server_close()
        thread.join(10)
