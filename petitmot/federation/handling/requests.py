"""Finding the request from here that another server speaks of."""

from __future__ import annotations

from petitmot.federation.handling.coming import person_here
from petitmot.federation.translation.shapes import Document, uri
from petitmot.kit.refusals import NotFound
from petitmot.people.models import ContactRequest, Person


def request_from_here(asked: Person, offer: Document) -> ContactRequest:
    """Return the request that `asked`, who signed, speaks of: by its id, or by who asked. Refused: `not_found`.

    Whoever signs is who was asked: nobody answers for another.
    """
    rows = ContactRequest.objects.on_desk().filter(asked=asked, asker__server__is_local=True, about="contact")
    rows = rows.select_related("asker__server", "asked__server")
    found = rows.filter(uri=uri(offer) or "-").first()
    if found is None:
        found = rows.filter(pk=request_number(offer), asker__uri=uri(offer).partition("#")[0]).first()
    inner = offer.get("object")
    if found is None and isinstance(inner, dict):
        found = rows.filter(asker=person_here(inner.get("object"))).first()
    if found is None:
        raise NotFound("There is no such request.")
    return found


def request_number(offer: Document) -> int:
    """Return which request our own id for an Offer names (`<person>#requests/<number>`); 0 where it is no such id."""
    said = uri(offer)
    number = said.rpartition("#requests/")[2]
    return int(number) if "#requests/" in said and number.isdecimal() and number.isascii() and len(number) < 19 else 0
