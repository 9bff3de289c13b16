"""Report (docs.joinmastodon.org/entities/Report): what somebody showed to the moderators."""

from __future__ import annotations

from typing import Any

from petitmot.client_api.entities.account import account
from petitmot.client_api.entities.moments import maybe, moment
from petitmot.moderation.models import Report
from petitmot.people.models import Person

Reason = Report.Reason
REASONS = {"spam": Reason.ADVERTISING, "legal": Reason.UNLAWFUL, "violation": Reason.UNKIND, "other": Reason.OTHER}
_CATEGORIES = {reason: name for name, reason in REASONS.items()}


def category(row: Report) -> str:
    return _CATEGORIES.get(Reason(row.reason), "other")


def report(row: Report, viewer: Person | None) -> dict[str, Any]:
    """Tell a report (with `person__server`, `posts`); of private words only their ids."""
    return {
        "id": str(row.pk),
        "action_taken": row.decided_at is not None,
        "action_taken_at": maybe(row.decided_at),
        "category": category(row),
        "comment": row.words,
        "forwarded": bool(row.forwarded_to),
        "created_at": moment(row.at),
        "status_ids": [str(each.post_id) for each in row.posts.all()] or None,
        "rule_ids": [str(number) for number in row.rules] or None,
        "collection_ids": [str(each["id"]) for each in row.selections] or None,
        "target_account": account(row.person, viewer),
    }
