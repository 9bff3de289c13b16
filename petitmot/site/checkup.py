"""What `petitmot doctor` looks at: each question gives findings, good or not, each with a sentence. Of the machine itself: `checkup_machine`."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from petitmot.site.checkup_machine import clock, films, folder, open_files, processes
from petitmot.site.config import LOCAL, Config, keys
from petitmot.site.findings import Finding, good, worth_knowing, wrong

OTHERS = {"PETITMOT_CONFIG", "PETITMOT_PYTHON", "PETITMOT_TEST_POSTGRES"}


def settings(config: Config) -> Iterator[Finding]:
    """Variables that look like settings and are none."""
    known = {f"PETITMOT_{name.upper()}" for name in keys()} | OTHERS
    for name in sorted(os.environ):
        if name.startswith("PETITMOT_") and name not in known:
            yield worth_knowing(f"{name} n’est pas un réglage de Petitmot.", f"{name} is not a setting of Petitmot.")


def tables(config: Config) -> Iterator[Finding]:
    """The database answers and is up to date; nothing was given up."""
    from django.db import DatabaseError

    from petitmot.site.preparing import missing_migrations

    try:
        missing = missing_migrations()
    except DatabaseError as error:
        yield wrong(f"La base de données ne répond pas : {error}", f"The database does not answer: {error}")
        return
    if missing:
        yield wrong(
            "La base de données n’est pas à jour : petitmot migrate", "The database is not up to date: petitmot migrate"
        )
        return
    yield good("La base de données répond et elle est à jour.", "The database answers and is up to date.")
    yield from _rows(config)


def _rows(config: Config) -> Iterator[Finding]:
    from django.contrib.auth import get_user_model

    from petitmot.jobs.failures import failed_jobs
    from petitmot.people.models import Server
    from petitmot.site import domain

    kept = Server.objects.filter(is_local=True).values_list("domain", flat=True).first()
    if kept and kept != config.domain:
        sentence = domain.refusal(kept, config.domain)
        yield wrong(sentence, sentence)
    if failed_jobs().exists():
        yield worth_knowing(
            "Des travaux ont été abandonnés : petitmot jobs list", "Jobs were given up: petitmot jobs list"
        )
    if not get_user_model()._default_manager.exists():
        yield worth_knowing(
            "Personne n’habite encore ici : petitmot serve donne le lien du premier compte.",
            "Nobody lives here yet: petitmot serve gives the link of the first account.",
        )


def name(config: Config) -> Iterator[Finding]:
    """The domain, what stands before the server, and whether people reach it."""
    address = f"{config.scheme}://{config.domain}/"
    if LOCAL.fullmatch(config.domain):
        yield worth_knowing(
            f"{address} ne se voit que de cette machine ; pour les autres, réglez PETITMOT_DOMAIN avant le premier compte.",
            f"{address} is seen from this machine only; for others set PETITMOT_DOMAIN before the first account.",
        )
    elif config.scheme == "http":
        yield wrong(
            f"{address} n’est pas chiffrée : les mots de passe passent en clair.",
            f"{address} is not encrypted: passwords travel in the clear.",
        )
    if config.scheme == "https" and not config.trusted_proxies:
        yield worth_knowing(
            "PETITMOT_TRUSTED_PROXIES est vide : tout semblera venir du serveur web qui chiffre, et les limites "
            "s’appliqueront à tous ensemble.",
            "PETITMOT_TRUSTED_PROXIES is empty: everything will seem to come from the web server that encrypts, and "
            "limits will count for all together.",
        )
    yield reach(address)


def reach(address: str, patience: float = 5.0) -> Finding:
    """Ask for our own front page as people do, through whatever stands before the server."""
    try:
        urlopen(address, timeout=patience).close()  # noqa: S310 (our own address, http or https)
    except HTTPError as error:
        if error.code == 421:
            return wrong(
                f"{address} arrive ici sous un autre nom : le serveur web doit transmettre Host tel quel.",
                f"{address} arrives under another name: the web server must pass Host on as it is.",
            )
        if error.code >= 500:
            return wrong(f"{address} répond par une erreur ({error.code}).", f"{address} answers with {error.code}.")
    except (URLError, OSError) as error:
        reason = getattr(error, "reason", error)
        return worth_knowing(
            f"{address} ne répond pas d’ici ({reason}) ; c’est normal si le serveur est arrêté.",
            f"{address} does not answer from here ({reason}); as it should be while the server is stopped.",
        )
    return good(f"{address} répond.", f"{address} answers.")


def mail(config: Config) -> Iterator[Finding]:
    """Whether mail can leave."""
    if not config.mail:
        yield worth_knowing(
            "Aucun serveur de courriel : les courriels deviennent des fichiers (petitmot mail).",
            "No mail server: mails become files (petitmot mail).",
        )
        return
    from smtplib import SMTPException

    from django.core.mail import get_connection

    try:
        connection = get_connection()
        connection.open()
        connection.close()
    except (SMTPException, OSError) as error:
        yield wrong(f"Le serveur de courriel ne répond pas : {error}", f"The mail server does not answer: {error}")
        return
    yield good("Le serveur de courriel répond.", "The mail server answers.")


def legal_texts(config: Config) -> Iterator[Finding]:
    """The gaps that the operator still has to fill in the legal pages (rule 44)."""
    from django.db import DatabaseError

    from petitmot.people.server_texts import gaps

    try:
        found = gaps()
    except DatabaseError:
        return  # said already
    for kind, language, gap in found:
        what = gap.rstrip(".")
        yield worth_knowing(
            f"À compléter dans « {kind} » ({language}) : {what}.", f"To be filled in, in “{kind}” ({language}): {what}."
        )


QUESTIONS: list[Callable[[Config], Iterator[Finding]]] = [
    folder,
    settings,
    tables,
    name,
    mail,
    films,
    clock,
    open_files,
    processes,
    legal_texts,
]
