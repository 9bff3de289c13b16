"""Applications (docs.joinmastodon.org/methods/apps, entities/Application)."""

from __future__ import annotations

from typing import Any

from petitmot.client_api.call import Call
from petitmot.client_api.door import endpoint
from petitmot.client_api.models import Application
from petitmot.client_api.oauth import applications
from petitmot.client_api.pushing import vapid


@endpoint("POST", "/api/v1/apps", user=None)
def create(call: Call) -> dict[str, Any]:
    params = call.params
    addresses = [part for text in params.texts("redirect_uris") for part in text.split()]
    made, secret = applications.register(
        params.text("client_name"), addresses, params.text("scopes"), params.text("website")
    )
    return {
        "id": str(made.pk),
        **application(made),
        "client_id": made.client_id,
        "client_secret": secret,
        "client_secret_expires_at": 0,
    }


@endpoint("GET", "/api/v1/apps/verify_credentials", user=False)
def verify(call: Call) -> dict[str, Any]:
    assert call.token is not None
    return {"id": str(call.token.application_id), **application(call.token.application)}


def application(made: Application) -> dict[str, Any]:
    return {
        "name": made.name,
        "website": made.website or None,
        "scopes": made.scopes.split(),
        "redirect_uri": "\n".join(made.redirect_uris),
        "redirect_uris": made.redirect_uris,
        "vapid_key": vapid.public_key(),
    }
