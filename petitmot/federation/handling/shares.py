"""Announce: somebody shows words to their followers."""

from __future__ import annotations

from petitmot.federation import addresses
from petitmot.federation.handling.coming import Coming, actor_of, is_kind, post_known, refusal, refuse_other_hosts
from petitmot.federation.knowing import words as known_words
from petitmot.federation.receiving import early
from petitmot.federation.signatures.material import Signer
from petitmot.federation.translation.shapes import PUBLIC, Document, many, moment, uri
from petitmot.people.models import Follow, Person
from petitmot.posts import liking
from petitmot.posts.models import Post


def handle(signer: Signer, activity: Document, coming: Coming) -> None:
    """Share words: known here, or fetched where the sharer is followed here. Only what is for everybody is shared.

    What is carried whole is not believed: the words are asked for where they live. A group's Announce of an activity
    (FEP-1b12) leads to the words in it.
    """
    object_ = activity.get("object")
    while isinstance(object_, dict) and is_kind(object_, "Create", "Update", "Announce"):
        object_ = object_.get("object")
    said = uri(object_)
    if early.was_undone(signer, "Announce", uri(activity.get("object"))):
        return
    if not {str(each) for name in ("to", "cc") for each in many(activity.get(name))[:1000]} & PUBLIC:
        raise refusal("not_public")
    sharer = actor_of(signer, coming)
    original = _original(sharer, said, coming)
    id_ = refuse_other_hosts(signer, activity.get("id"))
    published = moment(activity.get("published"))
    arrival = known_words.arrival_of(published) if coming.arrival is None else coming.arrival
    liking.share(sharer, original, uri=id_, published=published, arrival=arrival)


def _original(sharer: Person, said: str, coming: Coming) -> Post:
    known = Post.objects.select_related("author__server", "shares").filter(uri=said or "-").first()
    if known is not None or addresses.is_of_here(said):
        return known or post_known(said)
    if not Follow.objects.filter(followed=sharer, follower__server__is_local=True).exists():
        raise refusal("nobody_follows")
    return known_words.words_at(said, budget=coming.budget)
