"""Polls: look, and choose (docs.joinmastodon.org/methods/polls)."""

from __future__ import annotations

from typing import Any

from petitmot.client_api.call import Call
from petitmot.client_api.door import endpoint
from petitmot.client_api.doors.finding import post_of
from petitmot.client_api.entities.emoji import emojis
from petitmot.client_api.entities.polls import polls
from petitmot.client_api.errors import missing, record_not_found
from petitmot.people.emoji import by_id
from petitmot.posts import polls as domain
from petitmot.posts.models import Post


@endpoint("GET", "/api/v1/polls/{id}", scopes=("read:statuses",), user=None)
def show(call: Call, id: str) -> dict[str, Any]:
    return _told(call, post_of(call, id))


@endpoint("POST", "/api/v1/polls/{id}/votes", scopes=("write:statuses",))
def vote(call: Call, id: str) -> dict[str, Any]:
    post = post_of(call, id)
    if "choices" not in call.params:
        raise missing("choices")
    texts = call.params.texts("choices")
    places = [int(text) if text.isascii() and text.isdigit() and len(text) < 4 else -1 for text in texts]
    domain.vote(call.person, post, places)
    return _told(call, post)


def _told(call: Call, post: Post) -> dict[str, Any]:
    told = {post.pk: emojis(post.emoji, by_id(post.emoji))}
    found = polls(call.viewer, {post.pk: post.author_id}, told).get(post.pk)
    if found is None:
        raise record_not_found()
    return found
