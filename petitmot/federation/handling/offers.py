"""Offer of a Follow the other way round: a request to be contacts, with words (Smithereen, Petitmot).

Source: https://github.com/grishka/Smithereen/blob/master/FEDERATION.md, "Friend requests".
"""

from __future__ import annotations

from petitmot.federation.handling.coming import Coming, actor_of, is_kind, person_here, refusal
from petitmot.federation.knowing.persons import person_at
from petitmot.federation.receiving import early
from petitmot.federation.signatures.material import Signer, host_of
from petitmot.federation.translation.shapes import Document, text, uri
from petitmot.kit.cleaning import plain_text
from petitmot.kit.refusals import NotFound
from petitmot.people import contacts, introductions, requests
from petitmot.people.models import ContactRequest, Person


def handle(signer: Signer, activity: Document, coming: Coming) -> None:
    """Ask, or introduce: the same verbs as the pages. Without words a request is kept as *sans un mot* (rule 18)."""
    if activity.get("target"):
        _introduce(signer, activity, coming)
        return
    if early.was_undone(signer, "Offer", uri(activity)):
        return
    asked = _asked_by(signer, activity)
    asker = actor_of(signer, coming)
    words = plain_text(text(activity.get("content"), 20_000)).strip()[:1_000]
    contacts.ask(asker, asked, words=words, uri=_own_id(signer, activity))


def withdraw(asker: Person, offer: Document) -> None:
    """Take a request back (Undo{Offer}). Refused: `not_found`."""
    inner = offer.get("object")
    rows = ContactRequest.objects.open().filter(asker=asker)
    found = rows.filter(uri=uri(offer) or "-").first()
    if found is None and isinstance(inner, dict):
        found = rows.filter(asked=person_here(inner.get("actor"))).first()
    if found is None:
        raise NotFound("There is no such request.")
    requests.withdraw(found, asker)


def _introduce(signer: Signer, activity: Document, coming: Coming) -> None:
    """Offer of one person to another (`target`): who introduces is a contact of those who live here."""
    introducer, target = actor_of(signer, coming), person_here(activity.get("target"))
    one = person_at(uri(activity.get("object")), budget=coming.budget)
    words = plain_text(text(activity.get("content"), 20_000)).strip()[:1_000]
    introductions.introduce(introducer, one, target, words=words)


def _own_id(signer: Signer, activity: Document) -> str:
    """The id of the Offer, where it is of the signer's own host: answers name it."""
    said = uri(activity)
    return said if host_of(said) == signer.host else ""


def _asked_by(signer: Signer, activity: Document) -> Person:
    """An Offer of `Follow`, whose actor is who is asked and whose object is who asks."""
    inner = activity.get("object")
    if not isinstance(inner, dict) or not is_kind(inner, "Follow"):
        raise refusal("not_a_request")
    if uri(inner.get("object")) != signer.actor_uri:
        raise refusal("not_yours")
    return person_here(inner.get("actor"))
