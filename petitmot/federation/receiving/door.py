"""The inboxes: what is checked before anything is written, from the cheapest to the dearest; then one job row, and 202."""

from __future__ import annotations

from django.core.exceptions import RequestDataTooBig
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.request import RawPostDataException, UnreadablePostError
from django.views.decorators.csrf import csrf_exempt

from petitmot.federation.delivering.queue import alive
from petitmot.federation.doors.answering import error
from petitmot.federation.events import ActivityReceived
from petitmot.federation.models import SeenActivity
from petitmot.federation.parsing import LARGEST, Unreadable, read_object
from petitmot.federation.receiving import floods, order, synchronising
from petitmot.federation.receiving.signers import ServerRefused, signer_of
from petitmot.federation.signatures.material import Signer, Unverified, host_of
from petitmot.federation.translation.shapes import Document, kind, uri
from petitmot.jobs.announcing import announce
from petitmot.kit.compiled import Compiled
from petitmot.kit.refusals import Refusal, TooOften, TryLater
from petitmot.people.models import Person

ACCEPTED = ("application/activity+json", "application/ld+json")


class Unfit(Exception):
    """A delivery that is not taken: an HTTP status and a sentence for another server's log."""

    def __init__(self, status: int, sentence: str, wait: int | None = None) -> None:
        super().__init__(sentence)
        self.status, self.sentence, self.wait = status, sentence, wait


@csrf_exempt
def shared_inbox(request: HttpRequest) -> HttpResponse:
    """Take a delivery for several people, or for nobody in particular."""
    return _answer(request, None)


@csrf_exempt
def inbox(request: HttpRequest, person_id: int) -> HttpResponse:
    """Take a delivery for one person."""
    return _answer(request, person_id)


def _answer(request: HttpRequest, person_id: int | None) -> HttpResponse:
    if request.method != "POST":
        return error(405, "An inbox takes deliveries: POST.", Allow="POST")
    try:
        if person_id is not None:
            _refuse_absent(person_id)
        _take(request, person_id or 0)
    except Unfit as unfit:
        more = {"Retry_After": str(unfit.wait)} if unfit.wait else {}
        return error(unfit.status, unfit.sentence, **more)
    return HttpResponse(status=202)


def _take(request: HttpRequest, person_id: int) -> None:
    activity, text = _read(request)
    actor = uri(activity.get("actor"))
    if not kind(activity) or not actor:
        raise Unfit(400, "An activity has a type and an actor.")
    if _is_farewell_of_a_stranger(activity, actor):
        return
    signer = _signer(request)
    alive(signer.host)
    if signer.actor_uri != actor:
        raise Unfit(403, "The actor of an activity must be the one who signed the request.")
    id_ = uri(activity)
    if activity.get("id") and host_of(id_) != signer.host:
        raise Unfit(403, "The id of an activity must be on the host of its actor.")
    seen = order.seen_as(activity, text, request.headers.get("Signature", ""))
    if _SEEN(uri=seen):
        return
    with transaction.atomic():
        if (told := synchronising.read_header(request.headers.get(synchronising.HEADER, ""), signer)) is not None:
            announce(told)
        announce(
            ActivityReceived(
                signer.actor_uri, signer.host, signer.key_id, text, person_id, seen, order.key_of(signer, activity)
            )
        )


def _read(request: HttpRequest) -> tuple[Document, str]:
    """Return the activity, and its text. Raises `Unfit` 400, 413, 415."""
    if (request.content_type or "").lower() not in ACCEPTED:
        raise Unfit(415, "An inbox takes application/activity+json.")
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdigit() or int(length) > LARGEST:
        raise Unfit(413, "An activity is a megabyte at most.")
    try:
        return read_object(request.body), request.body.decode()
    except RequestDataTooBig:
        raise Unfit(413, "An activity is a megabyte at most.") from None
    except (Unreadable, UnicodeDecodeError, RawPostDataException, UnreadablePostError) as unreadable:
        raise Unfit(400, str(unreadable) or "The body cannot be read.") from None


def _signer(request: HttpRequest) -> Signer:
    try:
        signer = signer_of(request)
        floods.count(signer.host)
        return signer
    except Unverified as unverified:
        raise Unfit(401, unverified.sentence) from None
    except ServerRefused as refused:
        raise Unfit(403, refused.sentence) from None
    except TooOften as often:
        raise Unfit(429, "Too many deliveries at once.", often.wait) from None
    except TryLater as later:
        raise Unfit(429, "The key cannot be fetched now.", later.wait or 60) from None
    except Refusal as refused:
        raise Unfit(401, refused.sentence) from None


def _is_farewell_of_a_stranger(activity: Document, actor: str) -> bool:
    """Servers tell everybody who leaves; of people nobody here knows there is nothing to take away, no key to fetch."""
    if kind(activity) != "Delete" or uri(activity.get("object")) != actor:
        return False
    return not _KNOWN(uri=actor)


def _refuse_absent(person_id: int) -> None:
    there = next(iter(_HERE(person=person_id)), None)
    if there is None:
        raise Unfit(404, "Nobody lives here.")
    if there[1] is not None:
        raise Unfit(410, "Whoever lived here has left.")


_HERE = Compiled[tuple[int, object]](
    lambda person: Person.objects.filter(pk=person, server__is_local=True).values_list("pk", "left_at"), person=int
)
_KNOWN = Compiled[int](lambda uri: Person.objects.filter(uri=uri).values_list("pk", flat=True), uri=str)
_SEEN = Compiled[int](lambda uri: SeenActivity.objects.filter(uri=uri).values_list("pk", flat=True), uri=str)
