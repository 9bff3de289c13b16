"""Announcements as pages show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from markupsafe import Markup

from petitmot.kit.language import _
from petitmot.look.moments import date, hour
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
    start, end = row.starts_at, row.ends_at
    if end is None:
        return ""
    if start is None:
        return _("jusqu’au %(end)s", end=_said(end, row.all_day))
    if timezone.localdate(start) != timezone.localdate(end):
        return _("du %(start)s au %(end)s", start=_said(start, row.all_day), end=_said(end, row.all_day))
    if row.all_day:
        return _("le %(day)s", day=date(start))
    return _("le %(day)s, de %(start)s à %(end)s", day=date(start), start=hour(start), end=hour(end))


def _said(at: datetime, all_day: bool) -> str:
    return date(at) if all_day else f"{date(at)}, {hour(at)}"
