"""Subscriptions to push messages: one a token, checked as what it is, an address a stranger gives us to write to."""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction

from petitmot.client_api.errors import invalid
from petitmot.client_api.models import PushSubscription, Token
from petitmot.client_api.pushing import sealing
from petitmot.client_api.pushing.encrypting import Recipient
from petitmot.kit import clock
from petitmot.kit.reaching import may_reach

LONGEST = 2_000  # characters of an address
LOCAL = re.compile(r"(^|\.)(localhost|local|internal|lan|home\.arpa)$")
POLICIES = frozenset(PushSubscription.Policy.values)


def subscribe(
    token: Token,
    secret: str,
    *,
    endpoint: str,
    p256dh: str,
    auth: str,
    standard: bool,
    alerts: dict[str, bool],
    policy: str,
) -> PushSubscription:
    """Subscribe the application of a token in place of what it had; `secret` is the token's. Raises `ApiError` (422)."""
    check_endpoint(endpoint)
    for name, value in (("p256dh", p256dh), ("auth", auth)):
        if not value.strip():
            raise invalid(f"Key {name} can't be blank")
    try:
        Recipient.read(p256dh, auth)
    except ValueError as error:
        raise invalid(f"Key {error} is invalid") from error
    check_policy(policy)
    with transaction.atomic():
        PushSubscription.objects.filter(token=token.pk).delete()
        return PushSubscription.objects.create(
            token_id=token.pk,
            endpoint=endpoint,
            p256dh=p256dh.strip(),
            auth=auth.strip(),
            standard=standard,
            alerts=alerts,
            policy=policy,
            sealed_token=sealing.seal(secret, token.pk),
            made_at=clock.now(),
        )


def check_policy(policy: str) -> None:
    if policy not in POLICIES:
        raise invalid("Policy is not included in the list")


def check_endpoint(endpoint: str) -> None:
    """Refuse what is no public https address. A name is looked up, and what it leads to checked, whenever we write."""
    if not endpoint.strip():
        raise invalid("Endpoint can't be blank")
    wrong = invalid("Endpoint is not a valid URL")
    try:
        parts = urlsplit(endpoint)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise wrong from error
    if len(endpoint) > LONGEST or re.search(r"[\x00-\x20\x7f]", endpoint) or "@" in parts.netloc or not host:
        raise wrong
    if settings.PETITMOT_ALLOW_LOOPBACK_PEERS and _is_loopback(host) and parts.scheme in ("http", "https"):
        return
    if parts.scheme != "https" or port not in (None, 443) or not _may_be_public(host):
        raise wrong


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _may_be_public(host: str) -> bool:
    try:
        return may_reach(str(ipaddress.ip_address(host)))
    except ValueError:  # a name
        name = host.rstrip(".")
        last = name.rpartition(".")[2]
        return "." in name and not LOCAL.search(name) and not re.fullmatch(r"[0-9]+|0x[0-9a-f]*", last)
