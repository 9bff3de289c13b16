"""Somebody's public words by mail, for those without an account (Mastodon 4.6, `Accounts::EmailSubscriptionsController`)."""

from __future__ import annotations

from typing import Any

from petitmot.client_api import finding
from petitmot.client_api.call import Call
from petitmot.client_api.door import endpoint
from petitmot.client_api.errors import Details, record_not_found
from petitmot.kit.refusals import Refusal
from petitmot.people import pace
from petitmot.post_office import subscribing

CODES = {
    "email_missing": ("ERR_BLANK", "can't be blank"),
    "email_invalid": ("ERR_INVALID", "is invalid"),
    "email_blocked": ("ERR_BLOCKED", "uses a disallowed e-mail provider"),
}


@endpoint("POST", "/api/v1/accounts/{id}/email_subscriptions", user=None)
def subscribe(call: Call, id: str) -> dict[str, Any]:
    """A letter asks `email` whether its owner wishes it. 404 where the person does not offer it.

    An address that has it already is answered as any other, so that nobody learns of it.
    """
    person = finding.person(id)
    if not subscribing.is_offered(person):
        raise record_not_found()
    pace.spend(str(call.request.META.get("REMOTE_ADDR", "")), "reset")
    try:
        subscribing.subscribe(person, call.params.text("email"))
    except Refusal as refusal:
        if refusal.code not in CODES:
            raise
        details = Details()
        details.add("email", *CODES[refusal.code])
        raise details.error() from None
    return {}
