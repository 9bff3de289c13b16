"""Signatures as nearly every server of the fediverse makes them.

Source: https://datatracker.ietf.org/doc/html/draft-cavage-http-signatures-12, and how Mastodon narrows it
(https://docs.joinmastodon.org/spec/security/#http).
"""

from __future__ import annotations

import re
from base64 import b64decode
from binascii import Error
from collections.abc import Sequence
from dataclasses import dataclass

from petitmot.federation.signatures.dates import check_created, check_date
from petitmot.federation.signatures.digests import check_digest
from petitmot.federation.signatures.material import Algorithm, SignedMessage, Unverified, VerifyingKey

LONGEST = 8_000  # characters of the header
MOST_HEADERS = 30
_PARAMETER = re.compile(r'\s*([A-Za-z]+)\s*=\s*(?:"([^"]*)"|([0-9]+))\s*(?:,|\Z)')
# `hs2019` says that the key decides. Of RSA everybody makes PKCS 1 v1.5 with SHA-256, some with SHA-512.
_OF_RSA: dict[str, tuple[Algorithm, ...]] = {
    "": ("rsa-sha256",),
    "rsa-sha256": ("rsa-sha256",),
    "rsa-sha512": ("rsa-sha512",),
    "hs2019": ("rsa-sha256", "rsa-sha512", "rsa-pss-sha512"),
}
_OF_ED25519 = ("", "ed25519", "hs2019")


@dataclass(frozen=True)
class Claim:
    """What a signature says of itself: whose key, over which lines."""

    key_id: str
    signature: bytes
    data: bytes
    algorithm: str

    def holds_for(self, key: VerifyingKey) -> bool:
        """Whether this key made it."""
        if key.kind == "ed25519":
            return self.algorithm in _OF_ED25519 and key.has_made(self.signature, self.data, "ed25519")
        return any(key.has_made(self.signature, self.data, each) for each in _OF_RSA.get(self.algorithm, ()))


def claim_of(message: SignedMessage) -> Claim:
    """Read the claim, and check all that needs no key: what is covered, when it was made, the digest of the body."""
    said = _parameters(message)
    names = said.get("headers", "date").lower().split()
    algorithm = said.get("algorithm", "").lower()
    _refuse_thin_cover(message, names)
    _refuse_odd_algorithm(names, algorithm)
    if "(created)" in names:
        check_created(_number(said, "created"), _number(said, "expires") if "expires" in said else None)
    else:
        check_date(message.headers.get("date", ""))
    if message.body:
        check_digest(message.headers, message.body)
    return Claim(said["keyId"], _decoded(said["signature"]), signing_string(message, names, said), algorithm)


def signing_string(message: SignedMessage, names: Sequence[str], said: dict[str, str]) -> bytes:
    """Return the lines that are signed (section 2.3)."""
    return "\n".join(f"{name}: {_line(message, name, said)}" for name in names).encode()


def _line(message: SignedMessage, name: str, said: dict[str, str]) -> str:
    if name == "(request-target)":
        return f"{message.method.lower()} {message.target}"
    if name in ("(created)", "(expires)"):
        return str(_number(said, name.strip("()")))
    if name not in message.headers:
        raise Unverified(f"The signature covers the header {name[:60]}, which is not there.")
    return message.headers[name].strip()


def _parameters(message: SignedMessage) -> dict[str, str]:
    header = message.headers.get("signature", "")
    if not header and message.headers.get("authorization", "").lower().startswith("signature "):
        header = message.headers["authorization"][len("signature ") :]
    if not header:
        raise Unverified("The request is not signed.")
    if len(header) > LONGEST:
        raise Unverified("The Signature header is too long.")
    said: dict[str, str] = {}
    at = 0
    while at < len(header):
        found = _PARAMETER.match(header, at)
        if not found or found[1] in said:
            raise Unverified("The Signature header cannot be read.")
        said[found[1]] = found[2] if found[2] is not None else found[3]
        at = found.end()
    if not said.get("keyId") or not said.get("signature"):
        raise Unverified("The Signature header has no keyId or no signature.")
    return said


def _refuse_thin_cover(message: SignedMessage, names: Sequence[str]) -> None:
    """A signature that does not cover the target, the host, the time and the body could be used again elsewhere."""
    needed = ["(request-target)", "host", *(["digest"] if message.body else [])]
    missing = [name for name in needed if name not in names]
    if not {"date", "(created)"} & set(names):
        missing.append("date")
    if missing:
        raise Unverified(f"The signature must cover {', '.join(missing)}.")
    if len(names) > MOST_HEADERS or len(names) != len(set(names)):
        raise Unverified("The signature covers too many headers, or one twice.")


def _refuse_odd_algorithm(names: Sequence[str], algorithm: str) -> None:
    if algorithm not in _OF_RSA and algorithm not in _OF_ED25519:
        raise Unverified(f"The algorithm {algorithm[:40]} is not accepted.")
    if {"(created)", "(expires)"} & set(names) and algorithm.startswith("rsa"):
        raise Unverified(f"(created) and (expires) cannot stand in a signature of {algorithm} (section 2.3).")


def _number(said: dict[str, str], name: str) -> int:
    value = said.get(name, "")
    if not re.fullmatch(r"[0-9]{1,12}", value):
        raise Unverified(f"The signature has no usable {name}.")
    return int(value)


def _decoded(value: str) -> bytes:
    try:
        return b64decode(value, validate=True)
    except (Error, ValueError) as error:
        raise Unverified("The signature is no base64.") from error
