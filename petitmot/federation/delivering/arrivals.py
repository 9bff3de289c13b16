"""What follows once something has arrived: the kind question waits for the Accept to be there (issue 3, section 4)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from petitmot.federation.events import AcceptArrived
from petitmot.federation.models import FollowLetter
from petitmot.jobs.announcing import announce

AFTER = timedelta(minutes=1)  # Mastodon's filter of private mentions knows by then that its person follows


def note(activities: Sequence[int], moment: datetime) -> None:
    """Note which of these activities were an Accept. Within the transaction that settles their deliveries."""
    on_their_way = FollowLetter.objects.filter(accept_id__in=activities, accept_arrived_at__isnull=True)
    for letter in list(on_their_way):
        FollowLetter.objects.filter(pk=letter.pk).update(accept_arrived_at=moment)
        announce(AcceptArrived(letter.follower_id, letter.followed_id), at=moment + AFTER)
