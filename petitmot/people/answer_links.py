"""The one-time link of a question to somebody elsewhere: a page to answer on, for those who prefer one.

It is fetched by servers for a preview and by scanners of mail: to look at it changes nothing, only a form that was sent
uses it up. 128 random bits, stored hashed; dead once the question was answered, or the request has lapsed.
"""

from __future__ import annotations

import hashlib
import secrets

from django.db import transaction

from petitmot.kit import clock
from petitmot.kit.language import _
from petitmot.kit.refusals import NotFound, Refusal
from petitmot.people import questions, requests, ties
from petitmot.people.judging.enough import AT_MOST
from petitmot.people.models import AnswerLink, NeverAsked, Question


def make(question: Question) -> str:
    """Make the link of a question; return its token, which is stored nowhere."""
    token = secrets.token_urlsafe(16)
    AnswerLink.objects.create(question=question, token_hash=_hash(token), made_at=clock.now())
    return token


def find(token: str) -> Question:
    """Return the question a link answers. Refused (`not_found`) where it is not good, or good no more."""
    links = AnswerLink.objects.filter(token_hash=_hash(token), used_at=None, question__answered_at=None)
    link = links.select_related("question__owner", "question__person", "question__request").first()
    if link is None or _is_over(link.question):
        raise NotFound(_("Ce lien n’est plus bon : il ne sert qu’une fois, et pour un temps."))
    return link.question


def answer(token: str, words: str) -> Question:
    """Answer by the page. Refused: `not_found`, `empty`, `too_many_words`; a refusal uses nothing up."""
    words = words.strip()
    if not words:
        raise Refusal(_("Il manque encore quelques mots."), code="empty", field="words")
    if len(words) > AT_MOST:
        sentence = _("C’est un peu long : mille signes au plus. Gardez-en pour la suite de la conversation.")
        raise Refusal(sentence, code="too_many_words", field="words")
    with transaction.atomic():
        question = _use(token)
        questions.answer(question.person, question.owner, words, by_link=True)
    return question


def no_thanks(token: str) -> Question:
    """Wish never to be asked: nobody here asks them again (rule 24)."""
    with transaction.atomic():
        question = _use(token)
        NeverAsked.objects.get_or_create(person=question.person, defaults={"since": clock.now()})
    return question


def _use(token: str) -> Question:
    question = find(token)
    if not AnswerLink.objects.filter(question=question, used_at=None).update(used_at=clock.now()):
        raise NotFound(_("Ce lien a déjà servi."))
    return question


def _is_over(question: Question) -> bool:
    request, owner, person = question.request, question.owner, question.person
    if not (owner.is_present and person.is_present) or ties.is_blocked_between(owner, person):
        return True
    if request is not None:
        return not request.is_open or request.has_lapsed(clock.now())
    return question.asked_at + requests.lapse_time(owner) <= clock.now()


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
