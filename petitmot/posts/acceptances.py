"""The words of an acceptance are words from one person to another: they travel as a private word (rules 23, 36)."""

from __future__ import annotations

from petitmot.people.events import AcceptanceWordsAdded, ContactAccepted
from petitmot.people.models import ContactRequest
from petitmot.posts.audiences import To
from petitmot.posts.content import typed
from petitmot.posts.models import Post, Visibility
from petitmot.posts.publishing import publish


def send_words(fact: ContactAccepted | AcceptanceWordsAdded) -> None:
    """A reaction: what was written with the acceptance, or after it, reaches the asker, once.

    What somebody elsewhere wrote comes from their own server.
    """
    request = ContactRequest.objects.select_related("asker", "asked__server").filter(pk=fact.request_id).first()
    if (
        request is None
        or not request.asked.server.is_local
        or not request.acceptance_words
        or request.state != ContactRequest.State.ACCEPTED
    ):
        return
    sent = Post.objects.filter(author=request.asked, source=request.acceptance_words, published__gte=request.closed_at)
    if not sent.filter(audience__person=request.asker).exists():
        publish(request.asked, typed(request.acceptance_words), To(Visibility.NAMED, people=(request.asker,)))
