"""Who one is, said by oneself: name, bio, welcome line, card, manners."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from django.db import transaction

from petitmot.jobs.announcing import announce
from petitmot.kit.language import _
from petitmot.kit.markup import parse
from petitmot.kit.refusals import Refusal
from petitmot.people import consent, emoji, follows
from petitmot.people.events import ProfileChanged
from petitmot.people.models import Manners, Person, Server

LONGEST = {
    "display_name": 100,
    "bio": 2000,
    "card_does": 300,
    "card_seeks": 300,
    "card_offers": 300,
    "welcome_line": 500,
    "welcome_question": 200,
}
LISTS = {"languages": 10, "places": 10, "tags": 20, "credited_sites": 20}
CHOICES = ("approves_followers", "shows_people", "is_found", "is_searched")
KINDS = (Person.Kind.PERSON, Person.Kind.AUTOMATIC)  # what a person may say of themselves
MOST_FIELDS = 4
MAILS = ("request", "answer", "message")  # what one may be told of by mail: Manners.mails_of


def describe(person: Person, **said: object) -> Person:
    """Change what a person says of themselves; only what is named changes.

    Texts are those of LONGEST (characters), lists those of LISTS (entries), choices those of CHOICES, `fields` a list
    of (name, value), `selected_by` one of `consent.CHOICES`. Refused: `too_long` with the field.
    """
    changed = _checked(person, said)
    if "bio" in changed:
        changed["bio_html"] = parse(str(changed["bio"])).html()
    if {"display_name", "bio", "fields"} & changed.keys():
        changed["emoji"] = _emoji(person, changed)
    with transaction.atomic():
        opens = person.approves_followers and changed.get("approves_followers") is False
        Person.objects.filter(pk=person.pk).update(**changed)
        if opens:
            follows.let_everybody_in(person)
        announce(ProfileChanged(person.pk))
    person.refresh_from_db()
    return person


def set_picture(person: Person, *, portrait: str | None = None, banner: str | None = None) -> None:
    """Keep a media file's name as portrait or banner; an empty name takes it away."""
    names = {"portrait": portrait, "banner": banner}
    changed = {key: name for key, name in names.items() if name is not None}
    with transaction.atomic():
        Person.objects.filter(pk=person.pk).update(**changed)
        announce(ProfileChanged(person.pk))


def forget_faces(server: Server) -> None:
    """Let go of the portraits and banners of a server's people; new ones are drawn, as for anybody without one."""
    Person.objects.filter(server=server).exclude(portrait="", banner="").update(portrait="", banner="")


def mind(person: Person, **manners: object) -> Manners:
    """Change how a person likes to be approached. Refused: `lapse_days` outside 7 to 90."""
    days = manners.get("lapse_days")
    if days is not None and not (isinstance(days, int) and 7 <= days <= 90):
        raise Refusal(_("Une demande attend de 7 à 90 jours."), code="lapse_days", field="lapse_days")
    question = manners.get("question")
    if isinstance(question, str) and len(question) > 500:
        raise Refusal(_("Votre phrase est trop longue : 500 signes au plus."), code="too_long", field="question")
    if "mails_of" in manners:
        manners["mails_of"] = [kind for kind in MAILS if kind in cast("list[str]", manners["mails_of"])]
    Manners.objects.filter(person=person).update(**manners)
    return Manners.objects.get(person=person)


def _checked(person: Person, said: dict[str, object]) -> dict[str, object]:
    checked: dict[str, object] = {}
    for key, value in said.items():
        if key in LONGEST:
            checked[key] = _text(key, str(value))
        elif key in LISTS and isinstance(value, Sequence):
            checked[key] = [str(entry).strip()[:60] for entry in value if str(entry).strip()][: LISTS[key]]
        elif key == "selected_by" and value in consent.CHOICES:
            checked[key] = consent.CHOICES[str(value)]
        elif key == "kind" and value in KINDS:
            checked[key] = value
        elif key in CHOICES:
            checked[key] = bool(value)
        elif key == "fields" and isinstance(value, Sequence):
            checked[key] = _fields(person, value)
        else:
            raise ValueError(key)
    return checked


def _emoji(person: Person, changed: dict[str, object]) -> list[int]:
    said = {name: changed.get(name, getattr(person, name)) for name in ("display_name", "bio")}
    fields = cast("list[dict[str, object]]", changed.get("fields", person.fields))
    return emoji.named_in(*map(str, said.values()), *(f"{line['name']} {line['value']}" for line in fields))


def _fields(person: Person, pairs: Sequence[tuple[str, str]]) -> list[dict[str, object]]:
    """A link that was verified stays so while its address stays the same."""
    verified = {field["value"]: field["verified_at"] for field in person.fields if field.get("verified_at")}
    said = [(name.strip()[:60], value.strip()[:255]) for name, value in pairs if name.strip() or value.strip()]
    return [
        {"name": name, "value": value} | ({"verified_at": verified[value]} if value in verified else {})
        for name, value in said[:MOST_FIELDS]
    ]


def _text(key: str, value: str) -> str:
    value = value.replace("\r\n", "\n").strip()
    if len(value) > LONGEST[key]:
        raise Refusal(
            _("C’est trop long : %(most)s signes au plus, il y en a %(here)s.", most=LONGEST[key], here=len(value)),
            code="too_long",
            field=key,
        )
    return value
