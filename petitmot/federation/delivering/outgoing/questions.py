"""The kind question to somebody elsewhere: once their server has taken the Accept of their follow, with a link to answer by."""

from __future__ import annotations

from datetime import timedelta
from html import escape
from typing import Any, Literal

from django.db import transaction
from django.utils import translation

from petitmot.federation.delivering.arrivals import AFTER
from petitmot.federation.delivering.outgoing import routes
from petitmot.federation.delivering.outgoing.tongues import knows_words
from petitmot.federation.delivering.queue import deliver
from petitmot.federation.delivering.recipients import of_one
from petitmot.federation.documents import tie_activities, word_activities
from petitmot.federation.documents.words import words_document
from petitmot.federation.events import AcceptArrived, FollowArrived, FollowHeld
from petitmot.federation.models import Delivery, FollowLetter
from petitmot.jobs.announcing import announce
from petitmot.kit import clock
from petitmot.kit.addresses import origin
from petitmot.kit.language import _
from petitmot.kit.refusals import Refusal, TooOften, TryLater
from petitmot.people import answer_links, pace, questions, requests, ties
from petitmot.people.events import WordsAskedFor
from petitmot.people.models import Account, AnswerLink, ContactRequest, Follow, FollowRequest, Person, Question
from petitmot.posts.audiences import To
from petitmot.posts.content import typed
from petitmot.posts.models import Visibility
from petitmot.posts.publishing import publish

A_HOST = pace.Limit(30, timedelta(hours=1))  # questions that go by themselves to the people of one server
BRIDGES = ("brid.gy", "mostr.pub", "bird.makeup", "rss-parrot.net")  # hosts whose actors are people of another network
BRIDGE_SOFTWARE = ("bridgy-fed", "mostr", "birdsitelive", "activityrelay", "activity-relay", "rss-parrot")

Way = Literal["open", "not_yet", "closed"]


def after_accept(fact: AcceptArrived) -> None:
    """The Accept arrived a minute ago: what waited for it goes, and the question by itself where the owner wished so."""
    owner, person = _two(fact.followed_id, fact.follower_id)
    if owner is None or person is None or _way(owner, person, None) != "open":
        return
    waiting = Question.objects.filter(owner=owner, person=person, answered_at=None, link=None).first()
    if waiting is not None:
        send(WordsAskedFor(waiting.pk))
    elif Follow.objects.filter(follower=person, followed=owner).exists():
        _ask_by_itself(owner, person)


def let_words_come(fact: FollowArrived) -> None:
    """A follow that waits for its owner: a minute later, for words may still come."""
    waits = FollowRequest.objects.filter(follower=fact.follower_id, followed=fact.followed_id)
    if waits.filter(followed__manners__asks_by_itself=True).exists():
        with transaction.atomic():
            announce(FollowHeld(fact.follower_id, fact.followed_id), at=clock.now() + AFTER)


def ask_who_waits(fact: FollowHeld) -> None:
    """Where the owner lets followers in by hand, no Accept goes before words come: the question goes without it."""
    owner, person = _two(fact.followed_id, fact.follower_id)
    if owner and person and FollowRequest.objects.filter(follower=person, followed=owner).exists():
        _ask_by_itself(owner, person)


def send(fact: WordsAskedFor) -> None:
    """One direct message with the owner's sentence, which says to just answer, and a link; never before the Accept is there.

    Where the Accept could not be delivered, or the follow is over by now, it does not go at all, and nothing was asked.
    """
    rows = Question.objects.select_related("owner__server", "owner__manners", "person__server", "request")
    question = rows.filter(pk=fact.question_id, answered_at=None).first()
    if question is None or not question.owner.server.is_local or question.person.server.is_local:
        return
    match _way(question.owner, question.person, question.request):
        case "closed":
            question.delete()
        case "open":
            with transaction.atomic():
                locked = Question.objects.select_for_update().filter(pk=question.pk)
                if locked.exists() and not AnswerLink.objects.filter(question=question).exists():
                    _go(question)


