"""The kind question, "tell me a little more": asked once a pair, ever; its answer is the note (rule 24)."""

from __future__ import annotations

from django.db import transaction

from petitmot.jobs.announcing import announce
from petitmot.kit import clock
from petitmot.kit.language import _
from petitmot.kit.refusals import NotFound, Refusal
from petitmot.people import requests, ties
from petitmot.people.events import Followed, RequestAnswered, WordsAskedFor
from petitmot.people.models import ContactRequest, Follow, NeverAsked, Person, Question

State = ContactRequest.State


def own_sentence(owner: Person) -> str:
    """Return the owner's own sentence, or the one the house lends them."""
    manners = getattr(owner, "manners", None)
    return (manners.question if manners else "") or _(
        "J’ai bien reçu votre demande, et elle me fait plaisir. Dites-moi en deux mots ce qui vous amène : "
        "il suffit de répondre ici."
    )


def refuse_if_not_questionable(owner: Person, person: Person) -> None:
    """Raise where a question may not go: already asked, never to be asked, blocked, a machine, oneself."""
    if owner.pk == person.pk or not person.is_present or ties.is_blocked_between(owner, person):
        raise NotFound(_("Cette personne n’est pas là."))
    if Question.objects.filter(owner=owner, person=person).exists():
        raise Refusal(
            _("Vous avez déjà posé la question à %(name)s. On ne la pose qu’une fois.", name=person.called),
            code="already_questioned",
        )
    if person.kind != Person.Kind.PERSON or NeverAsked.objects.filter(person=person).exists():
        raise Refusal(_("%(name)s ne souhaite pas qu’on lui pose la question.", name=person.called), code="never_asked")


def put(owner: Person, person: Person, *, words: str, request: ContactRequest | None, by_itself: bool = False) -> None:
    """Put the question; what carries it to them is a reaction. Inside the caller's transaction."""
    question, new = Question.objects.get_or_create(
        owner=owner,
        person=person,
        defaults={
            "request": request,
            "words": words,
            "was_wordless": request is None or not request.words,
            "asked_at": clock.now(),
            "by_itself": by_itself,
        },
    )
    if not new:
        return
    if request is not None and request.is_open:
        _wait_once_more(request)
    announce(WordsAskedFor(question.pk))


def _wait_once_more(request: ContactRequest) -> None:
    request.state = State.ASKED_FOR_WORDS
    if not request.extended:
        request.lapses_at = clock.now() + requests.lapse_time(request.asked)
        request.extended = True
    request.save(update_fields=["state", "lapses_at", "extended"])


def answer(person: Person, owner: Person, words: str, *, by_link: bool = False) -> ContactRequest | None:
    """Take the first private word after the question (or the form) as its answer; later words are conversation.

    Returns the request that now carries it, or None where no question waits for an answer.
    """
    words = words.strip()
    with transaction.atomic():
        waiting = Question.objects.select_for_update(of=("self",)).select_related("request")
        question = waiting.filter(owner=owner, person=person, answered_at=None).first()
        if question is None or not words:
            return None
        question.answered_at = clock.now()
        question.save(update_fields=["answered_at"])
        if ties.are_contacts(owner, person):
            return None
        request = _request_of(question)
        request.answer, request.answered_at, request.answered_by_link = words, clock.now(), by_link
        request.state, request.read_at = State.ANSWERED, None  # the new words are not read yet
        request.save(update_fields=["answer", "answered_at", "answered_by_link", "state", "read_at"])
        Question.objects.filter(pk=question.pk).update(request=request)
        announce(RequestAnswered(request.pk, question.pk))
        return request


def _request_of(question: Question) -> ContactRequest:
    """Return the request the question was about, or a new one without a stamp: the other side asked."""
    if question.request is not None and question.request.is_open:
        return question.request
    known = ContactRequest.objects.open().filter(asker=question.person, asked=question.owner).first()
    return known or ContactRequest.objects.create(
        asker=question.person,
        asked=question.owner,
        asked_at=clock.now(),
        lapses_at=clock.now() + requests.lapse_time(question.owner),
        state=State.ANSWERED,
    )


def ask_new_follower(fact: Followed) -> None:
    """A reaction: the question goes by itself where the owner wished so (rule 4)."""
    rows = Follow.objects.filter(follower_id=fact.follower_id, followed_id=fact.followed_id)
    follow = rows.filter(followed__manners__asks_by_itself=True).select_related("follower", "followed__manners").first()
    if follow is None or not follow.follower.server.is_local:  # elsewhere: after the Accept was delivered
        return
    owner, follower = follow.followed, follow.follower
    came_with_words = ContactRequest.objects.filter(asker=follower, asked=owner).exists()
    if came_with_words or ties.are_contacts(owner, follower) or ties.follows(owner, follower):
        return
    try:
        refuse_if_not_questionable(owner, follower)
    except Refusal:
        return
    with transaction.atomic():
        put(owner, follower, words=own_sentence(owner), request=None, by_itself=True)
