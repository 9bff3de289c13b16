"""One gesture on some words: like, keep, share, pin, keep unread; each has its way back."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse

from petitmot.kit.language import _, later
from petitmot.kit.refusals import NotFound
from petitmot.people.models import Person
from petitmot.posts import liking, seeing
from petitmot.posts.models import Post
from petitmot.reading import marks
from petitmot.web.pages import MemberRequest, back, gesture

Deed = Callable[[Person, Post], object]


def _read(person: Person, post: Post) -> None:
    marks.mark_read(person, [post.pk])


# The word in the address, what it does, and what is said afterwards where the page itself does not show it.
DEEDS: dict[str, tuple[Deed, str]] = {
    "aimer": (liking.like, ""),
    "ne-plus-aimer": (liking.like_no_more, ""),
    "garder": (liking.keep, ""),
    "ne-plus-garder": (liking.keep_no_more, ""),
    "partager": (liking.share, later("Partagé avec ceux qui vous suivent.")),
    "ne-plus-partager": (liking.share_no_more, later("Ce n’est plus partagé.")),
    "epingler": (liking.pin, later("Épinglé en tête de votre page.")),
    "detacher": (liking.pin_no_more, later("Détaché de votre page.")),
    "non-lu": (marks.keep_unread, later("Gardé non lu, jusqu’à ce que vous disiez le contraire.")),
    "lu": (_read, ""),
}


@gesture
def do(request: MemberRequest, post_id: int, deed: str) -> HttpResponse:
    """Do one of `DEEDS` to a post the person may see, and go back to where they were."""
    if deed not in DEEDS:
        raise NotFound(_("Ce geste n’existe pas."))
    act, said = DEEDS[deed]
    post = seeing.find(request.person, post_id)
    act(request.person, post)
    if said:
        messages.success(request, said)
    return back(request, anchor=f"p{post_id}")
