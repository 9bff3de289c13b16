"""Who sends, said to push services (VAPID, RFC 8292): the key pair of this server, and the words it signs.

The private key is worked out from the secret in the data folder, so that every process has the same one at once and
nothing more has to be kept: with another secret applications subscribe anew.
"""

from __future__ import annotations

from base64 import urlsafe_b64encode
from datetime import timedelta
from functools import lru_cache
from urllib.parse import urlsplit

import msgspec
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from petitmot.client_api.pushing.encrypting import armoured, point_of
from petitmot.kit import clock

VALID = timedelta(hours=12)  # at most 24 (RFC 8292, 2)
_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551  # of P-256 (SP 800-186, 3.2.1.3)


def derived(purpose: str, length: int) -> bytes:
    """Return a key of `length` bytes, made of the server's secret for one purpose alone."""
    return HKDF(hashes.SHA256(), length, None, f"petitmot {purpose}".encode()).derive(settings.SECRET_KEY.encode())


def public_key() -> str:
    """Return the public key as Mastodon tells it: base64url, padded."""
    return urlsafe_b64encode(point_of(_pair(settings.SECRET_KEY))).decode()


def bare_key() -> str:
    """Return the public key as headers carry it: base64url without padding."""
    return public_key().rstrip("=")


def signed(endpoint: str, contact: str) -> str:
    """Return the token (JWT, ES256) for the push service of an endpoint; `contact` is whom it may write to."""
    parts = urlsplit(endpoint)
    claims = {
        "aud": f"{parts.scheme}://{parts.netloc}",
        "exp": int((clock.now() + VALID).timestamp()),
        "sub": f"mailto:{contact}",
    }
    head = armoured(msgspec.json.encode({"typ": "JWT", "alg": "ES256"}))
    said = f"{head}.{armoured(msgspec.json.encode(claims))}"
    numbers = decode_dss_signature(_pair(settings.SECRET_KEY).sign(said.encode(), ec.ECDSA(hashes.SHA256())))
    return f"{said}.{armoured(b''.join(number.to_bytes(32, 'big') for number in numbers))}"


@lru_cache(maxsize=2)
def _pair(_secret: str) -> ec.EllipticCurvePrivateKey:
    number = int.from_bytes(derived("vapid", 48), "big")  # 128 bits more than needed: no number is likelier
    return ec.derive_private_key(number % (_ORDER - 1) + 1, ec.SECP256R1())
