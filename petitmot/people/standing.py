"""Where a request stands, as its asker sees it: no limbo, and no hint of a silent refusal (rule 20)."""

from __future__ import annotations

from typing import Literal

from petitmot.people.models import ContactRequest, Person

Seen = Literal["sent", "received", "read", "asked_for_words", "accepted", "declined", "lapsed"]

State = ContactRequest.State


def as_seen_by_asker(request: ContactRequest) -> Seen:
    """Return the state in the asker's words.

    `sent`: to somebody elsewhere, of whom one knows only that the words left (rule 5), unless their server says more. That words were asked for is
    read from the question's own mark, not from the state, so that a silent refusal after it shows nothing.
    """
    if request.state == State.ACCEPTED:
        return "accepted"
    if request.state == State.DECLINED:
        return "declined"
    if not request.is_open:
        return "lapsed"
    if request.extended and request.answered_at is None:
        return "asked_for_words"
    if not request.asked.server.is_local:  # what their server says is what they let be seen
        return "read" if request.read_at else "received" if request.arrived_at else "sent"
    return "read" if request.read_at and _lets_read_be_seen(request.asked) else "received"


def requests_of(asker: Person) -> list[ContactRequest]:
    """Return the requests this person made, those that wait first, then the newest."""
    rows = ContactRequest.objects.filter(asker=asker).select_related("asked__manners", "asked__server")
    return sorted(rows.order_by("-asked_at")[:100], key=lambda request: not request.is_open)


def _lets_read_be_seen(asked: Person) -> bool:
    manners = getattr(asked, "manners", None)
    return manners.lets_read_be_seen if manners else False
