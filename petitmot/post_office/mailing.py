"""Public words leave by mail for those who asked for them: at most one letter an hour, a while after they were written.

At least once: what was sent is noted after the mail server took it, and a letter that is sent again carries the same
Message-ID, which mailboxes that know it keep once.
"""

from __future__ import annotations

from datetime import timedelta
from smtplib import SMTPException, SMTPRecipientsRefused

import structlog
from django.conf import settings
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import translation

from petitmot.jobs.announcing import announce
from petitmot.kit import addresses, clock
from petitmot.kit.language import _
from petitmot.kit.refusals import TryLater
from petitmot.kit.text import excerpt
from petitmot.people.models import Person
from petitmot.post_office import subscribing
from petitmot.post_office.events import WordsByMailDue
from petitmot.post_office.letter import Letter, Said, mail
from petitmot.post_office.models import MailReader
from petitmot.posts.models import Arrival, Kind, Post, Visibility

APART = timedelta(hours=1)  # between two letters for one reader
SECOND_THOUGHTS = timedelta(minutes=10)  # words may be said better, or taken back, before they leave for good
LOST = timedelta(days=8)  # a job that was given up no longer holds the reader
MOST = 500  # letters handed out at a time
MOST_WORDS = 10  # of one letter
LONGEST = 1000  # characters of one of them

log = structlog.get_logger("petitmot.post_office")


def find_due() -> None:
    """Hand out every reader for whom there are new words. Periodic. One query where nobody asked for any."""
    now = clock.now()
    words = _words().filter(author=OuterRef("mailing"), pk__gt=OuterRef("told_up_to"))
    free = (Q(sent_at=None) | Q(sent_at__lte=now - APART)) & (Q(handed_at=None) | Q(handed_at__lte=now - LOST))
    present = Person.objects.present()  # what somebody suspended wrote waits, and keeps nobody else's letters waiting
    rows = MailReader.objects.filter(free, Exists(words), confirmed_at__isnull=False, mailing__in=present.values("pk"))
    due = rows.order_by("pk")
    for id_ in list(due.values_list("pk", flat=True)[:MOST]):
        with transaction.atomic():
            MailReader.objects.filter(pk=id_).update(handed_at=now)
            announce(WordsByMailDue(id_))


def send(fact: WordsByMailDue) -> None:
    """Write and send one letter. A reaction: raises TryLater while the mail server does not take it."""
    reader = MailReader.objects.select_related("mailing__person__server").filter(pk=fact.reader_id).first()
    if reader is None:
        return
    person = reader.mailing.person
    words = list(_words().filter(author=person, pk__gt=reader.told_up_to).order_by("pk")[:MOST_WORDS])
    if not words or not person.is_present:
        MailReader.objects.filter(pk=reader.pk).update(handed_at=None)
        return
    host = settings.PETITMOT_DOMAIN.partition(":")[0]
    key = {"Message-ID": f"<words.{reader.pk}.{words[-1].pk}@{host}>"}
    with translation.override(reader.language):
        made = mail(_letter(person, reader, words), reader.email, subscribing.headers_for(reader) | key)
    try:
        made.send()
    except SMTPRecipientsRefused as error:
        if any(code < 500 for code, _reason in error.recipients.values()):
            raise TryLater(f"the mail server did not take a letter: {error}") from error
        log.warning("an address takes no mail", reader=reader.pk, answer=str(error))
        reader.delete()  # for good: the address is no more
        return
    except (SMTPException, OSError) as error:
        raise TryLater(f"the mail server did not take a letter: {error}") from error
    MailReader.objects.filter(pk=reader.pk).update(
        told_up_to=words[-1].pk, sent_at=clock.now(), handed_at=None, confirmed_at=F("confirmed_at")
    )


def _words() -> QuerySet[Post]:
    """Words for everybody, said to nobody in particular, that have stood for a moment."""
    rows = Post.objects.filter(visibility=Visibility.PUBLIC, arrival=Arrival.LIVE, in_reply_to=None, shares=None)
    return rows.filter(thread=F("pk"), arrived__lte=clock.now() - SECOND_THOUGHTS)


def _letter(person: Person, reader: MailReader, words: list[Post]) -> Letter:
    page = f"{addresses.origin()}/@{person.name}"
    said = tuple(Said(person.called, _shown(each)) for each in words)
    one = len(words) == 1
    return Letter(
        _("Des mots de %(name)s", name=person.called),
        (_("Bonjour,"), _("%(name)s a écrit :", name=person.called), *said),
        _("Les lire sur sa page"),
        f"{page}/{words[0].pk}" if one else page,
        (_("Vous avez demandé à les recevoir."),),
        leave=(_("Ne plus les recevoir"), subscribing.address_of(reader, "arreter")),
    )


def _shown(words: Post) -> str:
    """What stands behind a warning is read on the page alone."""
    if words.warning:
        return f"{words.warning} […]"
    return excerpt(words.plain, LONGEST) or _without_words(words)


def _without_words(words: Post) -> str:
    """Say what was shown without a word."""
    if words.has_poll:
        return _("Un sondage, à voir sur sa page.")
    kind = words.pictures.order_by("place").values_list("kind", flat=True).first()
    if kind == Kind.SOUND:
        return _("Un son, à écouter sur sa page.")
    return _("Un film, à voir sur sa page.") if kind == Kind.FILM else _("Une image, à voir sur sa page.")
