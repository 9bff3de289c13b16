"""A person as pages show them: what people call them, their address, their face, their page."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings

from petitmot.people.models import Person


@dataclass(frozen=True, slots=True)
class Who:
    """What the look's parts ask of a person (`face`, `byline`, `person`)."""

    id: int
    name: str  # what people call them
    short: str  # the first word of it, for buttons
    handle: str  # "muriel@petitmot.example"
    url: str
    face: str  # the address of their portrait, or "" for a drawn one
    seed: str  # what the portrait is drawn from
    line: str = ""  # what they say of themselves, on one line
    drawn: str = ""  # the name with emoji in it, where it has some


def who(person: Person, *, line: str = "") -> Who:
    """Return a person as pages show them; `person.server` should have been fetched with them."""
    server = person.server
    at = person.name if server.is_local else f"{person.name}@{server.domain}"
    return Who(
        id=person.pk,
        name=person.called,
        short=person.first_name,
        handle=f"{person.name}@{server.domain}",
        url=f"/@{at}",
        face=media_url(person.portrait),
        seed=at,
        line=line,
    )


def page_of(person: Person) -> str:
    """Return the address of a person's page."""
    return f"/@{person.name}" if person.server.is_local else f"/@{person.name}@{person.server.domain}"


def media_url(name: str) -> str:
    """Return the address of a media file, or "" where there is none."""
    return f"{settings.MEDIA_URL}{name}" if name else ""
