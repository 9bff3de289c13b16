"""An application's token, kept for its push messages: they name it, as Mastodon's do, and only its hash is kept elsewhere.

Sealed with a key that is not in the database: who reads the database alone can do nothing with it.
"""

from __future__ import annotations

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from petitmot.client_api.pushing.vapid import derived

NONCE = 12  # bytes


def seal(secret: str, token_id: int) -> bytes:
    """Seal the secret of a token."""
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(derived("push tokens", 32)).encrypt(nonce, secret.encode(), str(token_id).encode())


def unseal(sealed: bytes, token_id: int) -> str:
    """Return the secret; "" where the server's secret is another one by now."""
    try:
        whole = AESGCM(derived("push tokens", 32)).decrypt(sealed[:NONCE], sealed[NONCE:], str(token_id).encode())
    except InvalidTag:
        return ""
    return whole.decode()
