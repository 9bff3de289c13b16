"""The kinds of values an operator can write: how each is read, and what is allowed, in French and in English."""

from __future__ import annotations

import ipaddress
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import urlsplit

_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_DOMAIN = re.compile(rf"(?:{_LABEL}(?:\.{_LABEL})*|\[[0-9a-f:.]+\])(?::(?P<port>[0-9]{{1,5}}))?")


@dataclass(frozen=True)
class Kind:
    """How a written value is read (`read` raises ValueError), and what may be written."""

    read: Callable[[str], object]
    french: str
    english: str


def choice(*names: str) -> Kind:
    """One of a few words."""

    def read(written: str) -> str:
        if written not in names:
            raise ValueError
        return written

    return Kind(read, _one_of(names, "ou"), _one_of(names, "or"))


def _one_of(names: tuple[str, ...], conjunction: str) -> str:
    return f"{', '.join(names[:-1])} {conjunction} {names[-1]}"


def switch() -> Kind:
    """A yes or a no; 1 and 0 are read as well."""

    def read(written: str) -> bool:
        if written not in {"on", "off", "1", "0"}:
            raise ValueError
        return written in {"on", "1"}

    return Kind(read, "on ou off", "on or off")


def number(least: int, most: int) -> Kind:
    """A whole number between two others (both included)."""

    def read(written: str) -> int:
        if not re.fullmatch(r"-?[0-9]{1,12}", written) or not least <= int(written) <= most:
            raise ValueError
        return int(written)

    return Kind(read, f"un nombre entier de {least} à {most}", f"a whole number from {least} to {most}")


def folder() -> Kind:
    """A folder; `~` is the user's own."""

    def read(written: str) -> Path:
        if "\0" in written:
            raise ValueError
        return Path(written).expanduser().absolute()

    return Kind(read, "le chemin d’un dossier", "the path of a folder")


def program() -> Kind:
    """Nothing (it is looked for), `off`, or a program that is there: its name or its path."""

    def read(written: str) -> str:
        if written in {"", "off"}:
            return written
        found = shutil.which(str(Path(written).expanduser()))
        if found is None or "\0" in written:
            raise ValueError
        return found

    return Kind(read, "le chemin d’un programme, ou off", "the path of a program, or off")


def domain() -> Kind:
    """A host name, with a port where it is not the usual one; letters become small."""

    def read(written: str) -> str:
        found = _DOMAIN.fullmatch(written.lower())
        if not found or len(written) > 253 or int(found["port"] or 1) not in range(1, 65536):
            raise ValueError
        return written.lower()

    return Kind(
        read,
        "un nom d’hôte, avec un port s’il le faut (petitmot.exemple.fr, localhost:8000)",
        "a host name, with a port where needed (petitmot.example.org, localhost:8000)",
    )


def host() -> Kind:
    """The address of a network interface of this machine."""

    def read(written: str) -> str:
        return "127.0.0.1" if written == "localhost" else str(ipaddress.ip_address(written))

    return Kind(read, "une adresse de cette machine (127.0.0.1, 0.0.0.0, ::)", "an address of this machine (127.0.0.1)")


def networks() -> Kind:
    """Addresses and networks, separated by commas."""

    def read(written: str) -> tuple[str, ...]:
        parts = [part.strip() for part in written.split(",") if part.strip()]
        return tuple(str(ipaddress.ip_network(part, strict=False)) for part in parts)

    return Kind(
        read,
        "des adresses ou des réseaux séparés par des virgules (127.0.0.1, 10.0.0.0/8)",
        "addresses or networks separated by commas (127.0.0.1, 10.0.0.0/8)",
    )


def database() -> Kind:
    """Nothing (SQLite in the data folder), or the address of a PostgreSQL database."""

    def read(written: str) -> str:
        parts = urlsplit(written)
        if written and (parts.scheme not in {"postgresql", "postgres"} or not parts.path.strip("/")):
            raise ValueError
        _ = parts.port  # raises where it is no number
        return written

    return Kind(
        read,
        "rien (SQLite), ou postgresql://utilisateur:secret@hôte:port/base",
        "nothing (SQLite), or postgresql://user:secret@host:port/database",
    )


def mail_server() -> Kind:
    """Nothing (files in the data folder), or the address of a mail server."""

    def read(written: str) -> str:
        parts = urlsplit(written)
        if written and (parts.scheme not in {"smtp", "smtps"} or not parts.hostname):
            raise ValueError
        _ = parts.port
        return written

    return Kind(
        read,
        "rien (des fichiers), smtp://utilisateur:secret@hôte:587 ou smtps://utilisateur:secret@hôte:465",
        "nothing (files), smtp://user:secret@host:587 or smtps://user:secret@host:465",
    )


def sender() -> Kind:
    """A mail address, with a name before it if wanted."""

    def read(written: str) -> str:
        if not re.fullmatch(r"[^@\s]+@[^@\s]+", parseaddr(written)[1]) or "\n" in written:
            raise ValueError
        return written

    return Kind(
        read, "une adresse électronique (Petitmot <bonjour@exemple.fr>)", "a mail address (Name <me@example.org>)"
    )
