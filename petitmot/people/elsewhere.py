"""People who live on other servers: taken in when they are first met, kept as their server tells of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from petitmot.jobs.announcing import announce
from petitmot.kit import clock
from petitmot.kit.ids import random_id_at
from petitmot.people import leaving
from petitmot.people.events import ProfileChanged
from petitmot.people.models import Person, Server


@dataclass(frozen=True)
class Portrayed:
    """What another server says of one of its people, cleaned and cut to what the house keeps."""

    name: str
    kind: str = Person.Kind.PERSON
    display_name: str = ""
    bio: str = ""
    bio_html: str = ""
    fields: list[dict[str, str]] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    welcome_line: str = ""
    welcome_question: str = ""
    approves_followers: bool = False
    emoji: list[int] = field(default_factory=list)  # ids
    selected_by: dict[str, list[str]] = field(default_factory=dict)  # `people/consent.py`; empty: they do not say


def server_named(domain: str, *, software: str = "") -> Server:
    """Return the row of a server (host, with its port where it is not the usual one), made at first sight."""
    made = {"first_seen": clock.now(), "software": software}
    return Server.objects.get_or_create(domain=domain.lower(), defaults=made)[0]


def take_in(uri: str, domain: str, said: Portrayed, *, joined_at: datetime | None = None) -> Person:
    """Return the person of this uri as their server tells of them now: made, or brought up to date.

    A name that somebody else on that server has already gets a number behind it: the uri says who is who.
    """
    with transaction.atomic():
        known = Person.objects.select_related("server").filter(uri=uri).first()
        if known is not None:
            _bring_up_to_date(known, said)
            return known
        server = server_named(domain)
        id_ = random_id_at(clock.now())
        told = asdict(said) | {"name": _free_name(server, said.name, id_)}
        made = Person.objects.create(
            id=id_, server=server, uri=uri, joined_at=min(joined_at or clock.now(), clock.now()), **told
        )
        announce(ProfileChanged(made.pk))
    return made


def _bring_up_to_date(person: Person, said: Portrayed) -> None:
    told: Mapping[str, Any] = asdict(said)
    changed = {name: value for name, value in told.items() if name != "name" and getattr(person, name) != value}
    if said.name != person.name.partition("~")[0]:
        changed["name"] = _free_name(person.server, said.name, person.pk)
    if person.left_at is not None or not changed:
        return
    for name, value in changed.items():
        setattr(person, name, value)
    person.save(update_fields=list(changed))
    announce(ProfileChanged(person.pk))


def _free_name(server: Server, name: str, id_: int) -> str:
    if not Person.objects.filter(server=server, name=name).exclude(pk=id_).exists():
        return name
    return f"{name[:40]}~{id_}"


def has_left(person: Person) -> None:
    """Their server says that they are gone for good: everything of theirs goes, a tombstone stays (rule 41)."""
    leaving.leave(person)
