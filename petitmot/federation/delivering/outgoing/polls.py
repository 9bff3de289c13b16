"""Polls: a vote goes to whose poll it is; what was counted goes to whoever got the poll."""

from __future__ import annotations

import time

from petitmot.federation.delivering.outgoing import routes
from petitmot.federation.delivering.outgoing.whose import of_here
from petitmot.federation.delivering.outgoing.words import copies
from petitmot.federation.delivering.queue import deliver
from petitmot.federation.delivering.recipients import of_one
from petitmot.federation.documents import word_activities
from petitmot.kit import clock
from petitmot.posts.events import PollEnded, PollVoted
from petitmot.posts.models import PollAnswer, Post, Vote
from petitmot.posts.models.post import OPEN_TO_ALL

ONE_COUNT = 60.0  # seconds: votes that come closer together are counted with the next one, or at the end

_counted: dict[int, float] = {}  # post -> time.monotonic() of the last count that this process sent


def tell_vote(fact: PollVoted) -> None:
    """Create of a Note for each answer chosen, to the author of a poll elsewhere; Update of a poll from here."""
    post = Post.objects.select_related("author__server").filter(pk=fact.post_id).first()
    if post is None:
        return
    if not post.author.server.is_local:
        _vote(post, fact.person_id)
    elif time.monotonic() - _counted.get(post.pk, -ONE_COUNT) >= ONE_COUNT:
        if len(_counted) > 10_000:
            _counted.clear()
        _counted[post.pk] = time.monotonic()
        _tell_count(post)


def tell_end(fact: PollEnded) -> None:
    """Update with the last count."""
    post = Post.objects.select_related("author__server").filter(pk=fact.post_id, author__server__is_local=True).first()
    if post is not None:
        _tell_count(post)


def _vote(post: Post, person_id: int) -> None:
    person = of_here(person_id)
    if person is None:
        return
    words = dict(PollAnswer.objects.filter(poll=post.pk).values_list("place", "words"))
    for place in Vote.objects.filter(poll=post.pk, person=person).order_by("place").values_list("place", flat=True):
        activity = word_activities.vote(person, post, post.author, place, words[place])
        deliver(activity, by=person, to=of_one(post.author_id))


def _tell_count(post: Post) -> None:
    went = routes.went(post.pk)
    for copy in copies(post):
        doors = copy.doors | went if post.visibility in OPEN_TO_ALL else copy.doors & went
        deliver(word_activities.update(post, readers=copy.readers, at=clock.now()), by=post.author, to=doors)
