"""People of two houses who meet over the wire."""

from __future__ import annotations

from petitmot.federation.knowing.persons import person_at
from petitmot.kit.reaching import going
from petitmot.people import follows
from petitmot.people.models import Follow, FollowRequest, Person
from petitmot.posts.models import Post
from tests.federation.houses import House
from tests.federation.rig import Rig


def meet(rig: Rig, house: House, who: Person, home: House) -> Person:
    """Return, in `house`, the person who lives in `home`: fetched where they are new."""
    with house, going(rig.wire.way()):
        return person_at(who.uri)


def follow(rig: Rig, house: House, follower: Person, home: House, followed: Person) -> Person:
    """Let somebody of `house` follow somebody of `home`, and everything happen; return the followed, as `house` knows them."""
    known = meet(rig, house, followed, home)
    with house:
        follows.follow(follower, known)
    rig.settle()
    return known


def ties(house: House) -> set[tuple[str, str, str]]:
    """All follows that a house knows: {(follower, followed, "holds" or "waits")}, by uri."""
    with house:
        found = set()
        for rows, state in ((Follow, "holds"), (FollowRequest, "waits")):
            for tie in rows._default_manager.select_related("follower", "followed"):
                found.add((tie.follower.uri, tie.followed.uri, state))
        return found


def texts(house: House, author: Person) -> list[str]:
    """What a house holds of somebody's words, in the order they came."""
    with house:
        return list(
            Post.objects.filter(author__uri=author.uri, shares=None).order_by("pk").values_list("plain", flat=True)
        )
