"""Words that come around a follow from elsewhere, before or after it, are one note (issue 3, section 4)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction

from petitmot.jobs.announcing import announce
from petitmot.kit import clock
from petitmot.kit.text import fold
from petitmot.people import contacts, stamps, ties
from petitmot.people.events import WordsJoined
from petitmot.people.models import ContactRequest, Follow, FollowRequest, Person, Question

AROUND = timedelta(minutes=10)
LONGEST = 1_000  # characters of a note (rule 18)

State = ContactRequest.State


def followed_lately(follower: Person, followed: Person) -> bool:
    """Whether somebody began to follow, or asked to, in the last ten minutes."""
    since = {"follower": follower, "followed": followed, "since__gte": clock.now() - AROUND}
    return Follow.objects.filter(**since).exists() or FollowRequest.objects.filter(**since).exists()


def words_around_a_follow(asker: Person, asked: Person, said: Sequence[str]) -> None:
    """Make words that came around a follow a request, or add them to the one they belong to.

    Done again with the same words, it changes nothing. Not where the two are tied already, or a question was put:
    then the first word is its answer (rule 24). Refused: what `contacts.ask` refuses.
    """
    with transaction.atomic():
        stamps.lock(asker)
        if _are_tied(asker, asked) or Question.objects.filter(owner=asked, person=asker).exists():
            return
        request = ContactRequest.objects.open().filter(asker=asker, asked=asked).first()
        if request is None:
            contacts.ask(asker, asked, words=_joined("", said))
        elif request.state in (State.NEW, State.READ) and request.asked_at >= clock.now() - 2 * AROUND:
            _join(request, said)


def _join(request: ContactRequest, said: Sequence[str]) -> None:
    words = _joined(request.words, said)
    if words == request.words and request.about == ContactRequest.About.CONTACT:
        return
    changed = {"words": words, "about": ContactRequest.About.CONTACT}
    ContactRequest.objects.filter(pk=request.pk).update(**changed)
    announce(WordsJoined(request.pk))


def _are_tied(asker: Person, asked: Person) -> bool:
    return ties.are_contacts(asked, asker) or ties.follows(asked, asker)


def _joined(words: str, said: Sequence[str]) -> str:
    """Put words one after the other, those that stand there already left out."""
    for each in said:
        if each.strip() and fold(each.strip()) not in fold(words):
            words = f"{words}\n\n{each.strip()}".strip()
    return words[:LONGEST]
