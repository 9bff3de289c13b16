"""Add and Remove: what somebody elsewhere pins to the top of their page."""

from __future__ import annotations

from petitmot.federation.handling import selections
from petitmot.federation.handling.coming import Coming, known_actor, post_known, refusal, refuse_other_hosts
from petitmot.federation.knowing import words as known_words
from petitmot.federation.models import Actor
from petitmot.federation.signatures.material import Signer
from petitmot.federation.translation.shapes import Document, uri
from petitmot.people.models import Person
from petitmot.posts import liking


def handle_add(signer: Signer, activity: Document, coming: Coming) -> None:
    """Pin words of the signer's own: known, or fetched. An item of a selection is the matter of `selections`."""
    if selections.is_item(activity.get("object")):
        selections.handle_add(signer, activity["object"], uri(activity.get("target")))
        return
    person = _owner_of_target(signer, activity)
    said = refuse_other_hosts(signer, activity.get("object"))
    liking.pin(person, known_words.words_at(said, budget=coming.budget))


def handle_remove(signer: Signer, activity: Document, _coming: Coming) -> None:
    """Pin them no more; or an item of a selection, or a selection, is taken away."""
    if selections.handle_removal(signer, uri(activity.get("object"))):
        return
    liking.pin_no_more(_owner_of_target(signer, activity), post_known(activity.get("object")))


def _owner_of_target(signer: Signer, activity: Document) -> Person:
    person = known_actor(signer)
    featured = Actor.objects.filter(person=person).values_list("featured_uri", flat=True).first()
    if not featured or uri(activity.get("target")) != featured:
        raise refusal("not_featured")  # tags, and collections the house does not keep
    return person
