"""Who likes, shares and quotes words, as a viewer may know it: the author everybody, others those they know (rule 26)."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q, QuerySet

from petitmot.people import ties
from petitmot.people.models import Emoji, Person
from petitmot.posts.models import Favourite, Post, QuoteState, Visibility
from petitmot.posts.seeing import visible_to


def likers(viewer: Person | None, post: Post) -> QuerySet[Favourite]:
    """Return who likes a post, as the viewer may know it."""
    return Favourite.objects.filter(_known(viewer, post, "person"), post=post).select_related("person__server")


Sign = tuple[str, Emoji | None]  # one of Unicode, or a `:code:` with what its server drew


def signs(posts: Collection[int]) -> dict[tuple[int, int], Sign]:
    """Return what people elsewhere said with that they like these posts, by the ids of post and person."""
    rows = Favourite.objects.filter(post__in=posts).exclude(sign="").select_related("emoji")
    return {(row.post_id, row.person_id): (row.sign, row.emoji) for row in rows}


def sharers(viewer: Person | None, post: Post) -> QuerySet[Post]:
    """Return the shares of a post by people the viewer may know of."""
    rows = Post.objects.filter(_known(viewer, post, "author"), shares=post)
    return visible_to(viewer, rows).select_related("author__server")


def quotes(viewer: Person | None, post: Post) -> QuerySet[Post]:
    """Return the words that quote a post, by people the viewer may know of; without what its author took out."""
    rows = Post.objects.filter(_known(viewer, post, "author"), quotes=post, quote_state=QuoteState.ACCEPTED)
    return visible_to(viewer, rows.exclude(visibility=Visibility.NAMED))


def _known(viewer: Person | None, post: Post, who: str) -> Q:
    if viewer is None:
        return Q(pk__in=())
    near = ~ties.apart(viewer.pk, who)
    if post.author_id == viewer.pk:
        return near
    return near & Q(**{f"{who}__in": ties.known_ids(viewer) | {viewer.pk}})
