"""Posts: at `/ap/posts/<id>`, at their page; their Create; consent to a quote."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import path, re_path

from petitmot.federation import addresses
from petitmot.federation.documents import word_activities
from petitmot.federation.documents.collections import quote_authorization
from petitmot.federation.documents.contexts import Document
from petitmot.federation.documents.persons import tombstone
from petitmot.federation.documents.words import quote_authorization_uri, words_document
from petitmot.federation.doors.answering import answer, door
from petitmot.federation.doors.persons import id_of
from petitmot.federation.doors.reader import let_in, reader_of
from petitmot.kit.addresses import IN_A_PATH
from petitmot.kit.refusals import Gone, NotFound
from petitmot.people.models import Person
from petitmot.posts import gathering
from petitmot.posts.models import Post, QuoteState, Tombstone
from petitmot.posts.models.post import OPEN_TO_ALL


@dataclass(frozen=True)
class Found:
    """A post of here that may be told, and to whom: a known person who signed, or anybody (None)."""

    post: Post
    reader: Person | None

    @property
    def is_for_all(self) -> bool:
        return self.post.visibility in OPEN_TO_ALL and not settings.PETITMOT_AUTHORISED_FETCH


def find(request: HttpRequest, post_id: int) -> Found:
    """Return a post that was written here, with its author, for whoever asks and may see it.

    Nobody is looked at for what is for all. Refused: `gone` where a tombstone stands, `signature_wanted`, `not_found`:
    whether it exists is not told to those it is not for.
    """
    reader = let_in(request)
    post = _visible(reader, post_id)
    if post is None and reader is None:
        reader = reader_of(request)
        post = _visible(reader, post_id) if reader else None
    if post is not None:
        return Found(post, reader)
    if stone_of(post_id):
        raise Gone("")
    raise NotFound("")


def stone_of(post_id: int) -> Tombstone | None:
    """Return the tombstone of a post that was written here."""
    stone = Tombstone.objects.filter(pk=post_id).first() if post_id < 2**63 else None
    return stone if stone and addresses.is_of_here(stone.uri) else None


def _visible(reader: Person | None, post_id: int) -> Post | None:
    post = gathering.visible_posts(reader, [post_id]).get(post_id) if post_id < 2**63 else None
    if post is None:
        return None
    gathering.put_authors([post], gathering.people_by_id([post.author_id]))
    return post if post.author.server.is_local else None


@door
def post(request: HttpRequest, post_id: int, author_id: int | None = None) -> HttpResponse:
    """Answer with a post, a share as its Announce; 410 and a Tombstone for what was taken back."""
    try:
        found = find(request, post_id)
    except Gone:
        stone = stone_of(post_id)
        if stone is None:
            raise
        return answer(request, tombstone(stone.uri, stone.at), status=410)
    if author_id not in (None, found.post.author_id):
        raise NotFound("")
    document = share_document(found.post) if found.post.shares_id else _note(found)
    # Votes change what is told without the post changing: there the tag alone decides.
    changed = None if found.post.has_poll else found.post.edited_at or found.post.published
    return answer(request, document, changed=changed if found.is_for_all else None, for_all=found.is_for_all)


@door
def below_name(request: HttpRequest, handle: str, post_id: str) -> HttpResponse:
    """Answer with the same document at the address of the page."""
    return post(request, int(post_id), id_of(handle))


@door
def create(request: HttpRequest, post_id: int) -> HttpResponse:
    """Answer with the Create of a post."""
    found = find(request, post_id)
    if found.post.shares_id:
        raise NotFound("")
    readers = [found.reader] if found.reader else None
    return answer(request, word_activities.create(found.post, readers=readers), for_all=found.is_for_all)


@door
def consent(request: HttpRequest, post_id: int, quoting_id: int) -> HttpResponse:
    """Answer with the stamp of consent to a quote (FEP-044f): it lasts as long as the quote does, or until it is taken back."""
    found = find(request, post_id)
    standing = Post.objects.exclude(quote_state=QuoteState.REVOKED)
    quoting = standing.filter(pk=quoting_id, quotes=found.post).first() if quoting_id < 2**63 else None
    if quoting is None:
        raise NotFound("")
    id_ = quote_authorization_uri(found.post.uri, quoting_id)
    document = quote_authorization(id_, found.post.author.uri, found.post.uri, quoting.uri)
    return answer(request, document, for_all=found.is_for_all)


def share_document(share: Post) -> Document:
    """Return a share, whose author is on it, as an Announce. Refused: `not_found` where what it shows is gone."""
    original = share.shares
    author = gathering.people_by_id([original.author_id]).get(original.author_id) if original else None
    if original is None or author is None:
        raise NotFound("")
    return word_activities.announce(share, share.author, original, author)


def _note(found: Found) -> Document:
    """Words for contacts and circles are told to each reader as if they were for them alone (rule 29)."""
    if found.is_for_all or found.reader is None:
        return words_document(found.post)
    return words_document(found.post, readers=[found.reader])


urlpatterns = [
    path("ap/posts/<int:post_id>", post),
    path("ap/posts/<int:post_id>/create", create),
    path("ap/posts/<int:post_id>/quoted-by/<int:quoting_id>", consent),
    re_path(rf"^{IN_A_PATH}/(?P<post_id>\d{{1,19}})/?$", below_name),
]
