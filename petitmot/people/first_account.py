"""The one-time link that makes the first account, the operator's: printed at a start, good while nobody lives here.

Only a hash of its token is kept, in a file of the data folder; each start prints a new link until there is an account.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from pathlib import Path

from django.conf import settings

from petitmot.people.models import Account


def first_link() -> str | None:
    """Make a new link (the one before it is void); None when somebody lives here already."""
    if _somebody_lives_here():
        _path().unlink(missing_ok=True)
        return None
    token = secrets.token_urlsafe(24)
    handle = os.open(_path(), os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(_hash(token))
    return f"{settings.PETITMOT_SCHEME}://{settings.PETITMOT_DOMAIN}/premier/{token}/"


def is_good(token: str) -> bool:
    """Whether the link with this token still makes the first account. Looks only."""
    try:
        kept = _path().read_text()
    except FileNotFoundError:
        return False
    return hmac.compare_digest(kept, _hash(token)) and not _somebody_lives_here()


def take(token: str) -> bool:
    """Use the link up: True once, for one caller only. Call it when everything else about the account is in order."""
    return is_good(token) and use_up(token)


def use_up(token: str) -> bool:
    """The same inside the transaction that makes the account, where somebody lives here already."""
    try:
        if not hmac.compare_digest(_path().read_text(), _hash(token)):
            return False
        _path().unlink()
    except FileNotFoundError:  # somebody else was quicker
        return False
    return True


def _somebody_lives_here() -> bool:
    return Account.objects.exists()


def _path() -> Path:
    return Path(settings.PETITMOT_DATA) / "first"


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
