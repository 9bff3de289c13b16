"""Notices: what happened that concerns me is written down, once (rule 26)."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q

from petitmot.attentions.events import NoticePut
from petitmot.attentions.models import ON_NO_PAGE, Notice
from petitmot.jobs.announcing import announce
from petitmot.kit import clock
from petitmot.people import ties
from petitmot.people.events import (
    ContactAccepted,
    ContactAsked,
    ContactDeclined,
    ConversationAsked,
    FollowAskedFor,
    Followed,
    Introduced,
    RequestAnswered,
    RequestLapsed,
    WordsAskedFor,
)
from petitmot.people.models import ContactRequest, Introduction, Person, Question
from petitmot.posts import hushing, polls
from petitmot.posts.events import Favoured, PollEnded, Shared, Unfavoured, Unshared, WordsEdited, WordsPublished
from petitmot.posts.models import Audience, Member, Mention, Post
from petitmot.posts.seeing import may_see

Kind = Notice.Kind
REQUESTS = {Kind.ASKED, Kind.ANSWERED, Kind.FOLLOW_ASKED}  # they wait on the desk whoever makes them


def tell(person: Person, kind: str, actor: Person, *, post: Post | None = None, about: int = 0) -> None:
    """Write a notice, once; not to oneself, not to people elsewhere, not of somebody kept away.

    Of somebody muted it is written where the mute keeps their notices (`Mute.hides_notices`).
    """
    if person.pk == actor.pk or not person.server.is_local:
        return
    if ties.is_blocked_between(person, actor) or actor.pk in ties.muted_ids(person, notices=True):
        return
    if kind not in REQUESTS and ties.is_limited_for(person, actor):
        return
    put(person, kind, actor, post=post, about=about)


def put(person: Person, kind: str, actor: Person, *, post: Post | None = None, about: int = 0) -> None:
    """Write a notice, once, whoever its actor is to the person."""
    with transaction.atomic():
        row, new = Notice.objects.get_or_create(
            person=person,
            kind=kind,
            actor=actor,
            about=post.pk if post else about,
            defaults={"post": post, "at": clock.now()},
        )
        if new:
            announce(NoticePut(row.pk, person.pk, on_page=kind not in ON_NO_PAGE, kind=kind))


def dismiss(person: Person, ids: Iterable[int]) -> None:
    """Take notices away for good; what they tell of stays."""
    Notice.objects.filter(person=person, pk__in=list(ids)).delete()


def clear(person: Person) -> None:
    """Take all of a person's notices away."""
    Notice.objects.filter(person=person).delete()


def of_follow(fact: Followed) -> None:
    follower, followed = _pair(fact.follower_id, fact.followed_id)
    asked = ContactRequest.objects.filter(asker=follower, asked=followed).exists()
    if not asked and not ties.are_contacts(follower, followed):  # a request, or its acceptance, says more
        tell(followed, Kind.FOLLOWED, follower)


def of_follow_asked(fact: FollowAskedFor) -> None:
    follower, followed = _pair(fact.follower_id, fact.followed_id)
    tell(followed, Kind.FOLLOW_ASKED, follower)


def of_request(fact: ContactAsked | ConversationAsked) -> None:
    request = _request(fact.request_id)
    if request:
        tell(request.asked, Kind.ASKED, request.asker, about=request.pk)


def of_answer(fact: RequestAnswered) -> None:
    request = _request(fact.request_id)
    if request:
        tell(request.asked, Kind.ANSWERED, request.asker, about=request.pk)


def of_acceptance(fact: ContactAccepted) -> None:
    request = _request(fact.request_id)
    if request:
        tell(request.asker, Kind.ACCEPTED, request.asked, about=request.pk)


def of_refusal(fact: ContactDeclined) -> None:
    request = _request(fact.request_id)
    if request:
        tell(request.asker, Kind.DECLINED, request.asked, about=request.pk)


def of_lapse(fact: RequestLapsed) -> None:
    request = _request(fact.request_id)
    if request:
        tell(request.asker, Kind.LAPSED, request.asked, about=request.pk)


