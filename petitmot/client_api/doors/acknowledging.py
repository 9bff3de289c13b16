"""What one does with somebody's status: favourite, reblog, bookmark, pin, mute; and who did (methods/statuses)."""

from __future__ import annotations

from typing import Any

import msgspec

from petitmot.client_api.call import Answer, Call
from petitmot.client_api.door import endpoint
from petitmot.client_api.doors.composing import VISIBILITIES
from petitmot.client_api.doors.finding import list_of, my_post, post_of, told, words_of
from petitmot.client_api.entities.account import accounts
from petitmot.client_api.errors import ApiError, invalid
from petitmot.client_api.paging import page
from petitmot.kit.pages import Slice, window
from petitmot.posts import acknowledging, hushing, liking, quoting
from petitmot.posts.models import Bookmark, Favourite, Post

READ = ("read:statuses",)


@endpoint("POST", "/api/v1/statuses/{id}/favourite", scopes=("write:favourites",))
def favourite(call: Call, id: str) -> msgspec.Raw:
    post = words_of(call, id)
    liking.like(call.person, post)
    return told(call, post.pk)


@endpoint("POST", "/api/v1/statuses/{id}/unfavourite", scopes=("write:favourites",))
def unfavourite(call: Call, id: str) -> msgspec.Raw:
    post = words_of(call, id)
    liking.like_no_more(call.person, post)
    return told(call, post.pk)


@endpoint("POST", "/api/v1/statuses/{id}/bookmark", scopes=("write:bookmarks",))
def bookmark(call: Call, id: str) -> msgspec.Raw:
    post = words_of(call, id)
    liking.keep(call.person, post)
    return told(call, post.pk)


@endpoint("POST", "/api/v1/statuses/{id}/unbookmark", scopes=("write:bookmarks",))
def unbookmark(call: Call, id: str) -> msgspec.Raw:
    post = words_of(call, id)
    liking.keep_no_more(call.person, post)
    return told(call, post.pk)


@endpoint("POST", "/api/v1/statuses/{id}/reblog", scopes=("write:statuses",))
def reblog(call: Call, id: str) -> msgspec.Raw:
    post = words_of(call, id)
    said = call.params.text("visibility")
    if said and said not in VISIBILITIES:
        raise ApiError(422, f"'{said[:40]}' is not a valid visibility")
    made = liking.share(call.person, post, visibility=VISIBILITIES.get(said))
    return told(call, made.pk)


@endpoint("POST", "/api/v1/statuses/{id}/unreblog", scopes=("write:statuses",))
def unreblog(call: Call, id: str) -> msgspec.Raw:
    post = words_of(call, id)
    liking.share_no_more(call.person, post)
    return told(call, post.pk)


@endpoint("POST", "/api/v1/statuses/{id}/mute", scopes=("write:mutes",))
def mute(call: Call, id: str) -> msgspec.Raw:
    post = post_of(call, id)
    hushing.hush(call.person, post)
    return told(call, post.pk)


@endpoint("POST", "/api/v1/statuses/{id}/unmute", scopes=("write:mutes",))
def unmute(call: Call, id: str) -> msgspec.Raw:
    post = post_of(call, id)
    hushing.hear_again(call.person, post)
    return told(call, post.pk)


@endpoint("POST", "/api/v1/statuses/{id}/pin", scopes=("write:accounts",))
def pin(call: Call, id: str) -> msgspec.Raw:
    post = post_of(call, id)
    if post.author_id != call.person.pk:
        raise invalid("Someone else's post cannot be pinned")
    if post.shares_id is not None:
        raise invalid("A boost cannot be pinned")
    liking.pin(call.person, post)
    return told(call, post.pk)


@endpoint("POST", "/api/v1/statuses/{id}/unpin", scopes=("write:accounts",))
def unpin(call: Call, id: str) -> msgspec.Raw:
    post = my_post(call, id)
    liking.pin_no_more(call.person, post)
    return told(call, post.pk)


@endpoint("GET", "/api/v1/statuses/{id}/favourited_by", scopes=READ, user=None)
def favourited_by(call: Call, id: str) -> Answer:
    found = window(acknowledging.likers(call.viewer, words_of(call, id)), call.window(40))
    return _people(call, [row.person for row in found.items], found)


@endpoint("GET", "/api/v1/statuses/{id}/reblogged_by", scopes=READ, user=None)
def reblogged_by(call: Call, id: str) -> Answer:
    found = window(acknowledging.sharers(call.viewer, words_of(call, id)), call.window(40))
    return _people(call, [row.author for row in found.items], found)


def _people(call: Call, people: list[Any], found: Slice[Any]) -> Answer:
    return page(call, accounts(people, call.viewer), older=found.older, newer=found.newer)


@endpoint("GET", "/api/v1/statuses/{id}/quotes", scopes=READ)
def quotes(call: Call, id: str) -> Answer:
    found = window(acknowledging.quotes(call.viewer, words_of(call, id)), call.window())
    return list_of(call, _ids(found))


@endpoint("POST", "/api/v1/statuses/{id}/quotes/{quoting}/revoke", scopes=("write:statuses",))
def revoke(call: Call, id: str, quoting: str) -> msgspec.Raw:
    quote = post_of(call, quoting)
    _revoke(my_post(call, id), quote, call)
    return told(call, quote.pk)


def _revoke(quoted: Post, quote: Post, call: Call) -> None:
    quoting.revoke(quoted, quote, call.person)


@endpoint("GET", "/api/v1/favourites", scopes=("read:favourites",))
def favourites(call: Call) -> Answer:
    found = window(Favourite.objects.filter(person=call.person), call.window())
    return list_of(call, Slice([row.post_id for row in found.items], found.older, found.newer))


@endpoint("GET", "/api/v1/bookmarks", scopes=("read:bookmarks",))
def bookmarks(call: Call) -> Answer:
    found = window(Bookmark.objects.filter(person=call.person), call.window())
    return list_of(call, Slice([row.post_id for row in found.items], found.older, found.newer))


def _ids(found: Slice[Post]) -> Slice[int]:
    return Slice([row.pk for row in found.items], found.older, found.newer)
