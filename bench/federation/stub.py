"""A peer on loopback, in a process of its own: takes every POST with 202, counts them, and tells when they came.

Usage: python -m bench.federation.stub PORT KEYFILE. It listens on all addresses of this machine, so that 127.0.1.1 to 127.0.1.250 are as many
servers. GET /told: what came so far, as JSON. GET /users/NAME: an actor with the public key of KEYFILE.
"""

from __future__ import annotations

import asyncio
import json
import re
import sys
import time
from pathlib import Path

HEAD = re.compile(rb"^(GET|POST) (\S+) HTTP/1\.1\r\n")
LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
HOST = re.compile(rb"\r\nhost: *(\S+)", re.IGNORECASE)
TAKEN = b"HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n"


class Told:
    """What came."""

    number = 0
    first = last = 0.0
    signed = 0


class Peer(asyncio.Protocol):
    """One connection; requests one after the other."""

    key = ""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport, self.got = transport, b""

    def data_received(self, data: bytes) -> None:
        self.got += data
        while (end := self.got.find(b"\r\n\r\n")) >= 0:
            head = self.got[: end + 2]
            length = int(found[1]) if (found := LENGTH.search(head)) else 0
            if len(self.got) < end + 4 + length:
                return
            self.got = self.got[end + 4 + length :]
            self.transport.write(self.answer(head))  # type: ignore[attr-defined]

    def answer(self, head: bytes) -> bytes:
        asked = HEAD.match(head)
        if asked is None:
            return b"HTTP/1.1 400 Bad\r\nContent-Length: 0\r\n\r\n"
        if asked[1] == b"POST":
            Told.last = time.time()
            Told.first = Told.first or Told.last
            Told.number += 1
            Told.signed += b"\r\nSignature: " in head
            return TAKEN
        host = found[1].decode() if (found := HOST.search(head)) else ""
        path = asked[2].decode()
        if path == "/told":
            said = {"number": Told.number, "first": Told.first, "last": Told.last, "signed": Told.signed}
            Told.number = Told.signed = 0
            Told.first = Told.last = 0.0
            return _json(said)
        return _json(actor(f"http://{host}{path}", self.key))


def actor(uri: str, key: str) -> dict[str, object]:
    return {
        "@context": ["https://www.w3.org/ns/activitystreams", "https://w3id.org/security/v1"],
        "id": uri,
        "type": "Person",
        "preferredUsername": uri.rpartition("/")[2],
        "inbox": f"{uri}/inbox",
        "outbox": f"{uri}/outbox",
        "publicKey": {"id": f"{uri}#main-key", "owner": uri, "publicKeyPem": key},
    }


def _json(said: object) -> bytes:
    body = json.dumps(said).encode()
    head = f"HTTP/1.1 200 OK\r\nContent-Type: application/activity+json\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


async def main(port: int, key: str) -> None:
    Peer.key = Path(key).read_text() if key else ""
    server = await asyncio.get_running_loop().create_server(Peer, "0.0.0.0", port, backlog=1024)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else ""))
