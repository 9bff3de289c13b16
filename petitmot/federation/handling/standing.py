"""Where a request from here stands, as the other server lets it be seen; and who they were asked for words by.

`Receive`, `Read`, `AskForWords`, `Lapse`: docs/fep-contact-words.md. Only who was asked may say it.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from petitmot.federation.handling.coming import Coming, actor_of, inner_of, known_actor, person_here
from petitmot.federation.handling.requests import request_from_here
from petitmot.federation.signatures.material import Signer
from petitmot.federation.translation.shapes import Document, moment, text
from petitmot.kit import clock
from petitmot.kit.cleaning import plain_text
from petitmot.kit.refusals import NotFound
from petitmot.people import lapsing, questions, requests, ties
from petitmot.people.models import ContactRequest, Person

LONGEST = timedelta(days=90)  # no server keeps a stamp of ours away for longer (rule 21)
SHORTEST = timedelta(days=7)


def handle_receive(signer: Signer, activity: Document, _coming: Coming) -> None:
    """It came; `endTime` says until when it waits there."""
    request = request_from_here(known_actor(signer), inner_of(signer, activity))
    requests.arrived(request, until=_until(activity, request.asked_at))


def handle_read(signer: Signer, activity: Document, _coming: Coming) -> None:
    """Who was asked has seen it."""
    actor = known_actor(signer)
    requests.mark_read(request_from_here(actor, inner_of(signer, activity)), actor)


def handle_lapse(signer: Signer, activity: Document, _coming: Coming) -> None:
    """Its time is over there: the stamp comes back."""
    request = request_from_here(known_actor(signer), inner_of(signer, activity))
    lapsing.lapse_now(request)


def handle_ask_for_words(signer: Signer, activity: Document, coming: Coming) -> None:
    """The kind question, put to somebody here: with their request, or because they follow. Once a pair, ever.

    The sentence comes as a direct message, too; this is what makes the answer one.
    """
    owner, inner = actor_of(signer, coming), inner_of(signer, activity)
    person, request = _asked_for(owner, inner)
    words = plain_text(text(activity.get("content"), 20_000)).strip()[:500]
    questions.refuse_if_not_questionable(owner, person)
    with transaction.atomic():
        questions.put(owner, person, words=words, request=request)
        if request is not None:
            ContactRequest.objects.filter(pk=request.pk).update(lapses_at=_until(activity, clock.now()))


def _asked_for(owner: Person, offer: Document) -> tuple[Person, ContactRequest | None]:
    try:
        request = request_from_here(owner, offer)
        return request.asker, request
    except NotFound:
        inner = offer.get("object")
        person = person_here(inner.get("object") if isinstance(inner, dict) else None)
    if not ties.follows(person, owner) and not person.follow_requests_made.filter(followed=owner).exists():
        raise NotFound("Nobody here asked or follows.")
    return person, None


def _until(activity: Document, since: datetime) -> datetime:
    said = moment(activity.get("endTime")) or since + timedelta(days=30)
    return max(since + SHORTEST, min(said, since + LONGEST))
