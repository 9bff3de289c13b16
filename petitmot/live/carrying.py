"""Reactions that tell open screens what came. They find out who may hear of it; what is told is an id, nothing else.

The wiring asks `somebody_listens` before a row of the outbox is written: while no screen is open, a word that is
published costs the live line nothing at all.
"""

from __future__ import annotations

from petitmot.attentions.events import NoticePut
from petitmot.live.bus import bus
from petitmot.people.models import Contact, Follow
from petitmot.posts.events import Shared, WordsPublished
from petitmot.posts.models import Audience, Post
from petitmot.posts.seeing import those_who_may_see

WORDS, PRIVATE, NOTICE, QUIET_NOTICE = "words", "private", "notice", "quiet-notice"  # names of facts on the bus
MANY = 500  # beyond that many open screens, asking for all readers is the shorter question


def somebody_listens(_fact: object) -> bool:
    """Whether a screen is open in this process; no query."""
    return bus().anybody()


def carry_words(fact: WordsPublished) -> None:
    """Tell those who read the author and may see these words, or, of private ones, those they are for."""
    listening = bus().listening() - {fact.author_id}
    if not listening:
        return
    if fact.private:
        readers = set(Audience.objects.filter(post=fact.post_id).values_list("person_id", flat=True)) & listening
        bus().publish(readers, PRIVATE, fact.post_id)
    else:
        _tell_of(fact.post_id, _readers_of(fact.author_id, listening))


def carry_share(fact: Shared) -> None:
    """Tell those who read the one who shares, and may see what is shared."""
    listening = bus().listening() - {fact.person_id}
    if listening:
        _tell_of(fact.share_id, _readers_of(fact.person_id, listening))


def carry_notice(fact: NoticePut) -> None:
    """Tell the one person. No query."""
    bus().publish([fact.person_id], NOTICE if fact.on_page else QUIET_NOTICE, fact.notice_id)


def _tell_of(post_id: int, readers: set[int]) -> None:
    """Only those who may see it: also the id of a word says that there is one (rule 29)."""
    rows = Post.objects.select_related("author", "shares")
    post = rows.filter(pk=post_id).first() if readers else None
    if post:
        bus().publish(those_who_may_see(post, readers), WORDS, post_id)


def _readers_of(author_id: int, listening: set[int]) -> set[int]:
    followers = Follow.objects.filter(followed=author_id)
    contacts = Contact.objects.filter(other=author_id)
    if len(listening) <= MANY:
        followers, contacts = followers.filter(follower__in=listening), contacts.filter(person__in=listening)
    rows = followers.values_list("follower_id", flat=True).union(contacts.values_list("person_id", flat=True))
    return set(rows) & listening
