"""From one address (or none) to Django's description of how mail leaves."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote, urlsplit

FILES = "petitmot.site.mail_files.FileBackend"
SMTP = "django.core.mail.backends.smtp.EmailBackend"
LOOPBACK = {"localhost", "127.0.0.1", "::1"}


def mail_settings(address: str) -> dict[str, Any]:
    """Files in the data folder, or a mail server: `smtps://` is encrypted from the start, `smtp://` by STARTTLS.

    A mail server on this very machine is spoken to in the clear, as they usually expect.
    """
    if not address:
        return {"EMAIL_BACKEND": FILES}
    parts = urlsplit(address)
    encrypted = parts.scheme == "smtps"
    host = parts.hostname or ""
    return {
        "EMAIL_BACKEND": SMTP,
        "EMAIL_HOST": host,
        "EMAIL_PORT": parts.port or (465 if encrypted else 25 if host in LOOPBACK else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": encrypted,
        "EMAIL_USE_TLS": not encrypted and host not in LOOPBACK,
    }
