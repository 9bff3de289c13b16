"""What people are to each other, as activities: follows, requests and what answers them, introductions, blocks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from petitmot.federation.documents.activities import activity, derived_id, milliseconds
from petitmot.federation.documents.contexts import CONTACT_WORDS, Document, without_context
from petitmot.federation.documents.persons import moment
from petitmot.people.models import ContactRequest, Introduction, Person, Question


def follow(
    follower: Person, followed: Person, since: datetime | None = None, *, words: str = "", to: Sequence[str] = ()
) -> Document:
    """Ask to follow; `words` are a few words for those who know requests only as a follow (issue 3, section 4).

    `since` (of the Follow or FollowRequest row) makes a second follow, after an undo, another one; without it the
    activity can stand inside an Undo: servers match actor and object.
    """
    id_ = f"{follower.uri}#follows/{followed.pk}" + (f"/{milliseconds(since)}" if since else "")
    said = {"content": words} if words else {}
    return activity("Follow", id_, follower, followed.uri, to=list(to) or [followed.uri], **said)


def offer(request: ContactRequest, *, uri: str = "") -> Document:
    """Ask for a contact with a few words: Smithereen's Offer of the reversed Follow. The request with its two persons."""
    asker, asked = request.asker, request.asked
    reversed_follow = {"type": "Follow", "actor": asked.uri, "object": asker.uri}
    id_ = uri or request.uri or f"{asker.uri}#requests/{request.pk}"
    return activity("Offer", id_, asker, reversed_follow, to=[asked.uri], content=request.words)


def introduce(introduction: Introduction, one: Person, other: Person) -> Document:
    """Make two people known to each other: Offer of `one` to the `other`, with a few words."""
    introducer = introduction.introducer
    id_ = f"{introducer.uri}#introductions/{introduction.pk}/{one.pk}"
    return activity("Offer", id_, introducer, one.uri, target=other.uri, to=[other.uri], content=introduction.words)


def read(person: Person, offered: Document, asker_uri: str) -> Document:
    """Say that a request was read, where its owner lets that be seen (rule 20)."""
    return activity("Read", derived_id(person, "reads", offered), person, str(offered["id"]), to=[asker_uri])


def receive(request: ContactRequest) -> Document:
    """Tell the asker's server that a request came, and until when it waits (docs/fep-contact-words.md)."""
    return _standing("Receive", "received", request, endTime=moment(request.lapses_at))


def lapse(request: ContactRequest) -> Document:
    """Tell it that the time of a request is over; of a silent refusal it says the same (rule 20)."""
    return _standing("Lapse", "lapsed", request)


def ask_for_words(question: Question, request: ContactRequest, until: datetime) -> Document:
    """Put the question to somebody whose server knows it; the words travel as a direct message, too."""
    id_ = f"{question.owner.uri}#questions/{question.pk}"
    inner = without_context(offered(request))
    made = activity("AskForWords", id_, question.owner, inner, to=[question.person.uri], content=question.words)
    return {**made, "@context": CONTACT_WORDS, "endTime": moment(until)}


def _standing(kind: str, name: str, request: ContactRequest, **more: object) -> Document:
    id_ = f"{request.asked.uri}#{name}/{request.pk}"
    inner = without_context(offered(request))
    made = activity(kind, id_, request.asked, inner, to=[request.asker.uri], **more)
    return {**made, "@context": CONTACT_WORDS}


def offered(request: ContactRequest) -> Document:
    """Return the Offer that a request came as, to be carried in what answers it; one that came otherwise has no id."""
    made = {name: said for name, said in offer(request).items() if name not in ("content", "to")}
    return made if request.uri else {name: said for name, said in made.items() if name != "id"}


def block(blocker: Person, blocked: Person, since: datetime) -> Document:
    """Ask the other server to keep somebody away."""
    id_ = f"{blocker.uri}#blocks/{blocked.pk}/{milliseconds(since)}"
    return activity("Block", id_, blocker, blocked.uri, to=[blocked.uri])
