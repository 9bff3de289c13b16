"""One letter: a subject, a few sentences, at most one thing to do. Plain text and simple HTML say the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string

from petitmot.jobs.announcing import announce
from petitmot.kit import addresses
from petitmot.kit.language import _, speaks_french
from petitmot.people import server_texts


@dataclass(frozen=True)
class Said:
    """Somebody's own words, or their beginning, among the sentences of a letter."""

    by: str
    words: str


@dataclass(frozen=True)
class Letter:
    """What a mail says, in the reader's language already. `after` stands below the thing to do, more quietly."""

    subject: str
    sentences: tuple[str | Said, ...]
    do: str = ""  # the label of the link
    address: str = ""  # where it leads, with scheme and domain
    after: tuple[str, ...] = ()
    leave: tuple[str, str] = ("", "")  # the way out of such mails: label and address


def mail(letter: Letter, to: str, headers: Mapping[str, str] | None = None) -> EmailMultiAlternatives:
    """Make the mail; `.send()` it where a failure may be seen, best in a job."""
    context = {
        "letter": letter,
        "language": "fr" if speaks_french() else "en",
        "house": server_texts.server_name("Petitmot"),
        "origin": addresses.origin(),
        "signature": _("Ce courriel vient de %(house)s", house=server_texts.server_name("Petitmot")),
    }
    plain = render_to_string("post_office/letter.txt", context)
    made = EmailMultiAlternatives(" ".join(letter.subject.split()), plain, to=[to], headers=dict(headers or {}))
    made.attach_alternative(render_to_string("post_office/letter.html", context), "text/html")
    return made


@dataclass(frozen=True)
class LetterPosted:
    """A mail that must leave; the one fact that carries its words, since nobody keeps them elsewhere."""

    to: str
    subject: str
    plain: str
    html: str


def post(letter: Letter, to: str) -> None:
    """Give a letter to the outbox: it leaves soon after, and is tried again where the mail server does not answer."""
    made = mail(letter, to)
    with transaction.atomic():
        announce(LetterPosted(to, str(made.subject), str(made.body), str(made.alternatives[0][0])))


def deliver(fact: LetterPosted) -> None:
    """Hand it to the mail server. A reaction; no network in a transaction."""
    made = EmailMultiAlternatives(fact.subject, fact.plain, to=[fact.to])
    made.attach_alternative(fact.html, "text/html")
    made.send()
