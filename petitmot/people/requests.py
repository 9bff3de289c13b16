"""The life of a request once it is made: it arrives, is read, waits, is taken back, is closed."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from petitmot.jobs.announcing import announce
from petitmot.kit import clock
from petitmot.kit.language import _
from petitmot.kit.refusals import NotFound
from petitmot.people.events import RequestRead, RequestWithdrawn
from petitmot.people.models import ContactRequest, Person


def mark_read(request: ContactRequest, reader: Person) -> None:
    """The one who was asked has seen it. Seen twice is seen once."""
    if request.asked_id != reader.pk or request.read_at is not None:
        return
    with transaction.atomic():
        fresh = ContactRequest.objects.filter(pk=request.pk, read_at=None)
        if fresh.update(read_at=clock.now()):
            ContactRequest.objects.filter(pk=request.pk, state=ContactRequest.State.NEW).update(
                state=ContactRequest.State.READ
            )
            announce(RequestRead(request.pk))


def arrived(request: ContactRequest, *, until: datetime) -> None:
    """The server of who was asked says that a request came, and until when it waits there."""
    fresh = ContactRequest.objects.filter(pk=request.pk, closed_at=None, arrived_at=None)
    fresh.update(arrived_at=clock.now(), lapses_at=until)


def withdraw(request: ContactRequest, by: Person) -> None:
    """Take one's request back: no trace is left but the stamp's return (rule 2)."""
    with transaction.atomic():
        mine = ContactRequest.objects.select_for_update().filter(pk=request.pk, asker=by, closed_at=None).first()
        if mine is None:
            raise NotFound(_("Cette demande n’attend plus."))
        announce(RequestWithdrawn(mine.asker_id, mine.asked_id, mine.uri, mine.pk))
        mine.delete()


def close(request: ContactRequest, state: str) -> None:
    """End a request: nobody waits any more, and the stamp comes back (rule 22)."""
    request.state = state
    request.closed_at = clock.now()
    request.stamp_back_at = request.closed_at if request.stamp is not None else None
    request.save(update_fields=["state", "closed_at", "stamp_back_at"])


def on_my_desk(owner: Person, request_id: int) -> ContactRequest:
    """Return the request if it waits for this person, locked; the same refusal for all that is not theirs."""
    rows = ContactRequest.objects.on_desk().select_for_update(of=("self",)).select_related("asker", "asked")
    found = rows.filter(pk=request_id, asked=owner).first()
    if found is None:
        raise NotFound(_("Cette demande n’attend plus."))
    return found


def lapse_time(asked: Person) -> timedelta:
    """Return how long a request to this person waits (rule 21)."""
    manners = getattr(asked, "manners", None)
    return timedelta(days=manners.lapse_days if manners else 30)
