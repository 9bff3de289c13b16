"""Search (docs.joinmastodon.org/methods/search): people, words and tags; the newest first, nothing ranked."""

from __future__ import annotations

from typing import Any

from petitmot.client_api.call import Call
from petitmot.client_api.door import endpoint
from petitmot.client_api.entities.account import accounts
from petitmot.client_api.entities.status import statuses
from petitmot.client_api.entities.tag import tags
from petitmot.client_api.errors import ApiError
from petitmot.client_api.resolving import Found, at_address, named_here
from petitmot.people import ties
from petitmot.people.models import Follow
from petitmot.posts.models import Post
from petitmot.reading import search

MOST = 40


@endpoint("GET", "/api/v2/search", scopes=("read:search",), user=None)
def everything(call: Call) -> dict[str, Any]:
    query = call.require("q").strip()
    params, viewer = call.params, call.viewer
    if viewer is None and params.flag("resolve"):
        raise ApiError(401, "Search queries that resolve remote resources are not supported without authentication")
    if viewer is None and params.said("offset"):
        raise ApiError(401, "Search queries pagination is not supported without authentication")
    kind = params.text("type")
    start, most = max(params.number("offset") or 0, 0), call.window(20, MOST).limit
    found = at_address(viewer, query, fetch=bool(params.flag("resolve"))) if start == 0 else Found()
    wanted = {kind} if kind in ("accounts", "statuses", "hashtags") else {"accounts", "statuses", "hashtags"}
    return {
        "accounts": _people(call, query, found, start, most) if "accounts" in wanted else [],
        "statuses": _words(call, query, found, start, most) if "statuses" in wanted else [],
        "hashtags": tags(_tags(call, query, start, most), viewer) if "hashtags" in wanted else [],
    }


def _people(call: Call, query: str, found: Found, start: int, most: int) -> list[dict[str, Any]]:
    people = [found.person] if found.person else []
    if not found.is_address:
        named = named_here(call.viewer, query) if start == 0 else None
        people += [named] if named else []
        others = search.find_people(call.viewer, query.removeprefix("@"), most=start + most)[start:]
        people += [person for person in others if person not in people]
    if call.params.flag("following") and call.viewer:
        ids = [person.pk for person in people]
        rows = Follow.objects.filter(follower=call.viewer, followed__in=ids)
        followed = set(rows.values_list("followed_id", flat=True))
        people = [person for person in people if person.pk in followed]
    return accounts(people[:most], call.viewer)


def _words(call: Call, query: str, found: Found, start: int, most: int) -> list[Any]:
    ids = [found.post] if found.post else []
    if not found.is_address and call.viewer is not None:
        part = call.window(20, MOST)
        listed = search.find_posts(call.viewer, query, before=part.max_id, most=start + most)[start:]
        if part.min_id is not None:
            listed = [id_ for id_ in listed if id_ > (part.min_id or 0)]
        ids += _of_author(call, listed)
    return statuses(call.viewer, ids[:most])


def _of_author(call: Call, ids: list[int]) -> list[int]:
    muted = ties.muted_ids(call.person)
    author = call.params.number("account_id")
    rows = dict(Post.objects.filter(pk__in=ids).values_list("pk", "author_id"))
    return [id_ for id_ in ids if (author is None or rows.get(id_) == author) and rows.get(id_) not in muted]


def _tags(call: Call, query: str, start: int, most: int) -> list[Any]:
    return search.find_tags(call.viewer, query.removeprefix("#"), most=start + most)[start:]
