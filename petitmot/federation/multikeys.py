"""Ed25519 keys as FEP-521a writes them (Multikey of the W3C), turned into PEM; and base58btc, in which they are written."""

from __future__ import annotations

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

_ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_ED25519 = b"\xed\x01"
LONGEST = 100  # signs: a signature has 88


def pem_of(multibase: str) -> str:
    """Read `z6Mk...`: base58btc of 0xed01 and 32 bytes. Raises ValueError for anything else."""
    raw = read_base58(multibase)
    if len(raw) != 34 or not raw.startswith(_ED25519):
        raise ValueError("not an Ed25519 key")
    key = Ed25519PublicKey.from_public_bytes(raw[2:])
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def base58(raw: bytes) -> str:
    """Write bytes as multibase does: `z` and base58btc."""
    number, digits = int.from_bytes(raw, "big"), ""
    while number:
        number, rest = divmod(number, 58)
        digits = _ALPHABET[rest] + digits
    return "z" + "1" * (len(raw) - len(raw.lstrip(b"\0"))) + digits


def read_base58(multibase: str) -> bytes:
    """Read what `base58` writes. Raises ValueError."""
    if not multibase.startswith("z") or len(multibase) > LONGEST:
        raise ValueError("not base58btc")
    number, digits = 0, multibase[1:]
    for sign in digits:
        number = number * 58 + _ALPHABET.index(sign)
    zeros = len(digits) - len(digits.lstrip("1"))
    return b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8, "big")
