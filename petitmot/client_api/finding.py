"""Persons that an application names: by id, by ids, by handle."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings

from petitmot.client_api.call import id_of
from petitmot.client_api.errors import record_not_found
from petitmot.kit.addresses import split_handle
from petitmot.kit.compiled import Compiled
from petitmot.people.models import Person


def person(text: str, *, also_suspended: bool = False) -> Person:
    """Return the person with this id; 404 where nobody is there (any more)."""
    found = next(iter(_BY_IDS(ids=[id_of(text)])), None)
    if found is None or found.left_at is not None or (found.suspended_at is not None and not also_suspended):
        raise record_not_found()
    return found


def persons(ids: Iterable[int]) -> list[Person]:
    """Return those of these who are there, in the order of the ids."""
    wanted = list(ids)
    found = {each.pk: each for each in _BY_IDS(ids=wanted) if each.is_present}
    return [found[id_] for id_ in wanted if id_ in found]


def by_handle(text: str) -> Person | None:
    """Return whoever is known here as `ana`, `@ana` or `ana@host`."""
    split = split_handle(text)
    if split is None:
        return None
    name, host = split
    if host == settings.PETITMOT_DOMAIN:
        host = None
    return Person.objects.present().named(name, host).select_related("server").first()


_BY_IDS = Compiled[Person](lambda ids: Person.objects.filter(pk__in=ids).select_related("server"), ids=list)
