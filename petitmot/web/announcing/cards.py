"""Announcements as pages show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from markupsafe import Markup, escape

from petitmot.kit.language import _
from petitmot.look.moments import date, hour
from petitmot.look.names import goodwill
from petitmot.moderation import signs
from petitmot.moderation.models import Announcement
from petitmot.moderation.signs import Sign
from petitmot.people.emoji import by_id
from petitmot.people.models import Person
from petitmot.web.emoji import in_words, picture

OFFERED = ("👍", "❤️", "🎉", "🙏")


@dataclass(frozen=True)
class Card:
    """One announcement."""

    id: int
    html: Markup
    moments: str  # from when until when, as one says it
    at: datetime
    text: str  # as typed
    signs: tuple[SignCard, ...] = ()
    waits: datetime | None = None  # for its moment


@dataclass(frozen=True)
class SignCard:
    """A sign under an announcement: the button that gives it, or takes it back, and who gave it."""

    name: str
    drawn: Markup
    mine: bool
    said: str


def cards(rows: Sequence[Announcement], viewer: Person | None = None) -> tuple[Card, ...]:
    """Return announcements as cards, with signs for a viewer. One query where emoji stand in them, five for signs."""
    given = signs.under(viewer, [row.pk for row in rows]) if viewer is not None else {}
    emoji = by_id({id_ for row in rows for id_ in row.emoji})
    return tuple(
        Card(
            row.pk,
            in_words(row.html, [emoji[id_] for id_ in row.emoji if id_ in emoji]),
            _moments(row),
            row.published_at,
            row.text,
            _signs(given.get(row.pk, [])) if viewer is not None else (),
            None if row.is_published else row.scheduled_at,
        )
        for row in rows
    )


def _signs(given: Sequence[Sign]) -> tuple[SignCard, ...]:
    """Those that were given, then those that are offered."""
    named = {sign.name for sign in given}
    offered = [Sign(name, None, False, (), False) for name in OFFERED if name not in named]
    return tuple(SignCard(sign.name, _drawn(sign), sign.mine, _by_whom(sign)) for sign in [*given, *offered])


def _drawn(sign: Sign) -> Markup:
    return Markup(picture(sign.emoji)) if sign.emoji else escape(sign.name)  # noqa: S704 - markup of our own


def _by_whom(sign: Sign) -> str:
    called = [person.called for person in sign.known]
    return goodwill(([_("vous")] if sign.mine else []) + called, sign.others)


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
