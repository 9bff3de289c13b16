"""ScheduledStatus (docs.joinmastodon.org/entities/ScheduledStatus): words that wait for their moment."""

from __future__ import annotations

from typing import Any

from petitmot.client_api.call import Call
from petitmot.client_api.entities.media import media
from petitmot.client_api.entities.moments import moment
from petitmot.posts import scheduling
from petitmot.posts.models import Picture, Scheduled

TOLD = ("visibility", "language", "spoiler_text", "in_reply_to_id", "quoted_status_id", "quote_approval_policy")


def wishes(call: Call) -> dict[str, Any]:
    """Return what an application asked for, in its own words, to be told again."""
    params = call.params
    poll = params.record("poll")
    return {name: params.text(name) for name in TOLD if params.said(name)} | {
        "text": params.text("status"),
        "media_ids": params.texts("media_ids") or None,
        "sensitive": params.flag("sensitive"),
        "application_id": call.token.application_id if call.token else 0,
        "poll": {
            "options": poll.texts("options"),
            "expires_in": poll.number("expires_in"),
            "multiple": bool(poll.flag("multiple")),
            "hide_totals": bool(poll.flag("hide_totals")),
        }
        if poll.values
        else None,
    }


def scheduled(row: Scheduled) -> dict[str, Any]:
    """Tell words that wait; those that wait since the page were typed there."""
    said: dict[str, Any] = {
        **dict.fromkeys(("poll", "media_ids", "sensitive", *TOLD)),
        "text": row.words,
        "visibility": None,
        "scheduled_at": None,
        "idempotency": None,
        "with_rate_limit": False,
        "application_id": 0,
        "quote_approval_policy": "public",
    }
    ids = scheduling.plan_of(row).pictures
    found = Picture.objects.filter(owner=row.owner_id).in_bulk(ids)
    return {
        "id": str(row.pk),
        "scheduled_at": moment(row.at),
        "params": said | row.wishes,
        "media_attachments": [media(found[id_]) for id_ in ids if id_ in found],
    }
