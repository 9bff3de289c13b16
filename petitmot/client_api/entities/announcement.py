"""Announcement and Reaction (docs.joinmastodon.org/entities/Announcement): what the operator says to everybody here.

The number of a sign is true for the operator; everybody else is told of their own, as 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from petitmot.client_api.entities.account import acct, page_url
from petitmot.client_api.entities.addresses import media_url
from petitmot.client_api.entities.emoji import emojis
from petitmot.client_api.entities.moments import maybe, moment
from petitmot.client_api.entities.status_body import content
from petitmot.client_api.entities.tag import tag_url
from petitmot.kit.text import fold
from petitmot.moderation.announcements import Answered, Told
from petitmot.people.emoji import by_id
from petitmot.people.models import Person


def announcements(told: Sequence[Told]) -> list[dict[str, Any]]:
    """Tell announcements, as one person sees them. Two queries, whatever their number."""
    rows = [each.announcement for each in told]
    named = Person.objects.present().select_related("server").in_bulk({pk for row in rows for pk in row.mentions})
    emoji = by_id({pk for row in rows for pk in row.emoji})
    return [
        {
            "id": str(row.pk),
            "content": content(row.html),
            "starts_at": maybe(row.starts_at),
            "ends_at": maybe(row.ends_at),
            "all_day": row.all_day,
            "published_at": moment(row.published_at),
            "updated_at": moment(row.updated_at),
            "read": each.is_read,
            "mentions": [_mention(named[pk]) for pk in row.mentions if pk in named],
            "statuses": [],
            "tags": [{"name": fold(name), "url": tag_url(fold(name))} for name in row.tags],
            "emojis": emojis(row.emoji, emoji),
            "reactions": [reaction(sign) for sign in each.answered],
        }
        for row, each in zip(rows, told, strict=True)
    ]


def reaction(sign: Answered) -> dict[str, Any]:
    """Tell one sign."""
    drawn = sign.emoji
    picture = {"url": media_url(drawn.picture), "static_url": media_url(drawn.still)} if drawn else {}
    return {"name": sign.name, "count": sign.count, "me": sign.mine, **picture}


def _mention(person: Person) -> dict[str, Any]:
    return {"id": str(person.pk), "username": person.name, "url": page_url(person), "acct": acct(person)}
