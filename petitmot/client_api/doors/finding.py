"""Finding the post an address names."""

from __future__ import annotations

from typing import Any

import msgspec

from petitmot.client_api.call import Answer, Call, id_of
from petitmot.client_api.entities.status import statuses
from petitmot.client_api.entities.status_rows import Head, heads
from petitmot.client_api.errors import record_not_found
from petitmot.client_api.paging import page
from petitmot.kit.pages import Slice
from petitmot.posts import seeing
from petitmot.posts.models import Post


def post_of(call: Call, id: str) -> Post:
    """Return the post of this id, if whoever asks may see it; else 404."""
    return seeing.find(call.viewer, id_of(id))


def head_of(call: Call, id: str) -> Head:
    """Return what is asked of a post each time, where whoever asks may see it; else 404."""
    number = id_of(id)
    found = heads(call.viewer, [number])
    if number not in found:
        raise record_not_found()
    return found[number]


def words_of(call: Call, id: str) -> Post:
    """Return the post of this id, or what it shares: to like a share is to like the words."""
    post = post_of(call, id)
    return seeing.find(call.viewer, post.shares_id) if post.shares_id else post


def my_post(call: Call, id: str) -> Post:
    """Return a post of one's own; 404 for anybody else's, as in Mastodon."""
    post = post_of(call, id)
    if post.author_id != call.person.pk:
        raise record_not_found()
    return post


def told(call: Call, id_: int) -> msgspec.Raw:
    """Tell one post to whoever asks; 404 where they may not see it."""
    found = statuses(call.viewer, [id_])
    if not found:
        raise record_not_found()
    return found[0]


def list_of(call: Call, part: Slice[int], *, headers: dict[str, str] | None = None) -> Answer:
    """Answer with a page of statuses."""
    answer = page(call, statuses(call.viewer, part.items), older=part.older, newer=part.newer)
    answer.headers |= headers or {}
    return answer


Told = dict[str, Any] | msgspec.Raw
