"""Applications make themselves known: name, redirect addresses, scopes."""

from __future__ import annotations

import hmac
import secrets
from urllib.parse import urlsplit

from petitmot.client_api import scopes
from petitmot.client_api.errors import invalid
from petitmot.client_api.models import Application
from petitmot.client_api.tokens import digest_of
from petitmot.kit import clock

OUT_OF_BAND = "urn:ietf:wg:oauth:2.0:oob"  # no redirect: the code is shown on a page, to be typed
FORBIDDEN = frozenset(["data", "javascript", "vbscript", "mailto", "file", "blob", "about"])
NAME, REDIRECT = "Application name", "Redirect URI"  # as Mastodon's sentences call them
LONGEST_NAME, LONGEST_ADDRESS, MOST_ADDRESSES = 60, 2000, 20


def register(name: str, addresses: list[str], wanted: str, website: str) -> tuple[Application, str]:
    """Make an application; return it and its secret, which is shown once. Raises `ApiError` (422, 400)."""
    blank = [said for said, is_there in ((NAME, name.strip()), (REDIRECT, addresses)) if not is_there]
    if blank:
        raise invalid(", ".join(f"{said} can't be blank" for said in blank))
    if len(name) > LONGEST_NAME:
        raise invalid(f"{NAME} is too long (maximum is {LONGEST_NAME} characters)")
    for address in addresses:
        _refuse_address(address)
    if len(addresses) > MOST_ADDRESSES:
        raise invalid("Redirect URI is too long")
    asked = scopes.split(wanted) or [scopes.DEFAULT]
    if scopes.unknown(asked):
        raise invalid("Scopes doesn't match configured on the server.")
    if website and (len(website) > LONGEST_ADDRESS or urlsplit(website).scheme not in ("http", "https")):
        raise invalid("Application website is not a valid URL")
    secret = secrets.token_urlsafe(32)
    made = Application.objects.create(
        name=name.strip(),
        website=website,
        redirect_uris=addresses,
        scopes=" ".join(asked),
        client_id=secrets.token_urlsafe(32),
        secret_hash=digest_of(secret),
        made_at=clock.now(),
    )
    return made, secret


def find(client_id: str) -> Application | None:
    return Application.objects.filter(client_id=client_id).first()


def prove(client_id: str, secret: str) -> Application | None:
    """Return the application with this id, if the secret is its own."""
    found = find(client_id)
    return found if found and hmac.compare_digest(found.secret_hash, digest_of(secret)) else None


def _refuse_address(address: str) -> None:
    """A redirect address is absolute, without a fragment, and no way to run a script (RFC 6749, section 3.1.2)."""
    if address == OUT_OF_BAND:
        return
    try:
        parts = urlsplit(address)
    except ValueError:
        raise invalid("Redirect URI must be an absolute URI.") from None
    if len(address) > LONGEST_ADDRESS:
        raise invalid("Redirect URI is too long")
    if not parts.scheme or any(sign.isspace() or ord(sign) < 32 for sign in address):
        raise invalid("Redirect URI must be an absolute URI.")
    if parts.scheme.lower() in FORBIDDEN:
        raise invalid("Redirect URI is forbidden by the server.")
    if parts.fragment:
        raise invalid("Redirect URI cannot contain a fragment.")
    if parts.scheme.lower() in ("http", "https") and not parts.netloc:
        raise invalid("Redirect URI must be an absolute URI.")
