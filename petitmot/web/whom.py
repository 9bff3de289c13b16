"""Who is meant by the name in an address: `/@ana/...` or `/@ana@host/...`."""

from __future__ import annotations

from petitmot.kit.addresses import split_handle
from petitmot.kit.language import _
from petitmot.kit.refusals import NotFound
from petitmot.people.models import Person


def person_named(handle: str) -> Person:
    """Return the person; refused (`not_found`) where nobody of that name is here."""
    split = split_handle(handle)
    rows = Person.objects.present().select_related("server", "manners")
    found = rows.named(*split).first() if split else None
    if found is None:
        raise NotFound(_("Cette personne n’est pas là."))
    return found
