"""What signatures are made and checked with: keys, the message they stand on, and who signed it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal, Protocol
from urllib.parse import urlsplit

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.padding import MGF1, PSS, PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256, SHA512
from cryptography.hazmat.primitives.serialization import load_pem_public_key

Algorithm = Literal["rsa-sha256", "rsa-sha512", "rsa-pss-sha512", "ed25519"]
Kind = Literal["rsa", "ed25519"]
SMALLEST_RSA, LARGEST_RSA = 2048, 8192  # bits: smaller ones are broken, larger ones cost us time
LONGEST_PEM = 4_000  # characters


class Unverified(Exception):
    """A request that nobody is known to have signed; `sentence` says why, in English, for another server's log."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class SigningKey(Protocol):
    """A key of ours: its name as other servers know it, and the private part."""

    @property
    def key_id(self) -> str: ...

    def private(self) -> RSAPrivateKey | Ed25519PrivateKey: ...


@dataclass(frozen=True)
class VerifyingKey:
    """A key of somebody's: its name, the address of the actor who names it in their own document, the public part."""

    key_id: str
    owner: str
    pem: str

    @property
    def kind(self) -> Kind:
        return "ed25519" if isinstance(read_public(self.pem), Ed25519PublicKey) else "rsa"

    def has_made(self, signature: bytes, data: bytes, algorithm: Algorithm) -> bool:
        """Whether this key made the signature. False, too, where the algorithm is not one of such a key."""
        key = read_public(self.pem)
        try:
            if isinstance(key, Ed25519PublicKey):
                if algorithm != "ed25519":
                    return False
                key.verify(signature, data)
            elif algorithm == "rsa-sha256":
                key.verify(signature, data, PKCS1v15(), SHA256())
            elif algorithm == "rsa-sha512":
                key.verify(signature, data, PKCS1v15(), SHA512())
            elif algorithm == "rsa-pss-sha512":
                key.verify(signature, data, PSS(MGF1(SHA512()), 64), SHA512())
            else:
                return False
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True)
class Signer:
    """Whose request it is, proven: the actor, the host that actor lives on (with its port), and the key."""

    actor_uri: str
    host: str
    key_id: str


@dataclass(frozen=True)
class SignedMessage:
    """A request as it came: `target` is path and query as they were sent; names of headers in small letters."""

    method: str
    scheme: str
    target: str
    headers: Mapping[str, str]
    body: bytes = field(default=b"", repr=False)

    @property
    def path(self) -> str:
        return self.target.partition("?")[0]

    @property
    def query(self) -> str:
        """The query with its question mark; "?" where there is none (RFC 9421, 2.2.7)."""
        return "?" + self.target.partition("?")[2]

    @property
    def authority(self) -> str:
        """The host in small letters, without the port where it is the usual one (RFC 9421, 2.2.3)."""
        return authority_of(self.scheme, self.headers.get("host", ""))


def authority_of(scheme: str, host: str) -> str:
    return host.strip().lower().removesuffix(":443" if scheme == "https" else ":80")


@lru_cache(maxsize=1_000)  # the same few addresses are looked at again and again while one delivery is taken in
def host_of(uri: str) -> str:
    """Return the host of an address, small letters, with its port where that is not the usual one; "" where none."""
    try:
        parts = urlsplit(uri)
        port = parts.port
    except ValueError:
        return ""
    host = (parts.hostname or "").rstrip(".")
    if ":" in host:
        host = f"[{host}]"
    usual = {"https": 443, "http": 80}.get(parts.scheme)
    return f"{host}:{port}" if port and port != usual else host


def read_public(pem: str) -> RSAPublicKey | Ed25519PublicKey:
    """Read a public key (SubjectPublicKeyInfo or PKCS 1). Raises `Unverified` for what is none, or none we take."""
    key = _read(pem) if len(pem) <= LONGEST_PEM else None
    if key is None:
        raise Unverified("The public key cannot be read, or is of a kind or size that is not accepted.")
    return key


@lru_cache(maxsize=4_000)  # reading takes longer than checking a signature
def _read(pem: str) -> RSAPublicKey | Ed25519PublicKey | None:
    try:
        key = load_pem_public_key(pem.strip().encode())
    except (ValueError, TypeError, UnsupportedAlgorithm):
        return None
    if isinstance(key, Ed25519PublicKey):
        return key
    if isinstance(key, RSAPublicKey) and SMALLEST_RSA <= key.key_size <= LARGEST_RSA:
        return key
    return None
