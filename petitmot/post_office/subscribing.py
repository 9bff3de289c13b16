"""Public words by mail for those without an account: offered by their author, asked for, confirmed, ended in one click.

An address is asked twice (double opt-in): nothing but the question goes to one that did not confirm. Its owner's wish is
known to nobody else: the author is not told who reads, and whoever types an address of somebody else learns nothing.
"""

from __future__ import annotations

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, Signer
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import get_language

from petitmot.kit import addresses, clock
from petitmot.kit.compiled import Compiled
from petitmot.kit.language import _
from petitmot.kit.refusals import NotFound, Refusal
from petitmot.people import door_blocks, pace
from petitmot.people.events import PersonLeft
from petitmot.people.models import Person
from petitmot.people.pace import Limit
from petitmot.post_office.letter import Letter, post
from petitmot.post_office.models import Mailing, MailReader
from petitmot.posts.models import Post

SALT = "petitmot.post_office.subscribing"
A_QUESTION = Limit(1, timedelta(hours=6))  # for an address and an author: the same question is not sent over and over
FORGOTTEN = timedelta(days=3)  # who has not confirmed by then did not wish to


def offer(person: Person, *, offered: bool) -> None:
    """Let one's public words be had by mail, or no longer: then whoever reads them is forgotten."""
    if offered:
        Mailing.objects.get_or_create(person=person, defaults={"since": clock.now()})
    else:
        Mailing.objects.filter(person=person).delete()


def is_offered(person: Person) -> bool:
    """Whether this person's public words can be had by mail."""
    return person.server.is_local and person.is_present and bool(_OFFERS(person=person.pk))


_OFFERS = Compiled[tuple[int]](lambda person: Mailing.objects.filter(person_id=person).values_list("pk"), person=int)


def subscribe(person: Person, email: str) -> None:
    """Ask an address whether its owner wishes to have this person's words. Answered the same whoever had it already.

    Refused: `not_offered`; with the field `email`: `email_missing`, `email_invalid`, `email_blocked`; `TooOften`.
    """
    email = email.strip()
    if not is_offered(person):
        raise NotFound(_("Ces mots ne s’envoient pas par courriel."))
    if not email:
        raise Refusal(_("Écrivez une adresse e-mail."), code="email_missing", field="email")
    try:
        validate_email(email if len(email) <= 254 else "")
    except ValidationError:
        raise Refusal(_("Cette adresse e-mail ne se lit pas."), code="email_invalid", field="email") from None
    door_blocks.refuse_email(email)
    with transaction.atomic():
        reader, _new = MailReader.objects.get_or_create(
            mailing_id=person.pk,
            email=email.lower(),
            defaults={"asked_at": clock.now(), "language": (get_language() or "fr")[:12]},
        )
        if reader.confirmed_at is None and _may_ask(reader):
            MailReader.objects.filter(pk=reader.pk).update(asked_at=clock.now())  # the newest link leads its whole time
            post(_question(person, reader), email)


def confirm(token: str) -> MailReader:
    """The owner of an address wishes it: words from now on come. Twice is once. Refused: `not_found`."""
    reader = reader_of(token)
    newest = Post.objects.filter(author=reader.mailing_id).order_by("-pk").values_list("pk", flat=True).first() or 0
    MailReader.objects.filter(pk=reader.pk, confirmed_at=None).update(confirmed_at=clock.now(), told_up_to=newest)
    return reader


def stop(token: str) -> None:
    """No more of them; nothing of the address is kept. To do it twice is to do it once."""
    MailReader.objects.filter(pk=_id_of(token)).delete()


def reader_of(token: str) -> MailReader:
    """Return whose link it is. Refused: `not_found` for what is no link of ours, or one that was ended."""
    found = MailReader.objects.select_related("mailing__person__server").filter(pk=_id_of(token)).first()
    if found is None:
        raise NotFound(_("Ce lien ne mène plus nulle part."))
    return found


def address_of(reader: MailReader, what: str) -> str:
    """Return the address of a link in a letter; `what`: `confirmer` or `arreter`."""
    return f"{addresses.origin()}/par-courriel/{what}/{_signer().sign(str(reader.pk))}/"


def headers_for(reader: MailReader) -> dict[str, str]:
    """Return the headers by which a mail program ends it in one click (RFC 8058, section 3.1)."""
    return {
        "List-Unsubscribe": f"<{address_of(reader, 'arreter')}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
    }


def forget_unconfirmed() -> None:
    """Addresses that nobody confirmed are not kept. Periodic."""
    MailReader.objects.filter(confirmed_at=None, asked_at__lt=clock.now() - FORGOTTEN).delete()


def forget_who_left(fact: PersonLeft) -> None:
    """A reaction: whoever leaves sends nothing any more."""
    Mailing.objects.filter(person=fact.person_id).delete()


def _may_ask(reader: MailReader) -> bool:
    """The second time within hours nothing is sent, and nothing is said of it."""
    try:
        pace.spend(f"{reader.pk} {reader.email}", "words_by_mail", A_QUESTION)
    except Refusal:
        return False
    return True


def _question(person: Person, reader: MailReader) -> Letter:
    return Letter(
        _("Recevoir les mots de %(name)s ?", name=person.called),
        (
            _("Bonjour,"),
            _("Quelqu’un, vous peut-être, demande que les mots de %(name)s vous parviennent ici.", name=person.called),
        ),
        _("Oui, je veux les recevoir"),
        address_of(reader, "confirmer"),
        (_("Si ce n’est pas vous, ne faites rien : rien d’autre ne partira vers cette adresse."),),
    )


def _id_of(token: str) -> int:
    try:
        return int(_signer().unsign(token))
    except (BadSignature, ValueError):
        raise NotFound(_("Ce lien n’est pas entier. Reprenez-le dans le courriel.")) from None


def _signer() -> Signer:
    return Signer(salt=SALT, sep=".")
