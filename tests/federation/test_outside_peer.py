"""What an outside check of a server of the fediverse tries, over plain http on loopback, against a real `petitmot serve`.

The peer below knows nothing of Petitmot's code: it makes its own documents, and signs and verifies with libraries of others
(`httpsig` for draft-cavage, `http-message-signatures` for RFC 9421). It comes as Mastodon does, as GoToSocial does (everything
asked for must be signed), as one that knows RFC 9421 alone, and as Misskey does. https://www.w3.org/TR/activitypub/
"""

from __future__ import annotations

import base64
import hashlib
import http.client
import itertools
import json
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from types import SimpleNamespace
from typing import Any

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from http_message_signatures import HTTPMessageSigner, HTTPMessageVerifier, HTTPSignatureKeyResolver, algorithms
from httpsig.sign import HeaderSigner
from httpsig.verify import HeaderVerifier

from demo import PASSWORD
from demo.two import Side
from tests.crash.visitor import Visitor
from tests.federation.test_real_servers import _listens, free_port, until

pytestmark = [pytest.mark.once, pytest.mark.slow]
AS = "https://www.w3.org/ns/activitystreams"
PUBLIC = f"{AS}#Public"
ACTIVITY = "application/activity+json"
LD = f'application/ld+json; profile="{AS}"'
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
SECRET = KEY.private_bytes(
    serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
).decode()
OPEN = (
    KEY.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo).decode()
)
NUMBERS = itertools.count(1)


class Keys(HTTPSignatureKeyResolver):
    """The library's way to ask for keys."""

    def __init__(self, public: str = OPEN) -> None:
        self.public = public

    def resolve_public_key(self, key_id: str) -> Any:
        return serialization.load_pem_public_key(self.public.encode())

    def resolve_private_key(self, key_id: str) -> Any:
        return KEY


