"""Push subscriptions (docs.joinmastodon.org/methods/push): being told while the application is closed."""

from __future__ import annotations

from typing import Any

from petitmot.client_api.admitting import secret_of
from petitmot.client_api.call import Call
from petitmot.client_api.door import endpoint
from petitmot.client_api.entities.push import ALERTS, subscription
from petitmot.client_api.errors import missing, record_not_found
from petitmot.client_api.models import PushSubscription, Token
from petitmot.client_api.pushing import subscribing

PATH = "/api/v1/push/subscription"
SCOPES = ("push",)
Told = dict[str, Any]


@endpoint("POST", PATH, scopes=SCOPES)
def create(call: Call) -> Told:
    """as documented; `subscription[endpoint]` is a public https address, on its usual port"""
    asked = call.params.record("subscription")
    if not asked.values:
        raise missing("subscription")
    keys = asked.record("keys")
    row = subscribing.subscribe(
        _token(call),
        secret_of(call.request, call.params),
        endpoint=asked.text("endpoint"),
        p256dh=keys.text("p256dh"),
        auth=keys.text("auth"),
        standard=bool(asked.flag("standard")),
        alerts=_alerts(call),
        policy=_policy(call) or PushSubscription.Policy.ALL,
    )
    return subscription(row)


@endpoint("GET", PATH, scopes=SCOPES)
def show(call: Call) -> Told:
    return subscription(_mine(call))


@endpoint("PUT", PATH, scopes=SCOPES)
def update(call: Call) -> Told:
    """as documented; an alert that is not named is off; without a policy the one it had stays"""
    row = _mine(call)
    row.alerts, row.policy = _alerts(call), _policy(call) or row.policy
    subscribing.check_policy(row.policy)
    row.save(update_fields=["alerts", "policy"])
    return subscription(row)


@endpoint("DELETE", PATH, scopes=SCOPES)
def delete(call: Call) -> Told:
    PushSubscription.objects.filter(token=_token(call).pk).delete()
    return {}


def _token(call: Call) -> Token:
    assert call.token is not None
    return call.token


def _mine(call: Call) -> PushSubscription:
    row = PushSubscription.objects.filter(token=_token(call).pk).first()
    if row is None:
        raise record_not_found()
    return row


def _alerts(call: Call) -> dict[str, bool]:
    asked = call.params.record("data").record("alerts")
    return {name: bool(asked.flag(name)) for name in ALERTS if name in asked}


def _policy(call: Call) -> str:
    """The documentation puts it beside `data` for PUT, Mastodon reads it within."""
    return call.params.record("data").text("policy") or call.params.text("policy")
