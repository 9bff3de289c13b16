"""Reactions that keep, for each word, to whom it speaks, and which words it answers (rule 33)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from petitmot.attentions.models import Addressed
from petitmot.kit import clock
from petitmot.people.events import Blocked, ServerKeptAway
from petitmot.posts.events import WordsPublished
from petitmot.posts.models import Audience, Mention, Post
from petitmot.posts.seeing import who_may_see


def note_who_is_spoken_to(fact: WordsPublished) -> None:
    """A word speaks to whoever it answers, names, or was privately written to; and it answers what was said before."""
    post = Post.objects.filter(pk=fact.post_id).select_related("author", "in_reply_to__author").first()
    if post is None:
        return
    with transaction.atomic():
        _settle_what_it_answers(post)
        rows = [
            Addressed(
                post=post,
                by=post.author,
                to_id=to,
                thread=thread_of(post),
                at=post.arrived,
                answered_at=_answered_already(post, to),
            )
            for to in sorted(_spoken_to(post))
        ]
        Addressed.objects.bulk_create(rows, ignore_conflicts=True)


def thread_of(post: Post) -> int:
    """Return the thread's id; a conversation is one thread whoever answers whom, told apart by a minus."""
    return -post.conversation_id if post.conversation_id else post.thread


def _spoken_to(post: Post) -> set[int]:
    if post.conversation_id:
        return set(Audience.objects.filter(post=post).values_list("person_id", flat=True))
    persons = [row.person for row in Mention.objects.filter(post=post).select_related("person")]
    if post.in_reply_to:
        persons.append(post.in_reply_to.author)
    return {person.pk for person in who_may_see(post, persons)} - {post.author_id}


def _settle_what_it_answers(post: Post) -> None:
    before = Addressed.objects.filter(to=post.author_id, thread=thread_of(post), answered_at=None, post_id__lt=post.pk)
    before.update(answered_at=post.arrived)


def _answered_already(post: Post, to: int) -> datetime | None:
    """Facts may arrive out of order: a later word of theirs may be there already."""
    later = Post.objects.filter(author=to, pk__gt=post.pk)
    later = (
        later.filter(conversation=post.conversation_id) if post.conversation_id else later.filter(thread=post.thread)
    )
    return later.order_by("pk").values_list("arrived", flat=True).first()


def forget_the_blocked(fact: Blocked) -> None:
    """A block clears what either owed the other."""
    pair = [fact.blocker_id, fact.blocked_id]
    Addressed.objects.filter(to__in=pair, by__in=pair, answered_at=None).update(answered_at=clock.now())


def forget_those_of_the_server(fact: ServerKeptAway) -> None:
    """To keep a server away clears what its people and this one owed each other."""
    waiting = Addressed.objects.filter(answered_at=None)
    theirs, me = fact.domain, fact.blocker_id
    rows = waiting.filter(to=me, by__server__domain=theirs) | waiting.filter(by=me, to__server__domain=theirs)
    waiting.filter(pk__in=rows.values("pk")).update(answered_at=clock.now())