@dataclass
class Outsider:
    """One other server with one person. `way`: how it signs; `strict`: it answers signed requests alone."""

    way: str
    port: int = 0
    strict: bool = False
    got: list[tuple[dict[str, Any], str]] = field(
        default_factory=list
    )  # what came into the inbox, and how it was signed
    refused: list[str] = field(default_factory=list)

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def me(self) -> str:
        return f"{self.base}/users/ola"

    def document(self) -> dict[str, Any]:
        return {
            "@context": [AS, "https://w3id.org/security/v1"],
            "id": self.me,
            "type": "Person",
            "preferredUsername": "ola",
            "name": "Ola",
            "inbox": f"{self.me}/inbox",
            "outbox": f"{self.me}/outbox",
            "followers": f"{self.me}/followers",
            "url": f"{self.base}/@ola",
            "endpoints": {"sharedInbox": f"{self.base}/inbox"},
            "publicKey": {"id": f"{self.me}#main-key", "owner": self.me, "publicKeyPem": OPEN},
        }

    def signed(self, method: str, host: str, path: str, body: bytes, **more: str) -> dict[str, str]:
        """Return the headers of a request, signed in this peer's way."""
        headers = {"Host": host, "Date": format_datetime(datetime.now(UTC), usegmt=True), **more}
        if self.way == "rfc9421":
            covered = ["@method", "@target-uri"]
            if body:
                digest = base64.b64encode(hashlib.sha256(body).digest()).decode()
                headers["Content-Digest"] = f"sha-256=:{digest}:"
                covered += ["content-digest", "content-type"]
            message = SimpleNamespace(method=method, url=f"http://{host}{path}", headers=headers, body=body)
            signer = HTTPMessageSigner(signature_algorithm=algorithms.RSA_V1_5_SHA256, key_resolver=Keys())
            signer.sign(
                message,
                key_id=f"{self.me}#main-key",
                covered_component_ids=covered,
                include_alg=False,
                use_existing_digest=bool(body),
            )
            return headers
        names = ["(request-target)", "host", "date"]
        if body:
            headers["Digest"] = f"SHA-256={base64.b64encode(hashlib.sha256(body).digest()).decode()}"
            names += ["digest", "content-type"] if self.way == "mastodon" else ["digest"]
        signer = HeaderSigner(
            f"{self.me}#main-key", SECRET, algorithm="rsa-sha256", headers=names, sign_header="signature"
        )
        return dict(signer.sign(headers, method=method, path=path))

    def verified(self, method: str, path: str, headers: dict[str, str], body: bytes, public: str) -> str:
        """Return how a request that came was signed; empty where it does not hold, or in a way this peer does not know."""
        if "signature-input" in headers:
            if self.way not in ("rfc9421", "mastodon"):
                return ""
            message = SimpleNamespace(method=method, url=f"http://{headers['host']}{path}", headers=headers, body=body)
            verifier = HTTPMessageVerifier(signature_algorithm=algorithms.RSA_V1_5_SHA256, key_resolver=Keys(public))
            return "rfc9421" if verifier.verify(message) else ""
        if self.way == "rfc9421" or "signature" not in headers:
            return ""
        wanted = ["(request-target)", "host", "date", *(["digest"] if body else [])]
        holds = HeaderVerifier(
            headers, public, required_headers=wanted, method=method, path=path, sign_header="signature"
        ).verify()
        fits = (
            not body or headers["digest"].split("=", 1)[1] == base64.b64encode(hashlib.sha256(body).digest()).decode()
        )
        return "cavage" if holds and fits else ""

    def post(self, url: str, activity: dict[str, Any], *, signed: bool = True, body: bytes | None = None) -> int:
        host, path = parts(url)
        text = json.dumps({"@context": AS, **activity}).encode()
        kind = {"Content-Type": ACTIVITY}
        headers = self.signed("POST", host, path, text, **kind) if signed else {"Host": host, **kind}
        return asked("POST", host, path, headers, text if body is None else body)[0]

    def get(self, url: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
        """Ask, signed."""
        host, path = parts(url)
        return asked("GET", host, path, self.signed("GET", host, path, b"", Accept=headers.pop("Accept", ACTIVITY)))

    def does(self, kind: str, object_: Any, **more: Any) -> dict[str, Any]:
        return {"id": f"{self.base}/a/{next(NUMBERS)}", "type": kind, "actor": self.me, "object": object_, **more}

    def heard(self, kind: str) -> list[dict[str, Any]]:
        return [activity for activity, _way in self.got if activity["type"] == kind]


def parts(url: str) -> tuple[str, str]:
    """Return host and path of an address."""
    found = re.fullmatch(r"http://([^/]+)(/.*)", url)
    assert found, url
    return found[1], found[2]


def asked(method: str, host: str, path: str, headers: dict[str, str], body: bytes = b"") -> tuple[int, Any, bytes]:
    connection = http.client.HTTPConnection(host, timeout=30)
    try:
        connection.request(method, path, body or None, headers)
        answer = connection.getresponse()
        return answer.status, {name.lower(): value for name, value in answer.headers.items()}, answer.read()
    finally:
        connection.close()


def plainly(url: str, accept: str = ACTIVITY) -> tuple[int, Any, bytes]:
    host, path = parts(url)
    return asked("GET", host, path, {"Host": host, "Accept": accept})


def serving(peer: Outsider) -> ThreadingHTTPServer:
    """Open the peer on a port of loopback."""

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            own = self.path == "/users/ola"
            if not own or (peer.strict and not self._signature(headers, b"")):
                self._answer(404 if not own else 401, {})
                return
            self._answer(200, peer.document())

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            way = self._signature(headers, body)
            if way:
                peer.got.append((json.loads(body), way))
            self._answer(202 if way else 401, {})

        def _signature(self, headers: dict[str, str], body: bytes) -> str:
            """Whose key it is, is asked of the other server, without a signature: an actor's key is for everybody."""
            key_id = re.search(r'key[iI]d="([^"]+)"', headers.get("signature-input", headers.get("signature", "")))
            if key_id is None:
                return ""
            document = json.loads(plainly(key_id[1].partition("#")[0])[2])
            return peer.verified(self.command, self.path, headers, body, document["publicKey"]["publicKeyPem"])

        def _answer(self, status: int, document: dict[str, Any]) -> None:
            body = json.dumps(document).encode()
            self.send_response(status)
            self.send_header("Content-Type", ACTIVITY)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_arguments: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    server.daemon_threads = True
    peer.port = server.server_address[1]
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    return server


@pytest.fixture(scope="module")
def side(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Side]:
    """`PETITMOT_DOMAIN=localhost:PORT PETITMOT_SCHEME=http PETITMOT_ALLOW_LOOPBACK_PEERS=1 petitmot serve`, with three people."""
    made = Side(0, tmp_path_factory.mktemp("one") / "un", f"localhost:{free_port()}")
    made.data.mkdir()
    made.run("gather", "0")
    server = made.serve()
    try:
        until(lambda: _listens(made), "the server did not start")
        yield made
    finally:
        server.terminate()
        server.wait(30)


WAYS = {"mastodon": False, "gotosocial": True, "rfc9421": False, "misskey": False}


@pytest.fixture(params=WAYS)
def peer(request: pytest.FixtureRequest) -> Iterator[Outsider]:
    one = Outsider(request.param, strict=WAYS[request.param])
    server = serving(one)
    yield one
    server.shutdown()
    server.server_close()


def muriel_of(side: Side) -> dict[str, Any]:
    """Find Muriel as anybody would: WebFinger, then her document."""
    name = f"acct:muriel@{side.domain}"
    status, headers, body = plainly(f"{side.address}.well-known/webfinger?resource={name}", "application/jrd+json")
    assert (status, headers["content-type"].partition(";")[0]) == (200, "application/jrd+json")
    assert json.loads(body)["subject"] == name
    (uri,) = [link["href"] for link in json.loads(body)["links"] if link["rel"] == "self"]
    status, headers, body = plainly(uri)
    assert (status, headers["content-type"].partition(";")[0]) == (200, ACTIVITY)
    document: dict[str, Any] = json.loads(body)
    assert document["id"] == uri
    return document


def until_heard(peer: Outsider, kind: str, enough: int = 1) -> dict[str, Any]:
    until(lambda: len(peer.heard(kind)) >= enough, f"{kind} never came")
    return peer.heard(kind)[-1]


def says(visitor: Visitor, words: str) -> None:
    assert visitor.post("/ecrire/", words=words, whom="public", language="fr")[0] == 302


@pytest.fixture(scope="module")
def muriel(side: Side) -> Visitor:
    """Muriel, in a browser without scripts."""
    visitor = Visitor(int(side.domain.rpartition(":")[2]))
    visitor.get("/entrer/")
    status, page = visitor.post("/entrer/", login="muriel@example.com", password=PASSWORD)
    assert status == 302, page
    visitor.get("/ecrire/")
    return visitor


def test_a_peer_follows_is_accepted_hears_edits_and_deletions_and_is_read(side, peer, muriel):
    her = muriel_of(side)
    follow = peer.does("Follow", her["id"])
    assert peer.post(her["inbox"], follow) == 202
    accept = until_heard(peer, "Accept")
    assert (accept["actor"], accept["object"]["id"], accept["object"]["type"]) == (her["id"], follow["id"], "Follow")
    says(muriel, f"Pour {peer.way}, un mot.")
    create = until_heard(peer, "Create")
    note = create["object"]
    assert (note["type"], note["attributedTo"], note["to"]) == ("Note", her["id"], [PUBLIC])
    assert f"Pour {peer.way}" in note["content"]
    number = note["id"].rpartition("/")[2]
    assert muriel.post(f"/mot/{number}/retoucher/", words=f"Pour {peer.way}, un autre mot.", language="fr")[0] == 302
    update = until_heard(peer, "Update")
    assert (update["object"]["id"], "un autre mot" in update["object"]["content"]) == (note["id"], True)
    assert muriel.post(f"/mot/{number}/retirer/")[0] == 302
    until_heard(peer, "Delete")
    expected = "rfc9421" if peer.way == "rfc9421" else "cavage"
    assert {way for _activity, way in peer.got} == {expected}
    reply = {
        "id": f"{peer.me}/notes/{next(NUMBERS)}",
        "type": "Note",
        "attributedTo": peer.me,
        "content": f"<p>Bonjour de {peer.way}</p>",
        "published": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "to": [PUBLIC, her["id"]],
        "tag": [{"type": "Mention", "href": her["id"], "name": f"@muriel@{side.domain}"}],
    }
    assert peer.post(her["endpoints"]["sharedInbox"], peer.does("Create", reply, to=reply["to"])) == 202
    until(lambda: f"Bonjour de {peer.way}" in muriel.get("/avis/")[1], "the mention was not heard")
    assert peer.post(her["inbox"], peer.does("Undo", follow)) == 202


def test_a_forged_or_unsigned_delivery_is_refused_whoever_sends_it(side, peer):
    her = muriel_of(side)
    follow = peer.does("Follow", her["id"])
    assert peer.post(her["inbox"], follow, signed=False) == 401
    assert peer.post(her["inbox"], follow, body=json.dumps({**follow, "object": "x"}).encode()) == 401
    assert peer.post(her["inbox"], {**follow, "actor": her["id"]}) in (401, 403)
    assert peer.post(her["inbox"], {**follow, "id": f"{side.address}a/1"}) == 403
    time.sleep(1)
    assert peer.got == []


def test_the_stored_address_and_the_page_answer_the_same_document_and_browsers_the_page(side, peer, muriel):
    her = muriel_of(side)
    says(muriel, f"À lire par {peer.way}.")
    outbox = json.loads(plainly(her["outbox"])[2])
    first = outbox["first"] if isinstance(outbox["first"], str) else outbox["first"]["id"]
    items = json.loads(plainly(first)[2])["orderedItems"]
    note = items[0]["object"] if isinstance(items[0]["object"], dict) else json.loads(plainly(items[0]["object"])[2])
    for uri, page in ((her["id"], her["url"]), (note["id"], note["url"])):
        for address, accept in itertools.product((uri, page), (ACTIVITY, LD, f"{LD}, {ACTIVITY}")):
            status, headers, body = plainly(address, accept)
            assert (status, json.loads(body)["id"], json.loads(body)["url"]) == (200, uri, page)
            assert headers["content-type"].partition(";")[0] == ACTIVITY and "accept" in headers["vary"].lower()
            etag = headers["etag"]
            host, path = parts(address)
            again = asked("GET", host, path, {"Host": host, "Accept": accept, "If-None-Match": etag})
            assert again[0] == 304
        status, headers, _body = plainly(page, "text/html")
        assert (status, headers["content-type"].partition(";")[0]) == (200, "text/html")
        assert peer.get(uri)[0] == 200


def test_what_tells_of_the_server_is_there_and_wrong_questions_are_answered_so(side):
    links = json.loads(plainly(f"{side.address}.well-known/nodeinfo", "application/json")[2])["links"]
    for link in links:
        status, _headers, body = plainly(link["href"], "application/json")
        told = json.loads(body)
        assert (status, told["software"]["name"], told["protocols"]) == (200, "petitmot", ["activitypub"])
    assert {link["rel"].rpartition("/")[2] for link in links} >= {"2.0", "2.1"}
    assert plainly(f"{side.address}.well-known/host-meta", "application/xrd+xml")[0] == 200
    finger = f"{side.address}.well-known/webfinger"
    assert plainly(finger)[0] == 400
    assert plainly(f"{finger}?resource=acct:personne@{side.domain}")[0] == 404
    assert plainly(f"{finger}?resource=acct:muriel@ailleurs.example")[0] == 404
    assert plainly(f"{side.address}ap/people/1")[0] == 404
    host = side.domain
    assert asked("POST", host, "/ap/shared/inbox", {"Host": host, "Content-Type": "text/plain"}, b"{}")[0] == 415
    for broken in (b"", b"[]", b"{", b'{"type": "Create"}'):
        assert asked("POST", host, "/ap/shared/inbox", {"Host": host, "Content-Type": ACTIVITY}, broken)[0] in (
            400,
            401,
        )
    actor = json.loads(plainly(f"{side.address}ap/actor")[2])
    assert actor["type"] == "Application" and "BEGIN PUBLIC KEY" in actor["publicKey"]["publicKeyPem"]
