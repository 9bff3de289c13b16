"""Accounts: oneself (docs.joinmastodon.org/methods/accounts)."""

from __future__ import annotations

from typing import Any

from petitmot.client_api.call import Call
from petitmot.client_api.door import endpoint
from petitmot.client_api.entities.account import credential_account


@endpoint("GET", "/api/v1/accounts/verify_credentials", scopes=("read:accounts", "profile"))
def verify_credentials(call: Call) -> dict[str, Any]:
    return credential_account(call.person, call.account)
