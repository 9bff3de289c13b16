"""Another server, on a loopback port: it answers with the documents a test gives it, and signs what it sends."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from django.conf import settings
from django.test import Client

from petitmot.federation.signatures.signing import Scheme, sign
from petitmot.federation.signatures.tests.keys import RSA_PEM, TestKey
from petitmot.people.models import Person
from petitmot.posts.models import Post

ACTIVITY = "application/activity+json"
PUBLIC = "https://www.w3.org/ns/activitystreams#Public"
Document = dict[str, Any]


class Peer:
    """A server elsewhere. `documents` by path; `asked` holds the paths that were fetched, with their headers."""

    def __init__(self, port: int) -> None:
        self.host = f"localhost:{port}"
        self.base = f"http://{self.host}"
        self.documents: dict[str, Document | int] = {}
        self.types: dict[str, str] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.numbers = itertools.count(1)

    def uri(self, path: str) -> str:
        return self.base + path

    def put(self, path: str, document: Document | int, kind: str = ACTIVITY) -> str:
        """Serve a document (or a status) at a path; return its address."""
        self.documents[path], self.types[path] = document, kind
        return self.uri(path)

    def paths(self) -> list[str]:
        return [path for path, _headers in self.asked]

    def key(self, name: str = "muriel", pem: str = RSA_PEM) -> TestKey:
        return TestKey(self.uri(f"/users/{name}#main-key"), pem)

    def actor(self, name: str = "muriel", pem: str = RSA_PEM, **more: Any) -> str:
        """Serve an actor; return its uri."""
        uri = self.uri(f"/users/{name}")
        document = {
            "@context": ["https://www.w3.org/ns/activitystreams", "https://w3id.org/security/v1"],
            "id": uri,
            "type": "Person",
            "preferredUsername": name,
            "name": name.capitalize(),
            "inbox": f"{uri}/inbox",
            "outbox": f"{uri}/outbox",
            "followers": f"{uri}/followers",
            "featured": f"{uri}/featured",
            "endpoints": {"sharedInbox": self.uri("/inbox")},
            "url": self.uri(f"/@{name}"),
            "publicKey": {"id": f"{uri}#main-key", "owner": uri, "publicKeyPem": self.key(name, pem).public_pem},
        }
        return self.put(f"/users/{name}", {**document, **more})

    def note(self, author: str = "muriel", content: str = "<p>Bonjour</p>", **more: Any) -> Document:
        """Serve a Note to everybody; return it."""
        path = f"/users/{author}/statuses/{next(self.numbers)}"
        document: Document = {
            "id": self.uri(path),
            "type": "Note",
            "attributedTo": self.uri(f"/users/{author}"),
            "to": [PUBLIC],
            "cc": [self.uri(f"/users/{author}/followers")],
            "published": "2026-01-01T12:00:00Z",
            "content": content,
            **more,
        }
        self.put(path, {"@context": "https://www.w3.org/ns/activitystreams", **document})
        return document

    def does(self, kind: str, object_: Any, actor: str = "muriel", **more: Any) -> Document:
        """Return an activity."""
        uri = self.uri(f"/users/{actor}")
        context = "https://www.w3.org/ns/activitystreams"
        id_ = f"{uri}#{kind.lower()}s/{next(self.numbers)}"
        return {"@context": context, "id": id_, "type": kind, "actor": uri, "object": object_, **more}

    def sends(
        self,
        activity: Document | bytes,
        *,
        to: Person | None = None,
        by: str = "muriel",
        key: TestKey | None = None,
        scheme: Scheme = "cavage",
        kind: str = ACTIVITY,
        **headers: str,
    ) -> Any:
        """Post to an inbox here (of one person, or the shared one) and return the response."""
        path = f"/ap/people/{to.pk}/inbox" if to else "/ap/shared/inbox"
        body = activity if isinstance(activity, bytes) else json.dumps(activity).encode()
        url = f"{settings.PETITMOT_SCHEME}://{settings.PETITMOT_DOMAIN}{path}"
        signed = sign("POST", url, {"Content-Type": kind}, body, key or self.key(by), scheme) | headers
        return Client().post(path, body, content_type=kind, headers=signed)

    def says(self, world: Any, activity: Document, **how: Any) -> Any:
        """Send, which must be taken, and let everything that follows happen."""
        response = self.sends(activity, **how)
        assert response.status_code == 202, response.content
        world.settle()
        return response


def post_of(document: Document) -> Post:
    return Post.objects.select_related("author__server").get(uri=document["id"])


@contextmanager
def a_peer() -> Iterator[Peer]:
    """Open a server; close it in the end."""

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            peer.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
            document = peer.documents.get(self.path, 404)
            status = document if isinstance(document, int) else 200
            body = b"{}" if isinstance(document, int) else json.dumps(document).encode()
            self.send_response(status)
            self.send_header("Content-Type", peer.types.get(self.path, ACTIVITY))
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_arguments: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    server.daemon_threads = True
    peer = Peer(server.server_address[1])
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield peer
    finally:
        server.shutdown()
        server.server_close()
