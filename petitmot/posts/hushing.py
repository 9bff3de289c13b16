"""To hear no more of a thread: its words stay readable, one is only not told of them."""

from __future__ import annotations

from petitmot.kit import clock
from petitmot.kit.language import _
from petitmot.kit.refusals import NotFound
from petitmot.people.models import Person
from petitmot.posts import seeing
from petitmot.posts.models import Member, MutedThread, Post


def hush(person: Person, post: Post) -> None:
    """Be told no more of the thread this post belongs to, nor of its conversation. Refused: `not_found`."""
    if not seeing.may_see(person, post):
        raise NotFound(_("Ces mots ne sont plus là, ou pas pour vous."))
    MutedThread.objects.get_or_create(person=person, thread=post.thread, defaults={"since": clock.now()})
    Member.objects.filter(person=person, conversation=post.conversation_id).update(muted=True)


def hear_again(person: Person, post: Post) -> None:
    """Be told again."""
    MutedThread.objects.filter(person=person, thread=post.thread).delete()
    Member.objects.filter(person=person, conversation=post.conversation_id).update(muted=False)


def is_hushed(person: Person, post: Post) -> bool:
    """Whether this person does not want to be told of a thread."""
    return MutedThread.objects.filter(person=person, thread=post.thread).exists()
