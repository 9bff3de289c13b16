"""Statuses: write, read, edit, take back (docs.joinmastodon.org/methods/statuses)."""

from __future__ import annotations

from typing import Any

import msgspec

from petitmot.client_api.call import Answer, Call, id_of
from petitmot.client_api.door import endpoint
from petitmot.client_api.doors import composing
from petitmot.client_api.doors.composing import NO_QUOTE
from petitmot.client_api.doors.finding import head_of, my_post, post_of, told
from petitmot.client_api.entities.account import account
from petitmot.client_api.entities.card import card
from petitmot.client_api.entities.history import history
from petitmot.client_api.entities.scheduled import scheduled, wishes
from petitmot.client_api.entities.status import status, statuses
from petitmot.client_api.errors import ApiError, record_not_found
from petitmot.client_api.models import PostedWith
from petitmot.kit.refusals import Refusal
from petitmot.people import pace
from petitmot.posts import editing, quoting, scheduling, threads
from petitmot.posts.content import Content
from petitmot.posts.models import LinkPreview, Picture, Post
from petitmot.posts.publishing import publish

READ = ("read:statuses",)
WRITE = ("write:statuses",)
MOST_AT_ONCE = 20
UNKNOWN = {"ancestors": 40, "descendants": 60}  # how much of a thread is told without a token


@endpoint("POST", "/api/v1/statuses", scopes=WRITE, repeats=True)
def create(call: Call) -> msgspec.Raw | dict[str, Any]:
    asked = composing.written(call)
    pace.spend(call.person, "write")
    at = composing.later(call.params)
    if at is not None:
        plan = composing.plan_of(call, asked)
        return scheduled(scheduling.schedule(call.person, plan, at, wishes=wishes(call)))
    try:
        made = publish(
            call.person,
            asked.content,
            asked.to,
            answers=asked.answers,
            quotes=asked.quotes,
            quotable_by=asked.quotable_by,
        )
    except Refusal as refused:
        if refused.code in ("not_quotable", "not_shareable"):
            raise ApiError(404, NO_QUOTE) from refused
        raise
    assert call.token is not None
    application = call.token.application
    PostedWith.objects.create(post=made, name=application.name, website=application.website)
    return told(call, made.pk)


@endpoint("GET", "/api/v1/statuses/{id}", scopes=READ, user=None, copied=True)
def show(call: Call, id: str) -> msgspec.Raw:
    return told(call, id_of(id))


@endpoint("GET", "/api/v1/statuses", scopes=READ, user=None)
def several(call: Call) -> list[msgspec.Raw]:
    ids = call.params.ids("id") or call.params.ids("ids")
    return statuses(call.viewer, ids[:MOST_AT_ONCE])


@endpoint("PUT", "/api/v1/statuses/{id}", scopes=WRITE)
def edit(call: Call, id: str) -> msgspec.Raw:
    post = my_post(call, id)
    if post.shares_id is not None:
        raise record_not_found()
    kind = call.params.text("content_type")
    plain = post.is_plain if not kind else kind != "text/markdown"
    had = [(picture.pk, picture.alt, picture.focus_x, picture.focus_y) for picture in post.pictures.order_by("place")]
    pictures = composing.edited_pictures(call, post)
    content = composing.content_of(call, pictures, plain=plain, before=post)
    has = [(picture.pk, picture.alt, picture.focus_x, picture.focus_y) for picture in pictures]
    if has != had or _differs(post, content) or content.poll or post.has_poll:
        editing.edit(post, call.person, content)
    if (who := composing.quotable(call.params)) is not None:
        quoting.let_quote(post, call.person, who)
    return told(call, post.pk)


def _differs(post: Post, content: Content) -> bool:
    before = (post.source, post.warning, post.language, post.is_plain, post.is_sensitive)
    return before != (content.source, content.warning, content.language, content.is_plain, content.is_sensitive)


@endpoint("PUT", "/api/v1/statuses/{id}/interaction_policy", scopes=WRITE)
def let_quote(call: Call, id: str) -> msgspec.Raw:
    post = my_post(call, id)
    if (who := composing.quotable(call.params)) is not None:
        quoting.let_quote(post, call.person, who)
    return told(call, post.pk)


@endpoint("DELETE", "/api/v1/statuses/{id}", scopes=WRITE)
def delete(call: Call, id: str) -> dict[str, Any]:
    """Take back, and hand over what was typed, so that it can be written anew; its pictures wait two days for that."""
    post = my_post(call, id)
    last = status(call.person, post.pk)
    if last is None:
        raise record_not_found()
    last |= {"text": post.source}
    editing.delete(post, call.person)
    if call.params.flag("delete_media"):
        ids = [int(each["id"]) for each in last["media_attachments"]]
        Picture.objects.filter(pk__in=ids, owner=call.person, post=None).delete()
    return last


@endpoint("GET", "/api/v1/statuses/{id}/context", scopes=READ, user=None, copied=True)
def context(call: Call, id: str) -> dict[str, Any]:
    head = head_of(call, id)
    around = threads.places(call.viewer, head.id, head.thread)
    before, after = around.before, around.after
    if call.viewer is None:
        before, after = before[-UNKNOWN["ancestors"] :], after[: UNKNOWN["descendants"]]
    both = statuses(call.viewer, [*before, *after])
    return {"ancestors": both[: len(before)], "descendants": both[len(before) :]}


@endpoint("GET", "/api/v1/statuses/{id}/source", scopes=READ)
def source(call: Call, id: str) -> dict[str, Any]:
    post = my_post(call, id)
    kind = "text/plain" if post.is_plain else "text/markdown"
    return {"id": str(post.pk), "text": post.source, "spoiler_text": post.warning, "content_type": kind}


@endpoint("GET", "/api/v1/statuses/{id}/history", scopes=READ, user=None)
def versions(call: Call, id: str) -> list[dict[str, Any]]:
    post = post_of(call, id)
    return history(post, account(post.author, call.viewer))


@endpoint("GET", "/api/v1/statuses/{id}/card", scopes=READ, user=None)
def preview(call: Call, id: str) -> dict[str, Any]:
    post = post_of(call, id)
    found = LinkPreview.objects.filter(pk=post.preview_id or 0).exclude(title="").first()
    return card(found) if found else {}


@endpoint("POST", "/api/v1/statuses/{id}/translate", scopes=READ)
def translate(call: Call, id: str) -> Answer:
    """No translation service is asked from here: words stay in the house."""
    post_of(call, id)
    raise record_not_found()
