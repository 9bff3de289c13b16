"""A stranger's first private word stands on the desk, with a stamp, until it is answered (rule 19)."""

from __future__ import annotations

from django.db.models import Q

from petitmot.jobs.announcing import announce
from petitmot.kit import clock
from petitmot.people import requests, stamps, ties
from petitmot.people.events import ConversationAsked, ConversationOpened
from petitmot.people.models import ContactRequest, Follow, Person, Question


def is_open_to(asked: Person, writer: Person) -> bool:
    """Whether `writer`'s private words reach `asked` at once, by the ties between them.

    Whether `asked` ever wrote to `writer` is for the room of words to add.
    """
    manners = getattr(asked, "manners", None)
    if manners and manners.opens_conversations:
        return True
    if ties.are_contacts(asked, writer) or Follow.objects.filter(follower=asked, followed=writer).exists():
        return True
    if Question.objects.filter(owner=asked, person=writer).exists():
        return True
    between = ContactRequest.objects.filter(Q(asker=asked, asked=writer) | Q(asker=writer, asked=asked))
    asked_first = Q(asker=asked, closed_at=None)  # whom one asked may answer
    return between.filter(Q(state=ContactRequest.State.ACCEPTED) | asked_first).exists()


def ask_to_converse(writer: Person, asked: Person, words: str) -> ContactRequest:
    """Put a stranger's first private word on the desk; a later one joins it. In the caller's transaction.

    Refused where no stamp is left (`no_stamp`), for those who live here.
    """
    known = ContactRequest.objects.open().filter(asker=writer, asked=asked).first()
    if known:
        return known
    request = ContactRequest.objects.create(
        asker=writer,
        asked=asked,
        about=ContactRequest.About.CONVERSATION,
        words=words[:1000],
        asked_at=clock.now(),
        lapses_at=clock.now() + requests.lapse_time(asked),
        stamp=stamps.take(writer) if writer.server.is_local else None,
    )
    announce(ConversationAsked(request.pk))
    return request


def open_conversation(asked: Person, asker: Person) -> None:
    """The one who was asked answers: the request is done, nobody becomes a contact. In the caller's transaction."""
    waiting = ContactRequest.objects.open().filter(asker=asker, asked=asked, about=ContactRequest.About.CONVERSATION)
    for request in waiting:
        requests.close(request, ContactRequest.State.ACCEPTED)
        announce(ConversationOpened(asker.pk, asked.pk))
