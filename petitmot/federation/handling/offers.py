"""Offer of a Follow the other way round: a request to be contacts, with words (Smithereen, Petitmot).

Source: https://github.com/grishka/Smithereen/blob/master/FEDERATION.md, "Friend requests".
"""

from __future__ import annotations

from petitmot.federation.handling.coming import Coming, actor_of, is_kind, person_here, refusal
from petitmot.federation.signatures.material import Signer
from petitmot.federation.translation.shapes import Document, text, uri
from petitmot.kit.cleaning import plain_text
from petitmot.kit.refusals import NotFound
from petitmot.people import contacts
from petitmot.people.models import ContactRequest, Person


def handle(signer: Signer, activity: Document, coming: Coming) -> None:
    """Ask: the same verb as the page. Without words it is kept as *sans un mot* (rule 18)."""
    asked = _asked_by(signer, activity)
    asker = actor_of(signer, coming)
    words = plain_text(text(activity.get("content"), 20_000)).strip()[:1_000]
    contacts.ask(asker, asked, words=words, uri=uri(activity))


def withdraw(asker: Person, offer: Document) -> None:
    """Take a request back (Undo{Offer}). Refused: `not_found`."""
    inner = offer.get("object")
    rows = ContactRequest.objects.open().filter(asker=asker)
    found = rows.filter(uri=uri(offer) or "-").first()
    if found is None and isinstance(inner, dict):
        found = rows.filter(asked=person_here(inner.get("actor"))).first()
    if found is None:
        raise NotFound("There is no such request.")
    contacts.withdraw(found, asker)


def _asked_by(signer: Signer, activity: Document) -> Person:
    """An Offer of `Follow`, whose actor is who is asked and whose object is who asks."""
    inner = activity.get("object")
    if not isinstance(inner, dict) or not is_kind(inner, "Follow"):
        raise refusal("not_a_request")
    if uri(inner.get("object")) != signer.actor_uri:
        raise refusal("not_yours")
    return person_here(inner.get("actor"))
