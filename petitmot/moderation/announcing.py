"""The operator says something to everybody who lives here: to write it, to say it better, to withdraw it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from petitmot.jobs.announcing import announce
from petitmot.kit import clock
from petitmot.kit.language import _
from petitmot.kit.refusals import NotAllowed, NotFound, Refusal
from petitmot.moderation import staff
from petitmot.moderation.events import Announced, AnnouncementWithdrawn
from petitmot.moderation.models import Announcement
from petitmot.people.models import Account
from petitmot.posts.content import typed


def write(
    by: Account,
    text: str,
    *,
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
    all_day: bool = False,
) -> Announcement:
    """Tell everybody who lives here, in our subset of Markdown. It is shown until it was read, or is over.

    Refused: `not_operator`; with the field `text`: `empty`, `too_long`; with the field `ends_at`: `bad_moments` (an end
    before the beginning or before now, a beginning without an end).
    """
    _refuse_all_but_the_operator(by)
    said = _read(text, starts_at, ends_at, all_day)
    now = clock.now()
    with transaction.atomic():
        made = Announcement.objects.create(by=by, published_at=now, updated_at=now, **said)
        staff.write(by, "announced", about=made.text)
        announce(Announced(made.pk))
    return made


def say_better(
    by: Account,
    announcement: Announcement,
    text: str,
    *,
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
    all_day: bool = False,
) -> Announcement:
    """Change what an announcement says; who has read it is not shown it again. Refused: as for `write`."""
    _refuse_all_but_the_operator(by)
    said = _read(text, starts_at, ends_at, all_day)
    with transaction.atomic():
        Announcement.objects.filter(pk=announcement.pk).update(updated_at=clock.now(), **said)
        staff.write(by, "announcement_changed", about=text.strip())
        announce(Announced(announcement.pk))
    announcement.refresh_from_db()
    return announcement


def withdraw(by: Account, announcement: Announcement) -> None:
    """Take an announcement away, with all that was done with it. Refused: `not_operator`."""
    _refuse_all_but_the_operator(by)
    with transaction.atomic():
        staff.write(by, "announcement_withdrawn", about=announcement.text)
        announce(AnnouncementWithdrawn(announcement.pk))
        announcement.delete()


def written(by: Account) -> QuerySet[Announcement]:
    """Return all announcements there are, also those that are over, the newest first. Refused: `not_operator`."""
    _refuse_all_but_the_operator(by)
    return Announcement.objects.order_by("-published_at", "-pk")


def one(by: Account, announcement_id: int) -> Announcement:
    """Return one announcement. Refused: `not_operator`, `not_found`."""
    found = written(by).filter(pk=announcement_id).first()
    if found is None:
        raise NotFound(_("Cette annonce n’est plus là."))
    return found


def _read(text: str, starts_at: datetime | None, ends_at: datetime | None, all_day: bool) -> dict[str, Any]:
    if (starts_at and not ends_at) or (ends_at and ends_at < (starts_at or clock.now())):
        raise Refusal(_("La fin vient après le début, et un début a une fin."), code="bad_moments", field="ends_at")
    content = typed(text, place_for="text")
    return {
        "text": content.source,
        "html": content.html,
        "mentions": [person.pk for person in content.mentions],
        "tags": list(content.tags),
        "emoji": list(content.emoji),
        "starts_at": starts_at,
        "ends_at": ends_at,
        "all_day": all_day and ends_at is not None,
    }


def _refuse_all_but_the_operator(by: Account) -> None:
    if not by.is_operator:
        raise NotAllowed(_("Cette page est pour qui tient le serveur."), code="not_operator")
