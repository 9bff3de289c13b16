"""OAuth's own addresses for machines (docs.joinmastodon.org/methods/oauth); the pages are in `oauth/pages.py`."""

from __future__ import annotations

from typing import Any

from petitmot.client_api import scopes
from petitmot.client_api.call import Answer, Call
from petitmot.client_api.door import endpoint
from petitmot.client_api.entities.account import avatar, page_url
from petitmot.client_api.oauth import granting
from petitmot.client_api.oauth.errors import OAuthError
from petitmot.kit import addresses


@endpoint("POST", "/oauth/token", user=None)
def token(call: Call) -> Answer:
    try:
        return Answer(granting.token_for(call), headers={"Cache-Control": "no-store", "Pragma": "no-cache"})
    except OAuthError as error:
        if error.code == "invalid_client":
            return Answer(error.body, error.status, {"WWW-Authenticate": 'Basic realm="Petitmot"'})
        raise


@endpoint("POST", "/oauth/revoke", user=None)
def revoke(call: Call) -> dict[str, Any]:
    return granting.revoke(call)


@endpoint(("GET", "POST"), "/oauth/userinfo", scopes=("profile",))
def userinfo(call: Call) -> dict[str, Any]:
    person = call.person
    return {
        "iss": f"{addresses.origin()}/",
        "sub": person.uri,
        "name": person.called,
        "preferred_username": person.name,
        "profile": page_url(person),
        "picture": avatar(person),
    }


@endpoint("GET", "/.well-known/oauth-authorization-server", user=None)
def metadata(call: Call) -> dict[str, Any]:
    """RFC 8414."""
    origin = addresses.origin()
    return {
        "issuer": f"{origin}/",
        "service_documentation": "https://docs.joinmastodon.org/",
        "authorization_endpoint": f"{origin}/oauth/authorize",
        "token_endpoint": f"{origin}/oauth/token",
        "app_registration_endpoint": f"{origin}/api/v1/apps",
        "revocation_endpoint": f"{origin}/oauth/revoke",
        "userinfo_endpoint": f"{origin}/oauth/userinfo",
        "scopes_supported": list(scopes.ALL),
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": ["authorization_code", "client_credentials"],
        "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
        "code_challenge_methods_supported": ["S256"],
    }
