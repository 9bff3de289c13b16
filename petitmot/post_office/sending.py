"""Letters leave: at most one an hour for a person, nothing lost, nothing sent twice as far as that can be known.

`find_due` (periodic) hands each letterbox that is due to one job. The job writes its attempt down *before* it speaks to
the mail server and the outcome *after*. A refusal is taken back, and the job tried again by the runner. Where the
process died in between, nobody knows whether the letter left: the attempt counts as a letter for an hour (so the limit
holds whatever happened), then the same rows are sent under the same Message-ID, which mailboxes that know it keep once;
rows that were read meanwhile are not told at all.
"""

from __future__ import annotations

import secrets
from datetime import timedelta
from smtplib import SMTPException, SMTPRecipientsRefused
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import structlog
from django.conf import settings
from django.db import transaction
from django.db.models import F, Min, Q
from django.utils import timezone, translation

from petitmot.jobs.announcing import announce
from petitmot.kit import clock
from petitmot.kit.refusals import TryLater
from petitmot.people.models import Account, Person
from petitmot.post_office import leaving, writing
from petitmot.post_office.events import MailDue
from petitmot.post_office.letter import mail
from petitmot.post_office.models import Letterbox, PendingMail
from petitmot.post_office.worth import News, telling

APART = timedelta(hours=1)  # between two letters for one person
PATIENCE = timedelta(minutes=3)  # who is there reads it meanwhile, and needs no letter
LOST = timedelta(days=8)  # a job that was given up no longer holds the letterbox
MOST = 200  # letterboxes handed out at a time

log = structlog.get_logger("petitmot.post_office")


def find_due() -> None:
    """Hand out every letterbox with something to tell, whose last letter is an hour old. Periodic, each minute."""
    now = clock.now()
    waiting = PendingMail.objects.values("person").annotate(first=Min("at")).filter(first__lte=now - PATIENCE)
    ids = list(waiting.order_by("first").values_list("person", flat=True))
    busy = Q(handed_at__gt=now - LOST) | Q(sent_at__gt=now - APART) | Q(attempt_at__gt=now - APART)
    held = set(Letterbox.objects.filter(busy, person__in=ids).values_list("person", flat=True)) if ids else set()
    for id_ in [each for each in ids if each not in held][:MOST]:
        with transaction.atomic():
            Letterbox.objects.update_or_create(person_id=id_, defaults={"handed_at": now})
            announce(MailDue(id_))


def send(fact: MailDue) -> None:
    """Write and send one person's letter. A reaction: raises TryLater while the mail server does not take it."""
    box = Letterbox.objects.filter(person=fact.person_id).first()
    if box is None or _too_soon(box):
        Letterbox.objects.filter(person=fact.person_id).update(handed_at=None)
        return
    person = Person.objects.select_related("manners", "server").get(pk=fact.person_id)
    account = _reader(person)
    news, up_to = _news(person, box) if account else ([], 0)
    if account is None or not news:
        _done(box, up_to=None if account is None else up_to, sent=False)
        return
    if _begin(box, up_to):
        _deliver(person, account, news, box)


def _too_soon(box: Letterbox) -> bool:
    since = clock.now() - APART
    return any(moment is not None and moment > since for moment in (box.sent_at, box.attempt_at))


def _reader(person: Person) -> Account | None:
    """Return the account that reads this person's letters: its e-mail confirmed, open, not about to leave."""
    rows = Account.objects.filter(actsfor__person=person, actsfor__is_owner=True, is_active=True)
    rows = rows.filter(suspended_at=None, leaves_at=None, confirmed_at__isnull=False, approved_at__isnull=False)
    return rows.order_by("pk").first() if person.is_present else None


def _news(person: Person, box: Letterbox) -> tuple[list[News], int]:
    """Return what to tell, and up to which row: those of an attempt that ended unknown before any newer ones."""
    rows = PendingMail.objects.filter(person=person).order_by("pk")
    if box.attempt_up_to:
        again = telling(person, list(rows.filter(pk__lte=box.attempt_up_to)))
        if again:
            return again, box.attempt_up_to
    found = list(rows)
    return telling(person, found), found[-1].pk if found else 0


def _begin(box: Letterbox, up_to: int) -> bool:
    """Write the attempt down; of two jobs only one does."""
    key = box.attempt_key if box.attempt_up_to == up_to and box.attempt_key else secrets.token_hex(12)
    mine = Letterbox.objects.filter(pk=box.pk, attempt_at=box.attempt_at, sent_at=box.sent_at)
    if not mine.update(attempt_at=clock.now(), attempt_key=key, attempt_up_to=up_to):
        return False
    box.attempt_key, box.attempt_up_to = key, up_to
    return True


def _deliver(person: Person, account: Account, news: list[News], box: Letterbox) -> None:
    host = settings.PETITMOT_DOMAIN.partition(":")[0]
    headers = leaving.headers_for(person) | {"Message-ID": f"<{box.attempt_key}@{host}>"}
    with translation.override(account.language), timezone.override(_zone(account.time_zone)):
        made = mail(writing.letter(person, news), account.email, headers)
    try:
        made.send()
    except SMTPRecipientsRefused as error:
        if any(code < 500 for code, _reason in error.recipients.values()):
            _take_back(box, error)
        log.warning("an address takes no mail", account=account.pk, answer=str(error))
        _done(box, up_to=box.attempt_up_to, sent=True)  # for good: the address is no more
    except (SMTPException, OSError) as error:
        _take_back(box, error)
    else:
        _done(box, up_to=box.attempt_up_to, sent=True)


def _take_back(box: Letterbox, error: Exception) -> None:
    """The letter did not leave: the job that holds it tries again, and no hour begins."""
    Letterbox.objects.filter(pk=box.pk).update(attempt_at=None)
    raise TryLater(f"the mail server did not take a letter: {error}") from error


def _done(box: Letterbox, *, up_to: int | None, sent: bool) -> None:
    """What was told, or is not worth telling any more, goes; `up_to` None: all of it (nobody reads it)."""
    with transaction.atomic():
        rows = PendingMail.objects.filter(person=box.pk)
        (rows if up_to is None else rows.filter(pk__lte=up_to)).delete()
        Letterbox.objects.filter(pk=box.pk).update(
            handed_at=None,
            attempt_at=None,
            attempt_key="",
            attempt_up_to=0,
            sent_at=clock.now() if sent else F("sent_at"),
        )


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("Europe/Paris")
