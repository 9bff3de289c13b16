"""Who may come in: the token of a request, and whether it, its scopes and its user suffice for an endpoint."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

from petitmot.client_api import params, scopes, tokens
from petitmot.client_api.endpoints import Endpoint
from petitmot.client_api.errors import ApiError
from petitmot.client_api.models import Token


def token_of(request: HttpRequest, sent: params.Params) -> Token | None:
    """Return the token of a request: None where it names none, one without an id where nobody knows it."""
    secret = secret_of(request, sent)
    if not secret:
        return None
    return tokens.find(secret) or _UNKNOWN


def secret_of(request: HttpRequest, sent: params.Params) -> str:
    """Return what a request names its token with: the header (RFC 6750), or `access_token` among the values; or ""."""
    header = str(request.META.get("HTTP_AUTHORIZATION", ""))
    kind, _space, secret = header.partition(" ")
    if kind.lower() != "bearer":
        secret = sent.text("access_token")
    return secret.strip()


_UNKNOWN = Token(pk=0)  # the endpoint decides: where no token is needed a wrong one does no harm


def admit(found: Endpoint, token: Token | None) -> Token | None:
    """Return the token that counts, or refuse: the order is Mastodon's (token, scope, user, state of the user)."""
    is_good = token is not None and token.pk != 0 and token.revoked_at is None
    if found.user is None and (token is None or not found.scopes):
        return token if is_good else None
    if token is None or token.pk == 0:
        raise ApiError(401, "The access token is invalid")
    if token.revoked_at is not None:
        raise ApiError(401, "The access token was revoked")
    if not scopes.allows(token.granted, found.scopes):
        raise ApiError(403, "This action is outside the authorized scopes")
    if token.account is not None and token.person is not None:
        _check_user(found, token)
    elif found.user is True:
        raise ApiError(422, "This method requires an authenticated user")
    tokens.note_use(token)
    return token


def _check_user(found: Endpoint, token: Token) -> None:
    account, person = token.account, token.person
    assert account is not None and person is not None
    if not account.is_active or account.suspended_at is not None or not person.is_present:
        raise ApiError(403, "Your login is currently disabled")
    if found.unconfirmed or not settings.PETITMOT_RATE_LIMITS:
        return
    if account.confirmed_at is None:
        raise ApiError(403, "Your login is missing a confirmed e-mail address")
    if account.approved_at is None:
        raise ApiError(403, "Your login is currently pending approval")