def of_question(fact: WordsAskedFor) -> None:
    question = Question.objects.filter(pk=fact.question_id).select_related("owner", "person__server").first()
    if question:
        tell(question.person, Kind.ASKED_FOR_WORDS, question.owner, about=question.request_id or 0)


def of_introduction(fact: Introduced) -> None:
    rows = Introduction.objects.select_related("introducer", "first__server", "second__server")
    introduction = rows.filter(pk=fact.introduction_id).first()
    if introduction:
        for person in (introduction.first, introduction.second):
            tell(person, Kind.INTRODUCED, introduction.introducer, about=introduction.pk)


def of_words(fact: WordsPublished) -> None:
    """Who is answered, named or quoted is told; of a private word its readers, for the applications they may use."""
    rows = Post.objects.select_related("author", "in_reply_to__author__server", "quotes__author__server")
    post = rows.filter(pk=fact.post_id).first()
    if post is None:
        return
    if post.conversation_id:
        _of_private_words(post)
        return
    told: dict[int, tuple[Person, str]] = {}
    for row in Mention.objects.filter(post=post).select_related("person__server"):
        told[row.person_id] = (row.person, Kind.MENTIONED)
    if post.quotes:
        told[post.quotes.author_id] = (post.quotes.author, Kind.QUOTED)
    if post.in_reply_to:
        told[post.in_reply_to.author_id] = (post.in_reply_to.author, Kind.REPLIED)
    for person, kind in told.values():
        if may_see(person, post) and not hushing.is_hushed(person, post):
            tell(person, kind, post.author, post=post)


def _of_private_words(post: Post) -> None:
    deaf = Member.objects.filter(conversation=post.conversation_id).filter(Q(muted=True) | Q(left_at__isnull=False))
    readers = Audience.objects.filter(post=post).exclude(person__in=deaf.values("person"))
    for row in readers.select_related("person__server"):
        tell(row.person, Kind.WRITTEN, post.author, post=post)


def of_like(fact: Favoured) -> None:
    _of_mark(fact.person_id, fact.post_id, Kind.LIKED)


def of_share(fact: Shared) -> None:
    _of_mark(fact.person_id, fact.post_id, Kind.SHARED)


def of_unlike(fact: Unfavoured) -> None:
    Notice.objects.filter(actor=fact.person_id, post=fact.post_id, kind=Kind.LIKED).delete()


def of_unshare(fact: Unshared) -> None:
    Notice.objects.filter(actor=fact.person_id, post=fact.post_id, kind=Kind.SHARED).delete()


def of_edit(fact: WordsEdited) -> None:
    """Who shared words is told that they were edited since."""
    post = Post.objects.filter(pk=fact.post_id).select_related("author__server").first()
    if post is not None:
        for share in Post.objects.filter(shares=post).select_related("author__server"):
            tell(share.author, Kind.EDITED, post.author, post=post)


def of_poll(fact: PollEnded) -> None:
    """A poll is over: those who live here and answered it are told, and whoever asked."""
    post = Post.objects.filter(pk=fact.post_id).select_related("author__server").first()
    if post is None:
        return
    for person in polls.voters(post.pk).filter(server__is_local=True).select_related("server"):
        tell(person, Kind.POLL_ENDED, post.author, post=post)
    if post.author.server.is_local:
        _tell_of_own_poll(post)


def _tell_of_own_poll(post: Post) -> None:
    """Whoever asked is told by the notice of their own poll: of this event one is the actor oneself."""
    put(post.author, Kind.POLL_ENDED, post.author, post=post)


def _of_mark(person_id: int, post_id: int, kind: str) -> None:
    post = Post.objects.filter(pk=post_id).select_related("author__server").first()
    person = Person.objects.filter(pk=person_id).first()
    if post and person and not hushing.is_hushed(post.author, post):
        tell(post.author, kind, person, post=post)


def _pair(one: int, other: int) -> tuple[Person, Person]:
    rows = Person.objects.select_related("server").in_bulk([one, other])
    return rows[one], rows[other]


def _request(request_id: int) -> ContactRequest | None:
    rows = ContactRequest.objects.select_related("asker__server", "asked__server")
    return rows.filter(pk=request_id).first()
