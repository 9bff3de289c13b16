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
from petitmot.moderation.events import Announced, AnnouncementEnds, AnnouncementPlanned, AnnouncementWithdrawn
from petitmot.moderation.models import Announcement
from petitmot.moderation.models.announcement import over_at
from petitmot.people.models import Account
from petitmot.posts.content import typed


def write(
    by: Account,
    text: str,
    *,
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
    all_day: bool = False,
    publish_at: datetime | None = None,
) -> Announcement:
    """Tell everybody who lives here, in our subset of Markdown, now or at `publish_at`. It is shown until it was read, or
    is over.

    Refused: `not_operator`; with the field `text`: `empty`, `too_long`; with the field `ends_at`: `bad_moments` (an end
    before the beginning, before it is made or before now, a beginning without an end); with `publish_at`: `too_soon`.
    """
    _refuse_all_but_the_operator(by)
    now = clock.now()
    said = _read(text, starts_at, ends_at, all_day) | _when(publish_at, over_at(ends_at, all_day=all_day), now)
    with transaction.atomic():
        made = Announcement.objects.create(by=by, updated_at=now, **said)
        staff.write(by, "announced" if made.is_published else "announcement_planned", about=made.text)
        _tell(made)
    return made


def say_better(
    by: Account,
    announcement: Announcement,
    text: str,
    *,
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
    all_day: bool = False,
    publish_at: datetime | None = None,
) -> Announcement:
    """Change what an announcement says; who has read it is not shown it again. One that waits is made at `publish_at`, or
    now where none is given; one that was made stays so. Refused: as for `write`.
    """
    _refuse_all_but_the_operator(by)
    said = _read(text, starts_at, ends_at, all_day)
    now = clock.now()
    with transaction.atomic():
        row = Announcement.objects.select_for_update().filter(pk=announcement.pk).first()
        if row is None:
            raise NotFound(_("Cette annonce n’est plus là."))
        if not row.is_published:
            said |= _when(publish_at, over_at(ends_at, all_day=all_day), now)
        Announcement.objects.filter(pk=row.pk).update(updated_at=now, **said)
        staff.write(by, "announcement_changed", about=text.strip())
        announcement.refresh_from_db()
        _tell(announcement)
    return announcement


def publish_when_due(fact: AnnouncementPlanned) -> None:
    """A reaction, at the moment: what waited is said to everybody. One that was moved meanwhile waits on."""
    with transaction.atomic():
        now = clock.now()
        due = Announcement.objects.filter(pk=fact.announcement_id, is_published=False, scheduled_at__lte=now)
        if due.update(is_published=True, published_at=now):
            announce(Announced(fact.announcement_id))


def take_down_when_over(fact: AnnouncementEnds) -> None:
    """A reaction, at the moment: screens on which it still stands are told. One that was given a later end stands on."""
    row = Announcement.objects.filter(pk=fact.announcement_id, is_published=True).first()
    if row is not None and row.over_at is not None and row.over_at <= clock.now():
        announce(AnnouncementWithdrawn(row.pk))


def withdraw(by: Account, announcement: Announcement) -> None:
    """Take an announcement away, with all that was done with it. Refused: `not_operator`."""
    _refuse_all_but_the_operator(by)
    with transaction.atomic():
        staff.write(by, "announcement_withdrawn", about=announcement.text)
        if announcement.is_published:
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
    over = over_at(ends_at, all_day=all_day)
    ends_before = ends_at < starts_at if ends_at and starts_at else over is not None and over < clock.now()
    if (starts_at and not ends_at) or ends_before:
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


def _when(publish_at: datetime | None, over: datetime | None, now: datetime) -> dict[str, Any]:
    """Return when it is said: now, or at its moment."""
    if publish_at is None:
        return {"is_published": True, "scheduled_at": None, "published_at": now}
    if publish_at <= now:
        raise Refusal(_("Ce moment est passé : choisissez-en un à venir."), code="too_soon", field="publish_at")
    if over and over < publish_at:
        raise Refusal(_("Elle serait finie avant d’être faite."), code="bad_moments", field="ends_at")
    return {"is_published": False, "scheduled_at": publish_at, "published_at": publish_at}


def _tell(row: Announcement) -> None:
    """State what follows: that it is made, or when it will be; and when it is over."""
    if row.is_published:
        announce(Announced(row.pk))
    elif row.scheduled_at is not None:
        announce(AnnouncementPlanned(row.pk), at=row.scheduled_at)
    if row.over_at is not None:
        announce(AnnouncementEnds(row.pk), at=row.over_at)


def _refuse_all_but_the_operator(by: Account) -> None:
    if not by.is_operator:
        raise NotAllowed(_("Cette page est pour qui tient le serveur."), code="not_operator")
