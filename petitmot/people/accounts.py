"""Accounts: how somebody comes to live here."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import QuerySet

from petitmot.jobs.announcing import announce
from petitmot.kit import addresses, clock
from petitmot.kit.ids import random_id_at
from petitmot.kit.language import _
from petitmot.kit.refusals import Refusal
from petitmot.people import door_blocks, leaving
from petitmot.people.events import AccountApproved, AccountMade, EmailToConfirm, TurnedAway
from petitmot.people.models import Account, ActsFor, Circle, Manners, Person, UsedName
from petitmot.people.servers import local_server

LANGUAGES = ("fr", "en")
LONGEST_PASSWORD = 1000
THEMES = ("", "light", "dark")  # empty: what the machine says


@dataclass(frozen=True)
class Newcomer:
    """What somebody says of themselves at the door."""

    email: str
    password: str
    name: str  # for the address
    called: str = ""
    language: str = "fr"
    time_zone: str = "Europe/Paris"
    words: str = ""  # for the moderators, where the door asks for them
    terms: str = ""  # the version agreed to


def sign_up(newcomer: Newcomer, *, approved: bool = True, role: str = Account.Role.MEMBER) -> tuple[Account, Person]:
    """Make an account and the person it acts for.

    Refused, with the field: `email_invalid`, `email_taken`, `name_invalid`, `name_taken`, `password_weak`.
    The address is not confirmed by this.
    """
    email = _email(newcomer.email)
    name = _free_name(newcomer.name)
    _refuse_weak_password(newcomer.password, email)
    with transaction.atomic():
        if Account.objects.filter(email__iexact=email).exists():
            raise Refusal(_("Cette adresse a déjà un compte ici."), code="email_taken", field="email")
        account = Account(
            email=email,
            role=role,
            language=newcomer.language,
            time_zone=newcomer.time_zone,
            made_at=clock.now(),
            approved_at=clock.now() if approved else None,
            words_for_moderators=newcomer.words.strip()[:2000],
            terms_agreed=newcomer.terms,
        )
        account.set_password(newcomer.password)
        account.save()
        person = make_person(name, called=newcomer.called, languages=[newcomer.language])
        ActsFor.objects.create(account=account, person=person)
        announce(AccountMade(account.pk, person.pk))
    return account, person


def make_person(name: str, *, called: str = "", languages: list[str] | None = None, kind: str = "person") -> Person:
    """Make a person who lives here, with their manners and their circle of close ones. In a transaction."""
    _given, free = UsedName.objects.get_or_create(name=name)
    if not free:
        raise Refusal(_("Ce nom est déjà pris ici."), code="name_taken", field="name")
    id_ = random_id_at(clock.now())
    person = Person.objects.create(
        id=id_,
        server=local_server(),
        name=name,
        uri=addresses.person_uri(id_),
        kind=kind,
        display_name=called.strip()[:100],
        languages=languages or [],
        joined_at=clock.now(),
    )
    Manners.objects.create(person=person)
    Circle.objects.create(owner=person, kind=Circle.Kind.CLOSE, made_at=clock.now())
    return person


def approve(account: Account) -> None:
    """Let in somebody who wrote a few words to the moderators. Refused: `not_waiting` where somebody was quicker."""
    with transaction.atomic():
        _still_waiting(account).update(approved_at=clock.now())
        announce(AccountApproved(account.pk))


def turn_away(account: Account) -> None:
    """Do not let in somebody who waits at the door: the account goes, and a letter says so. Refused: `not_waiting`."""
    with transaction.atomic():
        _still_waiting(account)
        announce(TurnedAway(account.email, account.language))
        leaving.remove(account)


def _still_waiting(account: Account) -> QuerySet[Account]:
    """Hold the row of an account at the door: of two who decide at once the second finds it decided."""
    waits = Account.objects.filter(pk=account.pk, approved_at=None)
    if waits.select_for_update().first() is None:
        raise Refusal(_("Cette demande n’attend plus."), code="not_waiting")
    return waits


def is_taken(email: str, *, by_other_than: Account) -> bool:
    """Whether another account has this e-mail."""
    return Account.objects.filter(email__iexact=email).exclude(pk=by_other_than.pk).exists()


def confirm_email(account: Account) -> None:
    """The address was proved to be theirs: mails of notices may go out."""
    Account.objects.filter(pk=account.pk, confirmed_at=None).update(confirmed_at=clock.now())


def ask_to_confirm(account: Account, *, email: str = "") -> None:
    """Send the letter that proves the address theirs; with `email`, to a corrected address.

    Refused: `confirmed`, `email_invalid`, `email_blocked`, `email_taken`.
    """
    if account.confirmed_at is not None:
        raise Refusal(_("Cette adresse est déjà confirmée."), code="confirmed")
    with transaction.atomic():
        if email.strip() and email.strip().lower() != account.email:
            account.email = _email(email)
            door_blocks.refuse_email(account.email)
            if is_taken(account.email, by_other_than=account):
                raise Refusal(_("Cette adresse a déjà un compte ici."), code="email_taken", field="email")
            Account.objects.filter(pk=account.pk).update(email=account.email)
        announce(EmailToConfirm(account.pk))


def welcome(account: Account) -> None:
    """They went through the welcome pages, or past them."""
    Account.objects.filter(pk=account.pk, welcomed_at=None).update(welcomed_at=clock.now())


def settle_in(account: Account, *, language: str, time_zone: str, theme: str) -> None:
    """Keep the account's language, time zone and light. Refused, with the field: what is not on the list."""
    if language not in LANGUAGES:
        raise Refusal(_("Choisissez une langue de la liste."), code="language", field="language")
    if not known_zone(time_zone):
        raise Refusal(_("Choisissez un fuseau horaire de la liste."), code="time_zone", field="time_zone")
    if theme not in THEMES:
        raise Refusal(_("Choisissez un éclairage de la liste."), code="theme", field="theme")
    Account.objects.filter(pk=account.pk).update(language=language, time_zone=time_zone, theme=theme)


def known_zone(name: str) -> str:
    """Return the name of a time zone of the tz database, or nothing."""
    if not name or len(name) > 60:
        return ""
    try:
        return ZoneInfo(name).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ""


def door_is(mode: str) -> bool:
    """Whether the door of this server is `open`, by `invitation`, or asks for a few `words`."""
    return bool(mode == settings.PETITMOT_SIGN_UP)


def _email(text: str) -> str:
    email = text.strip()
    try:
        validate_email(email if len(email) <= 254 else "")
    except ValidationError:
        raise Refusal(_("Cette adresse e-mail n’a pas la bonne forme."), code="email_invalid", field="email") from None
    return email.lower()


def _free_name(text: str) -> str:
    name = text.strip().lstrip("@").lower()
    if not addresses.NAME.match(name):
        raise Refusal(
            _("Un nom a de 1 à 30 lettres sans accent, chiffres ou tirets bas : a à z, 0 à 9, _."),
            code="name_invalid",
            field="name",
        )
    if name in addresses.RESERVED or UsedName.objects.filter(name=name).exists():
        raise Refusal(_("Ce nom est déjà pris ici."), code="name_taken", field="name")
    return name


def _refuse_weak_password(password: str, email: str) -> None:
    if len(password) > LONGEST_PASSWORD:
        raise Refusal(
            _("Ce mot de passe est trop long : %(most)s signes au plus.", most=LONGEST_PASSWORD),
            code="password_weak",
            field="password",
        )
    try:
        validate_password(password, Account(email=email))
    except ValidationError as weak:
        raise Refusal(" ".join(weak.messages), code="password_weak", field="password") from None
