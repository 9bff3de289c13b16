"""Ed25519 keys as FEP-521a writes them (Multikey of the W3C), turned into PEM."""

from __future__ import annotations

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

_ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_ED25519 = b"\xed\x01"


def pem_of(multibase: str) -> str:
    """Read `z6Mk...`: base58btc of 0xed01 and 32 bytes. Raises ValueError for anything else."""
    if not multibase.startswith("z") or len(multibase) > 100:
        raise ValueError("not base58btc")
    number = 0
    for sign in multibase[1:]:
        number = number * 58 + _ALPHABET.index(sign)
    raw = number.to_bytes((number.bit_length() + 7) // 8, "big")
    if len(raw) != 34 or not raw.startswith(_ED25519):
        raise ValueError("not an Ed25519 key")
    key = Ed25519PublicKey.from_public_bytes(raw[2:])
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
