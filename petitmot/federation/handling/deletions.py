"""Delete: of words, of a whole actor."""

from __future__ import annotations

from django.db import transaction

from petitmot.federation.handling.coming import Coming, known_actor, refusal, refuse_other_hosts
from petitmot.federation.handling.words import hand_on
from petitmot.federation.models import Actor, Key
from petitmot.federation.receiving import early
from petitmot.federation.signatures.material import Signer
from petitmot.federation.translation.shapes import Document
from petitmot.people import elsewhere
from petitmot.posts import editing
from petitmot.posts.models import Post


def handle(signer: Signer, activity: Document, _coming: Coming) -> None:
    """Take away what the signer wrote, or the signer. What was never here is remembered, so that it does not come late."""
    said = refuse_other_hosts(signer, activity.get("object"))
    if said == signer.actor_uri:
        _farewell(signer)
        return
    post = Post.objects.select_related("author").filter(uri=said).first()
    if post is None:
        early.remember_deletion(said)
        return
    if post.author.uri != signer.actor_uri:
        raise refusal("not_yours")
    with transaction.atomic():
        hand_on(signer, post, activity)
        editing.delete(post, post.author)


def _farewell(signer: Signer) -> None:
    person = known_actor(signer)
    elsewhere.has_left(person)
    Actor.objects.filter(person=person).delete()
    Key.objects.filter(owner=signer.actor_uri).delete()
