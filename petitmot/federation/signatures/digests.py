"""Digests of bodies: `Digest` (RFC 3230, with draft-cavage) and `Content-Digest` (RFC 9530, with RFC 9421)."""

from __future__ import annotations

import hmac
import re
from base64 import b64decode, b64encode
from binascii import Error
from collections.abc import Callable, Mapping
from hashlib import sha256, sha512

from petitmot.federation.signatures.material import Unverified

_KNOWN: dict[str, Callable[[bytes], bytes]] = {
    "sha-256": lambda body: sha256(body).digest(),
    "sha-512": lambda body: sha512(body).digest(),
}
_CONTENT = re.compile(r"\s*([a-z0-9*._-]+)\s*=\s*:([A-Za-z0-9+/=]*):\s*\Z")


def digest(body: bytes) -> str:
    """Return the value of a `Digest` header."""
    return "SHA-256=" + b64encode(sha256(body).digest()).decode()


def content_digest(body: bytes) -> str:
    """Return the value of a `Content-Digest` header."""
    return "sha-256=:" + b64encode(sha256(body).digest()).decode() + ":"


def check_digest(headers: Mapping[str, str], body: bytes) -> None:
    """Check `Digest`. Raises `Unverified` where it is missing, of no known kind, or does not fit the body."""
    _check([part.strip().partition("=")[::2] for part in headers.get("digest", "").split(",")], body, "Digest")


def check_content_digest(headers: Mapping[str, str], body: bytes) -> None:
    """Check `Content-Digest` in the same way."""
    found = [_CONTENT.match(part) for part in headers.get("content-digest", "").split(",")]
    _check([(one[1], one[2]) for one in found if one], body, "Content-Digest")


def _check(said: list[tuple[str, str]] | list[tuple[str, ...]], body: bytes, name: str) -> None:
    known = [(_KNOWN[kind.lower()], value) for kind, value in said if kind.lower() in _KNOWN]
    if not known:
        raise Unverified(f"The {name} header is missing, or has neither SHA-256 nor SHA-512.")
    for make, value in known:
        if not hmac.compare_digest(make(body), _decoded(value)):
            raise Unverified(f"The {name} header does not fit the body.")


def _decoded(value: str) -> bytes:
    try:
        return b64decode(value, validate=True)
    except (Error, ValueError):
        return b""
