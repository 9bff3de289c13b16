"""Reactions that note what a person chose to be told of by mail. Whether it is still worth telling is asked later."""

from __future__ import annotations

from collections.abc import Iterable

from petitmot.kit import clock
from petitmot.people.events import (
    ContactAccepted,
    ContactAsked,
    ContactDeclined,
    ConversationAsked,
    RequestAnswered,
    WordsAskedFor,
)
from petitmot.people.models import ContactRequest, Manners, Question
from petitmot.post_office.models import PendingMail
from petitmot.posts.events import WordsPublished
from petitmot.posts.models import Audience

Kind = PendingMail.Kind


def note_request(fact: ContactAsked | ConversationAsked | RequestAnswered) -> None:
    """Somebody asks, or answered a question about their request: for the one who was asked."""
    request = ContactRequest.objects.filter(pk=fact.request_id).first()
    if request:
        _note([request.asked_id], Kind.REQUEST, request.asker_id, request.pk)


def note_answer(fact: ContactAccepted | ContactDeclined) -> None:
    """A request was answered: for the one who asked."""
    request = ContactRequest.objects.filter(pk=fact.request_id).first()
    if request:
        _note([request.asker_id], Kind.ANSWER, request.asked_id, request.pk)


def note_question(fact: WordsAskedFor) -> None:
    """A request was answered by a question: for the one who asked. A question out of the blue is a private word."""
    question = Question.objects.filter(pk=fact.question_id).first()
    if question and question.request_id:
        _note([question.person_id], Kind.ANSWER, question.owner_id, question.request_id)


def note_message(fact: WordsPublished) -> None:
    """Private words: for everybody else in the conversation."""
    rows = Audience.objects.filter(post=fact.post_id).exclude(person=fact.author_id)
    _note(list(rows.values_list("person_id", flat=True)), Kind.MESSAGE, fact.author_id, fact.post_id)


def _note(persons: Iterable[int], kind: str, actor: int, about: int) -> None:
    """One row each, once, for those who live here and chose it; a job done twice writes nothing new."""
    chose = Manners.objects.filter(person__in=persons, person__server__is_local=True).values_list("person", "mails_of")
    rows = [
        PendingMail(person_id=person, kind=kind, actor_id=actor, about=about, at=clock.now())
        for person, mails in chose
        if kind in mails
    ]
    if rows:
        PendingMail.objects.bulk_create(rows, ignore_conflicts=True)
