"""Follow: somebody elsewhere follows somebody here, or asks to."""

from __future__ import annotations

import json

from django.db import transaction

from petitmot.federation.events import FollowArrived
from petitmot.federation.handling.coming import Coming, actor_of, person_here
from petitmot.federation.models import Actor
from petitmot.federation.receiving import early
from petitmot.federation.signatures.material import Signer
from petitmot.federation.translation.shapes import Document, text, uri
from petitmot.jobs.announcing import announce
from petitmot.kit.cleaning import plain_text
from petitmot.people import contacts, follows, joining
from petitmot.people.models import ContactRequest, Person


def handle(signer: Signer, activity: Document, coming: Coming) -> None:
    """Follow. The answer that goes back (Accept, or nothing yet) is a reaction to `FollowArrived`.

    An Undo that overtook its Follow has been here: then nothing happens. Words in `content` make it a request.
    """
    if early.was_undone(signer, "Follow", uri(activity.get("object"))):
        return
    follower, followed = actor_of(signer, coming), person_here(activity.get("object"))
    with transaction.atomic():
        follows.follow(follower, followed)
        _take_as_acceptance(follower, followed)
        announce(FollowArrived(follower.pk, followed.pk, json.dumps(activity)))
    words = plain_text(text(activity.get("content"), 20_000)).strip()
    if words:
        joining.words_around_a_follow(follower, followed, [words])


def _take_as_acceptance(follower: Person, followed: Person) -> None:
    """To follow back is the yes of somebody whose server has no other (rule 5; Smithereen says so, too)."""
    if Actor.objects.filter(person=follower, understands_words=True).exists():
        return
    asked = ContactRequest.objects.on_desk().filter(asker=followed, asked=follower, about="contact").first()
    if asked is not None:
        contacts.accept(asked, follower, follow_back=False)
