"""Who is meant by an address, and whether this viewer may know of them."""

from __future__ import annotations

from petitmot.kit.addresses import split_handle
from petitmot.kit.compiled import Compiled
from petitmot.kit.language import _
from petitmot.kit.refusals import Gone, NotFound
from petitmot.people import ties
from petitmot.people.models import Person, UsedName
from petitmot.people.ties import Between


def find(viewer: Person | None, handle: str) -> tuple[Person, Between]:
    """Return the person at an address, and what is between them and the viewer.

    Refused: `gone` for who has left, `not_found` for who is not there and for who has blocked the viewer.
    """
    split = split_handle(handle)
    person = next(iter(_called(*split)), None) if split else None
    if person is None and split and split[1] is None and UsedName.objects.filter(name=split[0]).exists():
        raise Gone(_("La personne qui vivait à cette adresse est partie."))
    if person is not None and person.left_at is not None:
        raise Gone(_("La personne qui vivait à cette adresse est partie."))
    if person is None or person.suspended_at is not None:
        raise NotFound(_("Il n’y a personne à cette adresse."))
    between = ties.between(viewer, person) if viewer is not None and viewer.pk != person.pk else Between()
    if between.is_blocked:
        raise NotFound(_("Il n’y a personne à cette adresse."))
    return person, between


def _called(name: str, host: str | None) -> list[Person]:
    if host is not None:
        return _ELSEWHERE.copied(_ELSEWHERE.rows(name=name, host=host))
    return _HERE.copied(_HERE.rows(name=name))


_PEOPLE = Person.objects.select_related("server", "manners", "moved_to__server")
_HERE = Compiled[Person](lambda name: _PEOPLE.named(name), name=str)
_ELSEWHERE = Compiled[Person](lambda name, host: _PEOPLE.named(name, host), name=str, host=str)
