"""What hangs on a post: its replies, the thread it began (FEP-7888), and collections of likes and shares without counts."""

from __future__ import annotations

import msgspec
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import path

from petitmot.federation import addresses
from petitmot.federation.documents import collections
from petitmot.federation.documents.audience import FOR_SOME
from petitmot.federation.documents.contexts import Document, without_context
from petitmot.federation.documents.word_activities import add_to_container, create_of
from petitmot.federation.documents.words import words_documents
from petitmot.federation.doors.answering import answer, door
from petitmot.federation.doors.reader import let_in, reader_of
from petitmot.federation.doors.words import find, stone_of
from petitmot.federation.models import HandedOn
from petitmot.kit.refusals import NotFound
from petitmot.people.models import Person
from petitmot.posts.models import Post
from petitmot.posts.seeing import may_see, visible_to

MOST = 400  # posts of a thread, as on its page


@door
def replies(request: HttpRequest, post_id: int) -> HttpResponse:
    """Answer with the addresses of what answers a post, oldest first, as far as whoever asks may see it."""
    found = find(request, post_id)
    uris = _uris(found.reader, Post.objects.filter(in_reply_to=found.post))
    document = collections.whole(f"{found.post.uri}/replies", uris, ordered=False)
    return answer(request, document, for_all=found.is_for_all)


@door
def likes(request: HttpRequest, post_id: int) -> HttpResponse:
    """Answer that there may be likes: nobody is named, nothing is counted."""
    found = find(request, post_id)
    return answer(request, collections.hidden(f"{found.post.uri}/likes", ordered=False), for_all=found.is_for_all)


@door
def shares(request: HttpRequest, post_id: int) -> HttpResponse:
    """The same of shares."""
    found = find(request, post_id)
    return answer(request, collections.hidden(f"{found.post.uri}/shares", ordered=False), for_all=found.is_for_all)


@door
def context(request: HttpRequest, thread: int) -> HttpResponse:
    """Answer with the addresses of all posts of a thread that began here, as far as whoever asks may see them.

    Of words for some people: with what was said within them, as `Add`s (FEP-171b).
    """
    reader = let_in(request) or reader_of(request)
    first = (
        Post.objects.select_related("author__server").filter(pk=thread, shares=None).first() if thread < 2**63 else None
    )
    if (first is None and stone_of(thread) is None) or (first is not None and not addresses.is_of_here(first.uri)):
        raise NotFound("")
    if first is not None and first.visibility in FOR_SOME:
        if reader is None or not may_see(reader, first):
            raise NotFound("")
        return answer(request, _container(first, reader), for_all=False)
    uris = _uris(reader, Post.objects.filter(thread=thread))
    if not uris:
        raise NotFound("")
    owner = first.author.uri if first and first.uri in uris else ""
    document = collections.whole(addresses.container(thread), uris, attributed_to=owner)
    return answer(request, document, for_all=reader is None)


def _container(root: Post, reader: Person) -> Document:
    """What one reader may know of what was said, in its order. Words of here stand as they are now.

    Of others only what came with a proof is there: the reader's server would believe nothing else.
    """
    seen = visible_to(reader, Post.objects.filter(thread=root.pk, shares=None, visibility__in=FOR_SOME))
    posts = list(seen.select_related("author__server", "audience_of").order_by("pk")[:MOST])
    here = [post for post in posts if post.author.server.is_local]
    notes = words_documents(here, readers=[reader])
    said = [(post.arrived, create_of(note, post.uri)) for post, note in zip(here, notes, strict=True)]
    rows = HandedOn.objects.filter(Q(post=None) | Q(post__in=posts), root=root).order_by("pk")[:MOST]
    said += [(row.at, msgspec.json.decode(row.said)) for row in rows]
    adds = [
        without_context(add_to_container(root.author, root.pk, each, [reader.uri]))
        for _at, each in sorted(said, key=lambda one: one[0])
    ]
    return collections.container(addresses.container(root.pk), adds, attributed_to=root.author.uri)


def _uris(reader: Person | None, rows: QuerySet[Post]) -> list[str]:
    seen = visible_to(reader, rows.filter(shares=None))
    return list(seen.order_by("pk").values_list("uri", flat=True)[:MOST])


urlpatterns = [
    path("ap/posts/<int:post_id>/replies", replies),
    path("ap/posts/<int:post_id>/likes", likes),
    path("ap/posts/<int:post_id>/shares", shares),
    path("ap/contexts/<int:thread>", context),
]
