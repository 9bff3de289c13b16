"""Contact: mutual, begun by a few words from the one who asks and an answer from the one who is asked (rule 2)."""

from __future__ import annotations

from django.db import transaction

from petitmot.jobs.announcing import announce
from petitmot.kit import clock
from petitmot.kit.language import _
from petitmot.kit.refusals import NotFound, Refusal
from petitmot.people import follows, pace, stamps
from petitmot.people.asking import refuse_if_no_way, refuse_if_not_askable
from petitmot.people.events import (
    AcceptanceWordsAdded,
    ContactAccepted,
    ContactAsked,
    ContactEnded,
    ContactMade,
    RequestAnswered,
)
from petitmot.people.first_words import keep_of_acceptance, keep_of_request
from petitmot.people.judging import refuse_words
from petitmot.people.models import Contact, ContactRequest, FollowRequest, Gesture, Introduction, Person, Question
from petitmot.people.requests import close, lapse_time, on_my_desk

State = ContactRequest.State


def ask(asker: Person, asked: Person, *, words: str, because: int | None = None, uri: str = "") -> ContactRequest:
    """Ask somebody to connect, with a few words; asking also follows.

    `because` is the id of the post that brought the asker. If the other has asked already, both become contacts
    (rule 6). Whoever was asked for a few words, or was introduced, needs no stamp. Refused: see `asking.refuse_if_not_askable` (`too_few_words`, `already_asked`, `too_soon`, ...) and
    `stamps.take` (`no_stamp`). A refusal writes nothing. From elsewhere too few words are no reason to refuse (rule 18),
    and the stamps of that server are its own.
    """
    words = words.strip()
    with transaction.atomic():
        stamps.lock(asker)  # a form that was sent twice asks once
        refuse_if_not_askable(asker, asked, words) if asker.server.is_local else refuse_if_no_way(asker, asked)
        _not_over_and_over(asker, asked)
        theirs = ContactRequest.objects.on_desk().filter(asker=asked, asked=asker, about="contact").first()
        question = Question.objects.filter(owner=asked, person=asker, answered_at=None).first()
        invited = theirs or question or _introduction_between(asker, asked)
        follows.follow(asker, asked)
        request = ContactRequest.objects.create(
            asker=asker,
            asked=asked,
            uri=uri,
            words=words,
            because=because,
            welcome_shown="\n".join(filter(None, [asked.welcome_line, asked.welcome_question])),
            asked_at=clock.now(),
            lapses_at=clock.now() + lapse_time(asked),
            stamp=None if invited or not asker.server.is_local else stamps.take(asker),
        )
        if theirs:
            _become_contacts_by_both_asking(theirs, request)
        else:
            announce(ContactAsked(request.pk))
        if question:
            _answered_by_asking(question, request)
    return request


def _not_over_and_over(asker: Person, asked: Person) -> None:
    """Taking a request back and asking again, and again, would make somebody's desk blink."""
    sentence = _(
        "Vous avez déjà écrit plusieurs fois à %(name)s depuis hier. Laissez passer un peu de temps ; vos mots sont gardés.",
        name=asked.called,
    )
    pace.spend(f"{asker.pk} {asked.pk}", "ask_same", sentence=sentence)


def _answered_by_asking(question: Question, request: ContactRequest) -> None:
    """Who was asked for a few words and asks with words has answered (rule 25: by any way)."""
    Question.objects.filter(pk=question.pk).update(answered_at=request.asked_at, request=request)
    announce(RequestAnswered(request.pk, question.pk))


def _become_contacts_by_both_asking(theirs: ContactRequest, mine: ContactRequest) -> None:
    for request in (theirs, mine):
        keep_of_request(request)
        close(request, State.ACCEPTED)
    Gesture.objects.filter(owner=mine.asker, about=theirs.asker).delete()
    connect(theirs.asker, mine.asker)
    announce(ContactAccepted(theirs.pk))
    announce(ContactAccepted(mine.pk))


def accept(request: ContactRequest, by: Person, *, words: str = "", follow_back: bool = True) -> None:
    """Say yes. It acts at once; words with it are wanted, not required (rule 23).

    Refused: a stranger's first private word is answered, not accepted (`answer_it`).
    """
    with transaction.atomic():
        request = on_my_desk(by, request.pk)
        if request.about == ContactRequest.About.CONVERSATION:
            raise Refusal(_("On répond à ces mots : la conversation s’ouvre, sans faire un contact."), code="answer_it")
        if words.strip():
            _refuse_too_long(words)
        Gesture.objects.filter(owner=by, about=request.asker).delete()
        request.acceptance_words = words.strip()
        request.save(update_fields=["acceptance_words"])
        keep_of_request(request)
        close(request, State.ACCEPTED)
        keep_of_acceptance(request)
        connect(request.asker, by, both_follow=follow_back)
        announce(ContactAccepted(request.pk))


def add_acceptance_words(request: ContactRequest, by: Person, words: str) -> None:
    """Words that come after the acceptance, when it was made without any."""
    words = words.strip()
    refuse_words(words, f"{request.asker.called} {by.called}")
    with transaction.atomic():
        mine = ContactRequest.objects.filter(pk=request.pk, asked=by, state=State.ACCEPTED, acceptance_words="")
        still = Contact.objects.filter(person=by, other=request.asker).exists()
        if not still or not mine.update(acceptance_words=words):
            raise NotFound(_("Il n’y a pas de mot à ajouter ici."))
        request.refresh_from_db(fields=["acceptance_words", "closed_at"])
        keep_of_acceptance(request)
        announce(AcceptanceWordsAdded(request.pk))


def end_contact(person: Person, other: Person) -> None:
    """Be contacts no more, silently; the follows stay (rule 2)."""
    with transaction.atomic():
        gone = Contact.objects.filter(person=person, other=other).delete()[0]
        Contact.objects.filter(person=other, other=person).delete()
        if gone:
            announce(ContactEnded(person.pk, other.pk))


def connect(one: Person, other: Person, *, both_follow: bool = True, introduced_by: Person | None = None) -> None:
    """Make two people contacts of each other. `other` is the one who accepts: they may choose not to follow."""
    introduction = _introduction_between(one, other)
    introducer = introduced_by or (introduction.introducer if introduction else None)
    for person, their in ((one, other), (other, one)):
        Contact.objects.get_or_create(
            person=person, other=their, defaults={"since": clock.now(), "introduced_by": introducer}
        )
    _let_follow(one, other)
    if both_follow:
        _let_follow(other, one)
    if introduction:
        Introduction.objects.filter(pk=introduction.pk).update(met_at=clock.now())
    announce(ContactMade(one.pk, other.pk))


def _let_follow(follower: Person, followed: Person) -> None:
    """Follow, or let in whoever waits to: their server is told by the same fact as when it is done by hand."""
    waits = FollowRequest.objects.filter(follower=follower, followed=followed)
    if followed.server.is_local and waits.exists():
        follows.approve_follower(followed, follower)
    else:
        follows.follow(follower, followed)


def _refuse_too_long(words: str) -> None:
    if len(words.strip()) > 1000:
        raise Refusal(
            _("C’est un peu long : mille signes au plus. Gardez-en pour la suite de la conversation."),
            code="too_many_words",
            field="words",
        )


def _introduction_between(one: Person, other: Person) -> Introduction | None:
    first, second = sorted([one.pk, other.pk])
    return Introduction.objects.filter(first_id=first, second_id=second, met_at=None).order_by("-at").first()
