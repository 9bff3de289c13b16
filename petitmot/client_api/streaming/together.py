"""A plain public word, told to many at once: who has done nothing with it and filters nothing is told the same as the next.

Only what is certain is answered here, by a question for all of them; everybody else is told one by one, by `telling`. A
test holds that nobody is told here what they would not be told there.
"""

from __future__ import annotations

from collections.abc import Mapping

from petitmot.client_api.entities.status import Teller
from petitmot.client_api.streaming.streams import Stream
from petitmot.kit.compiled import Compiled
from petitmot.people import consent
from petitmot.people.models import Person, WordFilter
from petitmot.posts.models import Bookmark, Favourite, MutedThread, Post, Quoting
from petitmot.posts.models.post import OPEN_TO_ALL
from petitmot.posts.seeing import those_who_may_see
from petitmot.reading import home

FEW = 3  # fewer are told one by one
WITHOUT_WORDS = frozenset(["user", "user:notification", "direct"])  # of these streams only `user` may hold it


def told_alike(id_: int, wanted: Mapping[int, frozenset[Stream]]) -> tuple[str, set[int]]:
    """Return the status as JSON and to whom of these people (ids) it is told like that in `user`; nobody where in doubt."""
    asked = {
        person
        for person, streams in wanted.items()
        if Stream("user") in streams and all(stream.name in WITHOUT_WORDS for stream in streams)
    }
    post = Post.objects.select_related("author__server").filter(pk=id_).first() if len(asked) >= FEW else None
    if post is None or not _is_plain(post):
        return "", set()
    alike = home.readers_of_plain(post, asked - {post.author_id})
    alike = those_who_may_see(post, alike) - _with_something_of_their_own(post, list(alike)) if alike else alike
    viewer = Person.objects.select_related("server").filter(pk=min(alike)).first() if alike else None
    if viewer is None:
        return "", set()
    teller = Teller(viewer)
    told = teller.tell(teller.see([id_]))
    return (bytes(told[0]).decode(), alike) if told else ("", set())


def _is_plain(post: Post) -> bool:
    """Whether nothing in it depends on what each reader may see, follows or voted."""
    alone = (post.shares_id, post.quotes_id, post.in_reply_to_id) == (None, None, None) and not post.quote_state
    limited = post.quotable_by == Quoting.FOLLOWERS or post.has_poll
    # The account carries whether each may show them in a selection: with most people the same for all who ask.
    return alone and not limited and post.visibility in OPEN_TO_ALL and not consent.depends(post.author)


def _with_something_of_their_own(post: Post, people: list[int]) -> set[int]:
    filtering, hushing = _FILTERS(people=people), _HUSHED(thread=post.thread, people=people)
    marking = (*_LIKES(post=post.pk, people=people), *_KEEPS(post=post.pk, people=people))
    return {*filtering, *hushing, *marking, *_SHARES(post=post.pk, people=people)}


_FILTERS = Compiled[int](
    lambda people: WordFilter.objects.filter(owner_id__in=people).order_by().values_list("owner_id", flat=True),
    people=list,
)
_HUSHED = Compiled[int](
    lambda thread, people: MutedThread.objects.filter(thread=thread, person_id__in=people).values_list(
        "person_id", flat=True
    ),
    thread=int,
    people=list,
)
_LIKES = Compiled[int](
    lambda post, people: Favourite.objects.filter(post_id=post, person_id__in=people).values_list(
        "person_id", flat=True
    ),
    post=int,
    people=list,
)
_KEEPS = Compiled[int](
    lambda post, people: Bookmark.objects.filter(post_id=post, person_id__in=people).values_list(
        "person_id", flat=True
    ),
    post=int,
    people=list,
)
_SHARES = Compiled[int](
    lambda post, people: Post.objects.filter(shares_id=post, author_id__in=people).values_list("author_id", flat=True),
    post=int,
    people=list,
)
