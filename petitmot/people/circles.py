"""Circles: make, name, fill, end. Nobody but their owner ever learns of them (rule 29)."""

from __future__ import annotations

from django.db import transaction

from petitmot.kit import clock
from petitmot.kit.language import _
from petitmot.kit.refusals import NotFound, Refusal
from petitmot.people import ties
from petitmot.people.models import Circle, InCircle, Person

REPLIES = ("followed", "list", "none")  # whose answers a circle shows: of followed people's, of its own people's


def circles_of(owner: Person) -> list[Circle]:
    """Return the circles in use, close ones first, then by name."""
    rows = Circle.objects.filter(owner=owner, ended_at=None).prefetch_related("members__server")
    return sorted(rows, key=lambda circle: (circle.kind != Circle.Kind.CLOSE, circle.name.lower()))


def my_circle(owner: Person, circle_id: int) -> Circle:
    found = Circle.objects.filter(owner=owner, pk=circle_id, ended_at=None).first()
    if found is None:
        raise NotFound(_("Ce cercle n’est pas là."))
    return found


def close_ones(owner: Person) -> Circle:
    """Return the circle of close ones: everybody has it."""
    circle, _new = Circle.objects.get_or_create(owner=owner, kind=Circle.Kind.CLOSE, defaults={"made_at": clock.now()})
    return circle


def form(owner: Person, name: str) -> Circle:
    """Make a circle. Refused: `name_missing`, `name_used`."""
    return Circle.objects.create(owner=owner, name=_free_name(owner, name), made_at=clock.now())


def rename(circle: Circle, owner: Person, name: str) -> None:
    """Give one of one's own circles another name; close ones keep theirs."""
    mine = _own_made(owner, circle)
    Circle.objects.filter(pk=mine.pk).update(name=_free_name(owner, name, but=mine))


def settle(circle: Circle, owner: Person, *, exclusive: bool | None = None, replies: str | None = None) -> None:
    """Say how a circle is read in applications: `exclusive`, its people are left out of home; `replies`, one of REPLIES."""
    if replies is not None and replies not in REPLIES:
        raise Refusal(_("Choisissez dans la liste."), code="replies_invalid", field="replies")
    said = {"exclusive": exclusive, "replies": replies}
    how = {name: value for name, value in said.items() if value is not None}
    if how:
        Circle.objects.filter(pk=my_circle(owner, circle.pk).pk).update(**how)


def end(circle: Circle, owner: Person) -> None:
    """No longer use a circle. What was written to it stays with those it was written to."""
    Circle.objects.filter(pk=_own_made(owner, circle).pk).update(ended_at=clock.now())


def take_in(circle: Circle, owner: Person, person: Person) -> None:
    """Put somebody one knows into a circle. Refused: `not_known`, for who is neither followed nor a contact."""
    mine = my_circle(owner, circle.pk)
    if person.pk not in ties.known_ids(owner):
        raise Refusal(
            _("Un cercle se remplit de gens que vous suivez ou qui sont vos contacts."),
            code="not_known",
            field="person",
        )
    InCircle.objects.get_or_create(circle=mine, person=person, defaults={"since": clock.now()})


def take_all_in(circle: Circle, owner: Person, persons: list[Person]) -> None:
    """Put several people in, or nobody where one of them is refused (`not_known`)."""
    with transaction.atomic():
        for person in persons:
            take_in(circle, owner, person)


def take_out(circle: Circle, owner: Person, person: Person) -> None:
    InCircle.objects.filter(circle=my_circle(owner, circle.pk), person=person).delete()


def fill(circle: Circle, owner: Person, persons: list[Person]) -> None:
    """Make a circle hold exactly these people."""
    with transaction.atomic():
        wanted = {person.pk for person in persons}
        InCircle.objects.filter(circle=my_circle(owner, circle.pk)).exclude(person_id__in=wanted).delete()
        for person in persons:
            take_in(circle, owner, person)


def _own_made(owner: Person, circle: Circle) -> Circle:
    mine = my_circle(owner, circle.pk)
    if mine.kind == Circle.Kind.CLOSE:
        raise Refusal(_("Le cercle de vos proches garde son nom et reste là."), code="close_ones")
    return mine


def _free_name(owner: Person, name: str, *, but: Circle | None = None) -> str:
    name = " ".join(name.split())[:60]
    if not name:
        raise Refusal(_("Donnez un nom à ce cercle ; vous seul le verrez."), code="name_missing", field="name")
    others = Circle.objects.filter(owner=owner, name__iexact=name, ended_at=None)
    if others.exclude(pk=but.pk if but else 0).exists():
        raise Refusal(_("Vous avez déjà un cercle de ce nom."), code="name_used", field="name")
    return name
