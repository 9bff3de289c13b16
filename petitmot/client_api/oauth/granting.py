"""Tokens for a code, or for an application itself; and their end (RFC 6749, 7636, 7009)."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from typing import Any
from urllib.parse import unquote_plus

from django.db import transaction

from petitmot.client_api import scopes, tokens
from petitmot.client_api.call import Call
from petitmot.client_api.models import Application, Grant, Token
from petitmot.client_api.oauth import applications
from petitmot.client_api.oauth.errors import OAuthError
from petitmot.kit import clock


def application_of(call: Call) -> Application:
    """Return the application that proves itself, by `Authorization: Basic` or by values (RFC 6749, section 2.3.1)."""
    client_id, secret = call.params.text("client_id"), call.params.text("client_secret")
    kind, _space, written = call.request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
    if kind.lower() == "basic":
        client_id, secret = _basic(written)
    found = applications.prove(client_id, secret)
    if found is None:
        raise OAuthError("invalid_client")
    return found


def _basic(written: str) -> tuple[str, str]:
    try:
        name, _colon, secret = base64.b64decode(written, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        raise OAuthError("invalid_client") from None
    return unquote_plus(name), unquote_plus(secret)


def token_for(call: Call) -> dict[str, Any]:
    """Make the token that is asked for; return the entity Token."""
    kind = call.params.text("grant_type")
    if not kind:
        raise OAuthError("invalid_request", "Missing required parameter: grant_type.")
    if kind not in ("authorization_code", "client_credentials"):
        raise OAuthError("unsupported_grant_type")
    application = application_of(call)
    made, secret = _for_code(call, application) if kind == "authorization_code" else _for_itself(call, application)
    return told(made, secret)


def told(made: Token, secret: str) -> dict[str, Any]:
    """The entity Token (docs.joinmastodon.org/entities/Token)."""
    return {
        "access_token": secret,
        "token_type": "Bearer",
        "scope": made.scopes,
        "created_at": int(made.made_at.timestamp()),
    }


def _for_itself(call: Call, application: Application) -> tuple[Token, str]:
    wanted = scopes.split(call.params.text("scope")) or [scopes.DEFAULT]
    if scopes.unknown(wanted) or not scopes.within(wanted, application_scopes(application)):
        raise OAuthError("invalid_scope")
    return tokens.make(application, wanted)


def _for_code(call: Call, application: Application) -> tuple[Token, str]:
    """A code is good once, for its application, its redirect address, and whoever knows the verifier (RFC 7636)."""
    params = call.params
    with transaction.atomic():
        grant = (
            Grant.objects.filter(digest=tokens.digest_of(params.text("code")), application=application)
            .select_related("account", "person")
            .first()
        )
        if grant is None:
            raise OAuthError("invalid_grant")
        if grant.redirect_uri != params.text("redirect_uri") or not _knows(grant, params.text("code_verifier")):
            raise OAuthError("invalid_grant")
        used, _rows = Grant.objects.filter(pk=grant.pk, ends_at__gt=clock.now()).delete()
        if not used:
            raise OAuthError("invalid_grant")
        return tokens.make(application, grant.scopes.split(), account=grant.account, person=grant.person)


def _knows(grant: Grant, verifier: str) -> bool:
    if not grant.challenge:
        return True
    proof = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=")
    return hmac.compare_digest(proof.decode(), grant.challenge)


def application_scopes(application: Application) -> frozenset[str]:
    return frozenset(application.scopes.split())


def revoke(call: Call) -> dict[str, Any]:
    """End a token of the application that asks. What is unknown is as good as revoked (RFC 7009, section 2.2).

    Who does not prove to be an application is told 403, as by Mastodon, and not that it is unknown.
    """
    try:
        application = application_of(call)
    except OAuthError:
        raise OAuthError("unauthorized_client") from None
    secret = call.params.text("token")
    if not secret:
        raise OAuthError("unauthorized_client")
    found = tokens.find(secret)
    if found is not None:
        if found.application_id != application.pk:
            raise OAuthError("unauthorized_client")
        tokens.revoke(found)
    return {}
