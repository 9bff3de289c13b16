"""Encryption of a push message for one application: aes128gcm (RFC 8188, RFC 8291) and the older aesgcm.

aesgcm is draft-ietf-webpush-encryption-04 with draft-ietf-httpbis-encryption-encoding-03: the same keys, other names.
"""

from __future__ import annotations

import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

RECORD = 4096  # bytes: one record holds the whole message
LONGEST = 3_900  # bytes of plain text; a push service may refuse a body beyond 4096 (RFC 8030, 7.2)
AUTH = 16  # bytes
_CURVE = ec.SECP256R1()


@dataclass(frozen=True)
class Recipient:
    """An application's side: its public key (a point of P-256, uncompressed) and the bytes both sides know."""

    point: bytes
    auth: bytes

    @classmethod
    def read(cls, p256dh: str, auth: str) -> Recipient:
        """Read both from base64url (padded or not, ordinary base64 too). Raises ValueError, saying which is wrong."""
        try:
            point = unarmoured(p256dh)
            ec.EllipticCurvePublicKey.from_encoded_point(_CURVE, point)
        except ValueError as error:
            raise ValueError("p256dh") from error
        try:
            shared = unarmoured(auth)
        except ValueError as error:
            raise ValueError("auth") from error
        if len(point) != 65:
            raise ValueError("p256dh")
        if len(shared) != AUTH:
            raise ValueError("auth")
        return cls(point, shared)


def aes128gcm(
    text: bytes, to: Recipient, *, key: ec.EllipticCurvePrivateKey | None = None, salt: bytes | None = None
) -> bytes:
    """Return the body: salt, record size, the sender's public key, one record. `key`, `salt`: for the RFC's example."""
    key, salt = key or ec.generate_private_key(_CURVE), salt or os.urandom(16)
    mine = point_of(key)
    secret = _hkdf(_agreed(key, to), to.auth, b"WebPush: info\0" + to.point + mine, 32)
    content_key = _hkdf(secret, salt, b"Content-Encoding: aes128gcm\0", 16)
    nonce = _hkdf(secret, salt, b"Content-Encoding: nonce\0", 12)
    record = AESGCM(content_key).encrypt(nonce, text + b"\x02", None)  # 2: the last record
    return salt + RECORD.to_bytes(4, "big") + len(mine).to_bytes(1, "big") + mine + record


def aesgcm(text: bytes, to: Recipient) -> tuple[bytes, bytes, bytes]:
    """Return the body, the salt, and the sender's public key: the last two go into headers."""
    key, salt = ec.generate_private_key(_CURVE), os.urandom(16)
    mine = point_of(key)
    secret = _hkdf(_agreed(key, to), to.auth, b"Content-Encoding: auth\0", 32)
    context = b"P-256\0" + b"".join(len(each).to_bytes(2, "big") + each for each in (to.point, mine))
    content_key = _hkdf(secret, salt, b"Content-Encoding: aesgcm\0" + context, 16)
    nonce = _hkdf(secret, salt, b"Content-Encoding: nonce\0" + context, 12)
    return AESGCM(content_key).encrypt(nonce, b"\0\0" + text, None), salt, mine  # two bytes: no padding


def point_of(key: ec.EllipticCurvePrivateKey) -> bytes:
    """Return the public key of a private one, as 65 bytes."""
    return key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def armoured(data: bytes) -> str:
    """Return base64url without padding."""
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def unarmoured(text: str) -> bytes:
    """Read base64url or base64, padded or not. Raises ValueError."""
    plain = text.strip().rstrip("=").replace("+", "-").replace("/", "_")
    data = urlsafe_b64decode(plain + "=" * (-len(plain) % 4))
    if len(armoured(data)) != len(plain):  # signs that are none are skipped in silence
        raise ValueError("this is no base64url")
    return data


def _agreed(key: ec.EllipticCurvePrivateKey, to: Recipient) -> bytes:
    return key.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(_CURVE, to.point))


def _hkdf(material: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(hashes.SHA256(), length, salt, info).derive(material)
