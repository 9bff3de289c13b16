"""A push service on loopback, and the application behind it: keys of its own, and the reader's side of RFC 8291."""

from __future__ import annotations

import threading
from base64 import urlsafe_b64decode
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import msgspec
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from petitmot.client_api.pushing.encrypting import armoured, point_of

CURVE = ec.SECP256R1()


def read64(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def hkdf(material: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(hashes.SHA256(), length, salt, info).derive(material)


class Application:
    """Who reads: `open_standard`, `open_older` undo what the server did."""

    def __init__(self, key: ec.EllipticCurvePrivateKey | None = None, auth: bytes = b"0123456789abcdef") -> None:
        self.key, self.auth = key or ec.generate_private_key(CURVE), auth
        self.point = point_of(self.key)

    def asks(self, endpoint: str, *, standard: bool = True, policy: str = "all", **alerts: bool) -> dict[str, Any]:
        keys = {"p256dh": armoured(self.point), "auth": armoured(self.auth)}
        return {
            "subscription": {"endpoint": endpoint, "keys": keys, "standard": standard},
            "data": {"alerts": alerts, "policy": policy},
        }

    def agreed(self, theirs: bytes) -> bytes:
        return self.key.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(CURVE, theirs))

    def open_standard(self, body: bytes) -> bytes:
        salt, theirs, record = body[:16], body[21 : 21 + body[20]], body[21 + body[20] :]
        secret = hkdf(self.agreed(theirs), self.auth, b"WebPush: info\0" + self.point + theirs, 32)
        key = hkdf(secret, salt, b"Content-Encoding: aes128gcm\0", 16)
        text = AESGCM(key).decrypt(hkdf(secret, salt, b"Content-Encoding: nonce\0", 12), record, None)
        assert text[-1] == 2
        return text[:-1]

    def open_older(self, headers: dict[str, str], body: bytes) -> bytes:
        salt = read64(headers["encryption"].removeprefix("salt="))
        theirs = read64(headers["crypto-key"].split(";")[0].removeprefix("dh="))
        secret = hkdf(self.agreed(theirs), self.auth, b"Content-Encoding: auth\0", 32)
        context = b"P-256\0\0\x41" + self.point + b"\0\x41" + theirs
        key = hkdf(secret, salt, b"Content-Encoding: aesgcm\0" + context, 16)
        text = AESGCM(key).decrypt(hkdf(secret, salt, b"Content-Encoding: nonce\0" + context, 12), body, None)
        return text[2 + int.from_bytes(text[:2], "big") :]


class Service:
    """Notes what comes, and answers `status`."""

    def __init__(self) -> None:
        self.got: list[tuple[dict[str, str], bytes]] = []
        self.status, self.wait = 201, ""
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                service.got.append(({name.lower(): value for name, value in self.headers.items()}, body))
                self.send_response(service.status)
                if service.wait:
                    self.send_header("Retry-After", service.wait)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_arguments: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.origin = f"http://127.0.0.1:{self.server.server_address[1]}"
        self.url = f"{self.origin}/push/abc"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


def claims(token: str, public_key: str) -> dict[str, Any]:
    """Check the signature of a JWT (ES256) and return what it claims."""
    head, said, signature = token.split(".")
    numbers = read64(signature)
    der = encode_dss_signature(int.from_bytes(numbers[:32], "big"), int.from_bytes(numbers[32:], "big"))
    key = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, read64(public_key))
    key.verify(der, f"{head}.{said}".encode(), ec.ECDSA(hashes.SHA256()))
    assert msgspec.json.decode(read64(head)) == {"typ": "JWT", "alg": "ES256"}
    return dict(msgspec.json.decode(read64(said)))
