"""Move (FEP-7628): somebody lives under another address from now on."""

from __future__ import annotations

from petitmot.federation.handling.coming import Coming, known_actor, refusal, refuse_other_hosts
from petitmot.federation.knowing.persons import person_at
from petitmot.federation.models import Actor
from petitmot.federation.signatures.material import Signer
from petitmot.federation.translation.shapes import Document, uri
from petitmot.kit.refusals import Refusal
from petitmot.people import elsewhere, follows
from petitmot.people.models import Follow, Person


def handle_move(signer: Signer, activity: Document, coming: Coming) -> None:
    """Move: both documents must say so. Whoever here followed the old address follows the new one.

    The old actor says where (`movedTo`, or the signed Move), the new one that the old is theirs (`alsoKnownAs`). Both
    are asked anew: a Move cannot be answered from what was known.
    """
    if refuse_other_hosts(signer, activity.get("object")) != signer.actor_uri:
        raise refusal("not_yours")
    old, target = known_actor(signer), uri(activity.get("target"))
    if not target or target == old.uri:
        raise refusal("nowhere")
    new = person_at(target, budget=coming.budget, refresh=True)
    if not new.server.is_local:
        known_as = Actor.objects.filter(person=new).values_list("also_known_as", flat=True).first() or []
        if old.uri not in known_as:
            raise refusal("not_known_as")
    else:
        raise refusal("moves_here_are_begun_here")
    elsewhere.moved(old, new)
    _take_followers_along(old, new)


def _take_followers_along(old: Person, new: Person) -> None:
    rows = Follow.objects.filter(followed=old, follower__server__is_local=True).select_related("follower__server")
    for row in rows.iterator(chunk_size=200):
        try:
            follows.follow(row.follower, new)
            follows.unfollow(row.follower, old)
        except Refusal:  # a block, or themselves
            continue
