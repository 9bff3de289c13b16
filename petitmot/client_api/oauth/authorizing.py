"""What an application asks a person for, checked; and the code it gets when they say yes (RFC 6749, section 4.1)."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode, urlsplit

from petitmot.client_api import scopes
from petitmot.client_api.models import Application, Grant
from petitmot.client_api.oauth import applications
from petitmot.client_api.oauth.applications import OUT_OF_BAND
from petitmot.client_api.oauth.errors import OAuthError
from petitmot.client_api.tokens import digest_of
from petitmot.kit import clock
from petitmot.people.models import Account, Person

CODE_LASTS = timedelta(minutes=10)
ASKED = ("client_id", "redirect_uri", "response_type", "scope", "state", "code_challenge", "code_challenge_method")
_CHALLENGE = re.compile(r"[A-Za-z0-9_-]{43}")


@dataclass(frozen=True)
class Wish:
    """What an application asks for; `error` is what is wrong with it, to be told to the application itself."""

    application: Application
    redirect_uri: str
    scopes: tuple[str, ...]
    state: str
    challenge: str
    error: OAuthError | None = None

    @property
    def out_of_band(self) -> bool:
        return self.redirect_uri == OUT_OF_BAND

    @property
    def target(self) -> str:
        """Where the answer goes, as a source of a content security policy (CSP 3, `form-action`)."""
        parts = urlsplit(self.redirect_uri)
        return f"{parts.scheme}://{parts.netloc}" if parts.scheme in ("http", "https") else f"{parts.scheme}:"


def read(said: Mapping[str, str]) -> Wish:
    """Read what is asked for. Raises `OAuthError` where there is nobody to send back to: an unknown application, or a
    redirect address that is not its own."""
    found = applications.find(said.get("client_id", ""))
    if found is None:
        raise OAuthError("invalid_client")
    redirect = said.get("redirect_uri", "")
    if redirect not in found.redirect_uris:
        raise OAuthError("invalid_redirect_uri")
    wanted = tuple(scopes.split(said.get("scope", "")) or [scopes.DEFAULT])
    return Wish(
        application=found,
        redirect_uri=redirect,
        scopes=wanted,
        state=said.get("state", "")[:2000],
        challenge=said.get("code_challenge", ""),
        error=_wrong(found, wanted, said),
    )


def _wrong(application: Application, wanted: tuple[str, ...], said: Mapping[str, str]) -> OAuthError | None:
    if said.get("response_type") != "code":
        return OAuthError("unsupported_response_type" if said.get("response_type") else "invalid_request")
    if scopes.unknown(wanted) or not scopes.within(wanted, frozenset(application.scopes.split())):
        return OAuthError("invalid_scope")
    challenge, method = said.get("code_challenge", ""), said.get("code_challenge_method", "")
    if challenge or method:
        if method != "S256":
            return OAuthError("invalid_code_challenge_method")
        if not _CHALLENGE.fullmatch(challenge):
            return OAuthError("invalid_request")
    return None


def allow(wish: Wish, account: Account, person: Person) -> str:
    """The person says yes: return the code with which the application fetches its token, once."""
    code = secrets.token_urlsafe(32)
    Grant.objects.filter(ends_at__lt=clock.now()).delete()
    Grant.objects.create(
        digest=digest_of(code),
        application=wish.application,
        account=account,
        person=person,
        redirect_uri=wish.redirect_uri,
        scopes=" ".join(wish.scopes),
        challenge=wish.challenge,
        ends_at=clock.now() + CODE_LASTS,
    )
    return code


def back(wish: Wish, **said: str) -> str:
    """Return the redirect address with what is said to the application, and its own state."""
    values = said | ({"state": wish.state} if wish.state else {})
    joint = "&" if urlsplit(wish.redirect_uri).query else "?"
    return f"{wish.redirect_uri}{joint}{urlencode(values)}"


def refused(wish: Wish, error: OAuthError) -> str:
    return back(wish, error=error.code, error_description=error.description)
