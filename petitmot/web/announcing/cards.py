"""Announcements as pages show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from markupsafe import Markup

from petitmot.kit.language import _
from petitmot.look.moments import date, when
from petitmot.moderation.models import Announcement
from petitmot.people.emoji import by_id
from petitmot.web.emoji import in_words


@dataclass(frozen=True)
class Card:
    """One announcement."""

    id: int
    html: Markup
    moments: str  # from when until when, as one says it
    at: datetime
    text: str  # as typed


def cards(rows: Sequence[Announcement]) -> tuple[Card, ...]:
    """Return announcements as cards. One query where emoji stand in them, else none."""
    emoji = by_id({id_ for row in rows for id_ in row.emoji})
    return tuple(
        Card(
            row.pk,
            in_words(row.html, [emoji[id_] for id_ in row.emoji if id_ in emoji]),
            _moments(row),
            row.published_at,
            row.text,
        )
        for row in rows
    )


def _moments(row: Announcement) -> str:
    if row.ends_at is None:
        return ""
    said = date if row.all_day else when
    if row.starts_at is None:
        return (
            _("jusqu’au %(end)s", end=said(row.ends_at)) if row.all_day else _("jusqu’à %(end)s", end=said(row.ends_at))
        )
    if row.all_day and timezone.localdate(row.starts_at) == timezone.localdate(row.ends_at):
        return _("le %(day)s", day=said(row.starts_at))
    if row.all_day:
        return _("du %(start)s au %(end)s", start=said(row.starts_at), end=said(row.ends_at))
    return _("début : %(start)s, fin : %(end)s", start=said(row.starts_at), end=said(row.ends_at))
