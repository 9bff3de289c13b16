"""What members do with announcements: they read them, put them out of their way, answer with a sign."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from petitmot.jobs.announcing import announce
from petitmot.kit import clock
from petitmot.kit.compiled import Compiled
from petitmot.kit.emoji import CODE, is_sign
from petitmot.kit.language import _
from petitmot.kit.refusals import NotFound, Refusal
from petitmot.moderation.events import AnnouncementAnswered
from petitmot.moderation.models import Announcement, AnnouncementReaction, AnnouncementRead
from petitmot.people.events import PersonLeft
from petitmot.people.models import Account, Emoji, Person

A_DAY = timedelta(days=1)
MOST_SIGNS = 8  # different ones of one person


@dataclass(frozen=True)
class Answered:
    """A sign that stands under an announcement, as one viewer may know it: all of them for the operator, else one's own."""

    name: str
    emoji: Emoji | None
    count: int
    mine: bool


@dataclass(frozen=True)
class Told:
    """An announcement, for one person."""

    announcement: Announcement
    is_read: bool
    answered: tuple[Answered, ...]


def current() -> QuerySet[Announcement]:
    """Return the announcements that were made and are not over, by the moment they are about; as in Mastodon one that was
    planned by the moment it was made."""
    now = clock.now()
    return _at(now, now - A_DAY)


def _at(now: datetime, yesterday: datetime) -> QuerySet[Announcement]:
    over = Q(all_day=False, ends_at__lte=now) | Q(all_day=True, ends_at__lte=yesterday)
    rows = Announcement.objects.filter(is_published=True).exclude(over)
    return rows.order_by(Coalesce("scheduled_at", "starts_at", "published_at"), "pk")


def unread(person: Person) -> list[Announcement]:
    """Return what this person has not read yet. One query."""
    now = clock.now()
    return _UNREAD(person=person.pk, now=now, yesterday=now - A_DAY)


def unread_by(person: int, now: datetime, yesterday: datetime) -> QuerySet[Announcement]:
    """Ask for what a person has not read of what is not over at a moment."""
    read = AnnouncementRead.objects.filter(announcement=OuterRef("pk"), person_id=person)
    return _at(now, yesterday).exclude(Exists(read))


_UNREAD = Compiled[Announcement](unread_by, person=int, now=datetime, yesterday=datetime)


def of_person(person: Person) -> list[Told]:
    """Return all current announcements for a person. Four queries."""
    rows = list(current())
    ids = [row.pk for row in rows]
    read = set(
        AnnouncementRead.objects.filter(person=person, announcement__in=ids).values_list("announcement", flat=True)
    )
    answered = answers(person, ids) if ids else {}
    return [Told(row, row.pk in read, answered.get(row.pk, ())) for row in rows]


def find(announcement_id: int) -> Announcement:
    """Return a current announcement. Refused: `not_found`."""
    found = current().filter(pk=announcement_id).first()
    if found is None:
        raise NotFound(_("Cette annonce n’est plus là."))
    return found


def put_aside(person: Person, announcement: Announcement) -> None:
    """The person has read it. Twice is once."""
    AnnouncementRead.objects.get_or_create(announcement=announcement, person=person, defaults={"at": clock.now()})


def answer(person: Person, announcement: Announcement, name: str) -> None:
    """Answer with a sign of Unicode, or with the code of an emoji of this server. Twice is once.

    Refused: `no_sign` for what is neither, `too_many_signs`.
    """
    emoji = Emoji.objects.filter(server__is_local=True, code=name).first() if CODE.match(name) else None
    if emoji is None and not is_sign(name):
        raise Refusal(_("Ce n’est pas un signe que l’on connaît ici."), code="no_sign", field="name")
    mine = announcement.reactions.filter(person=person)
    with transaction.atomic():
        if mine.filter(holds=True).exclude(name=name).count() >= MOST_SIGNS:
            raise Refusal(_("Huit signes au plus."), code="too_many_signs", field="name")
        row, made = AnnouncementReaction.objects.get_or_create(
            announcement=announcement, person=person, name=name, defaults={"emoji": emoji, "at": clock.now()}
        )
        if made or mine.filter(pk=row.pk, holds=False).update(holds=True, emoji=emoji, at=clock.now()):
            announce(AnnouncementAnswered(row.pk, person.pk))


def take_answer_back(person: Person, announcement: Announcement, name: str) -> None:
    """Take a sign back. Refused: `not_found` where there is none."""
    with transaction.atomic():
        row = announcement.reactions.filter(person=person, name=name, holds=True).first()
        if row is None:
            raise NotFound(_("Ce signe n’est pas là."))
        announcement.reactions.filter(pk=row.pk).update(holds=False)
        announce(AnnouncementAnswered(row.pk, person.pk))


def forget_who_left(fact: PersonLeft) -> None:
    """A reaction: what somebody did with announcements goes with them (rule 41)."""
    AnnouncementReaction.objects.filter(person=fact.person_id).delete()
    AnnouncementRead.objects.filter(person=fact.person_id).delete()


def answers(person: Person, ids: Collection[int]) -> dict[int, tuple[Answered, ...]]:
    """Return the signs under announcements: to the operator all with their number, to everybody else their own, as one."""
    rows = AnnouncementReaction.objects.filter(announcement__in=ids, holds=True)
    mine = set(rows.filter(person=person).values_list("announcement", "name"))
    if not keeps_the_house(person):
        rows = rows.filter(person=person)
    counted = (
        rows.values_list("announcement", "name", "emoji").annotate(number=Count("pk")).order_by("announcement", "name")
    )
    emoji = (
        {each.pk: each for each in Emoji.objects.filter(pk__in={row[2] for row in counted if row[2]})}
        if counted
        else {}
    )
    found: dict[int, list[Answered]] = {}
    for about, name, emoji_id, number in counted:
        found.setdefault(about, []).append(Answered(name, emoji.get(emoji_id), number, (about, name) in mine))
    return {about: tuple(signs) for about, signs in found.items()}


def sign_of(person: Person, reaction_id: int) -> tuple[int, Answered] | None:
    """Return what stands of a sign that was just given or taken back (0 where nobody holds it any more), for a person:
    the id of the announcement, and the sign. None where it is none of theirs to know."""
    row = AnnouncementReaction.objects.select_related("emoji").filter(pk=reaction_id).first()
    if row is None or not current().filter(pk=row.announcement_id).exists():
        return None
    if row.person_id != person.pk and not keeps_the_house(person):
        return None
    signs = answers(person, [row.announcement_id]).get(row.announcement_id, ())
    gone = Answered(row.name, row.emoji, 0, mine=False)
    return row.announcement_id, next((sign for sign in signs if sign.name == row.name), gone)


def keeps_the_house(person: Person) -> bool:
    """Whether an operator acts for this person."""
    return Account.objects.filter(persons=person, role=Account.Role.OPERATOR).exists()
