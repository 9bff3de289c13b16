"""Follow: somebody elsewhere follows somebody here, or asks to."""

from __future__ import annotations

import json

from django.db import transaction

from petitmot.federation.events import FollowArrived
from petitmot.federation.handling.coming import Coming, actor_of, person_here
from petitmot.federation.receiving import early
from petitmot.federation.signatures.material import Signer
from petitmot.federation.translation.shapes import Document, uri
from petitmot.jobs.announcing import announce
from petitmot.people import follows


def handle(signer: Signer, activity: Document, coming: Coming) -> None:
    """Follow. The answer that goes back (Accept, or nothing yet) is a reaction to `FollowArrived`.

    An Undo that overtook its Follow has been here: then nothing happens. Words in `content` travel on in the fact.
    """
    if early.was_undone(signer, "Follow", uri(activity.get("object"))):
        return
    follower, followed = actor_of(signer, coming), person_here(activity.get("object"))
    with transaction.atomic():
        follows.follow(follower, followed)
        announce(FollowArrived(follower.pk, followed.pk, json.dumps(activity)))
