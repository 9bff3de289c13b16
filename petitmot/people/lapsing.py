"""Time passes: requests without an answer end by themselves, without a refusal (rule 21)."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F, Q

from petitmot.jobs.announcing import announce
from petitmot.kit import clock
from petitmot.people.events import PersonLeft, PersonSuspended, RequestLapsed
from petitmot.people.models import ContactRequest, Gesture

State = ContactRequest.State


def lapse_what_is_due() -> None:
    """End every request whose time is over; a silent refusal keeps its own name, unseen by the asker."""
    due = ContactRequest.objects.open().filter(lapses_at__lte=clock.now()).values_list("pk", flat=True)
    for request_id in list(due):
        _lapse(request_id)


def lapse_now(request: ContactRequest) -> None:
    """End a request to somebody elsewhere: its time is over there."""
    ContactRequest.objects.filter(pk=request.pk, closed_at=None).update(lapses_at=clock.now())
    _lapse(request.pk)


def _lapse(request_id: int) -> None:
    with transaction.atomic():
        request = ContactRequest.objects.open().select_for_update().filter(pk=request_id).first()
        if request is None or Gesture.objects.filter(request=request).exists():
            return  # closed meanwhile, or a gesture is on its way: it decides
        if request.state != State.DECLINED_SILENTLY:
            request.state = State.LAPSED
        request.closed_at = request.lapses_at
        request.stamp_back_at = request.lapses_at if request.stamp is not None else None
        request.save(update_fields=["state", "closed_at", "stamp_back_at"])
        announce(RequestLapsed(request.pk))


def end_with_the_person(fact: PersonSuspended | PersonLeft) -> None:
    """A reaction: who is suspended or has left neither asks nor answers any more; every stamp comes back (rule 22).

    To an asker it looks like a lapse: nothing is said of why.
    """
    person_id = fact.person_id
    with transaction.atomic():
        Gesture.objects.filter(Q(owner_id=person_id) | Q(about_id=person_id)).delete()
        waiting = ContactRequest.objects.open().filter(Q(asker_id=person_id) | Q(asked_id=person_id))
        ended = list(waiting.values_list("pk", flat=True))
        waiting.exclude(state=State.DECLINED_SILENTLY).update(state=State.LAPSED)
        now = clock.now()
        ContactRequest.objects.filter(pk__in=ended, closed_at=None).update(closed_at=now, lapses_at=now)
        held = ContactRequest.objects.filter(pk__in=ended, stamp__isnull=False, stamp_back_at=None)
        held.update(stamp_back_at=F("closed_at"))
        for request_id in ended:
            announce(RequestLapsed(request_id))