def _ask_by_itself(owner: Person, person: Person) -> None:
    known = ties.are_contacts(owner, person) or ties.follows(owner, person)
    came_with_words = ContactRequest.objects.filter(asker=person, asked=owner).exists()
    if not owner.manners.asks_by_itself or known or came_with_words or _is_bridged(person):
        return
    try:
        questions.refuse_if_not_questionable(owner, person)
        pace.spend(f"host {person.server.domain}", "question_host", A_HOST)
    except TooOften as later:
        raise TryLater("many from there at once", wait=later.wait) from later
    except Refusal:
        return
    with transaction.atomic():
        questions.put(owner, person, words=questions.own_sentence(owner), request=None, by_itself=True)


def _go(question: Question) -> None:
    """Publish, and queue the copy that alone carries the link: what is kept here does not hold it."""
    owner, person = question.owner, question.person
    token = answer_links.make(question)
    post = publish(owner, typed(question.words), To(Visibility.NAMED, people=(person,)))
    doors = of_one(person.pk)
    if knows_words(person):
        asked = question.request or ContactRequest(asker=person, asked=owner)
        until = question.request.lapses_at if question.request else question.asked_at + requests.lapse_time(owner)
        deliver(tie_activities.ask_for_words(question, asked, until), by=owner, to=doors)
        return  # their own page says how to answer
    note = _with_link(words_document(post), owner, f"{origin()}/repondre/{token}/")
    deliver(word_activities.create_of(note, post.uri), by=owner, to=doors)
    routes.note(post.pk, doors)  # so that the copy without the link does not go, too


def _with_link(note: dict[str, Any], owner: Person, link: str) -> dict[str, Any]:
    language = Account.objects.filter(persons=owner).values_list("language", flat=True).first()
    with translation.override(language or translation.get_language()):
        just_answer = _("Il suffit de répondre à ce message.")
        or_here = _("Si vous préférez une page, sans compte :")
    shown = f'<a href="{escape(link)}" rel="nofollow noopener noreferrer" target="_blank">{escape(link)}</a>'
    content = f"{note['content']}<p>{escape(just_answer)}</p><p>{escape(or_here)} {shown}</p>"
    maps = {"contentMap": dict.fromkeys(note["contentMap"], content)} if "contentMap" in note else {}
    return {**note, "content": content, **maps}


def _way(owner: Person, person: Person, request: ContactRequest | None) -> Way:
    """Whether a question may go now: only once the Accept of their follow has been there for a minute."""
    tie = {"follower": person, "followed": owner}
    if FollowRequest.objects.filter(**tie).exists():
        return "open"  # no Accept goes until words come; their server may put the question aside
    asked = request is not None and request.is_open
    if not Follow.objects.filter(**tie).exists():
        return "open" if asked else "closed"
    letter = FollowLetter.objects.filter(**tie).first()
    if letter is None:
        return "open"  # they follow by a request alone: there was nothing to accept
    if letter.accept_arrived_at is not None:
        return "open" if letter.accept_arrived_at + AFTER <= clock.now() else "not_yet"
    if letter.accept_id is None:
        return "not_yet"
    on_its_way = Delivery.objects.filter(activity_id=letter.accept_id, given_up_at=None)
    return "not_yet" if on_its_way.exists() else "closed"


def _is_bridged(person: Person) -> bool:
    domain = person.server.domain
    return person.server.software in BRIDGE_SOFTWARE or any(
        domain == host or domain.endswith(f".{host}") for host in BRIDGES
    )


def _two(owner_id: int, person_id: int) -> tuple[Person | None, Person | None]:
    found = Person.objects.present().select_related("server", "manners").in_bulk([owner_id, person_id])
    owner, person = found.get(owner_id), found.get(person_id)
    here = owner is not None and owner.server.is_local and person is not None and not person.server.is_local
    return (owner, person) if here else (None, None)
