"""WebPushSubscription (docs.joinmastodon.org/entities/WebPushSubscription); `id` is a number, as Mastodon answers it."""

from __future__ import annotations

from typing import Any

from petitmot.client_api.models import PushSubscription
from petitmot.client_api.pushing import vapid

# What an application may ask to be told of (Notification::TYPES of Mastodon 4.6); some of it never happens here.
ALERTS = (
    "mention", "status", "reblog", "follow", "follow_request", "favourite", "poll", "update", "quote", "quoted_update",
    "severed_relationships", "moderation_warning", "annual_report", "added_to_collection", "collection_update",
    "admin.sign_up", "admin.report",
)  # fmt: skip


def subscription(row: PushSubscription) -> dict[str, Any]:
    return {
        "id": row.pk,
        "endpoint": row.endpoint,
        "standard": row.standard,
        "alerts": row.alerts,
        "policy": row.policy,
        "server_key": vapid.public_key(),
    }
