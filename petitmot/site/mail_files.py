"""Where no mail server is set: each mail becomes a file of the data folder, which `petitmot mail` shows."""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Sequence
from email import message_from_bytes, policy
from email.message import EmailMessage as ReadMessage
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


class FileBackend(BaseEmailBackend):
    """Django's mail backend that writes `mails/<time>-<random>.eml`."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write each mail; returns how many."""
        folder = mail_folder(Path(settings.PETITMOT_DATA))
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for mail in email_messages:
            name = f"{time.time_ns():020d}-{secrets.token_hex(3)}.eml"
            handle = os.open(folder / name, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(mail.message().as_bytes())
        return len(email_messages)


def mail_folder(data: Path) -> Path:
    """Where the mails of this data folder lie."""
    return data / "mails"


def written_mails(data: Path) -> list[Path]:
    """The mails of a data folder, oldest first."""
    return sorted(mail_folder(data).glob("*.eml"))


def read_mail(path: Path) -> ReadMessage:
    """The mail in this file."""
    return message_from_bytes(path.read_bytes(), policy=policy.default)
