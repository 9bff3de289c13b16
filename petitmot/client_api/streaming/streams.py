"""Streams by name, as applications ask for them, and which scope each needs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from petitmot.client_api.errors import ApiError
from petitmot.client_api.scopes import holds
from petitmot.kit.pages import LARGEST_ID

PUBLIC = (
    *("public", "public:media", "public:local", "public:local:media", "public:remote", "public:remote:media"),
    *("hashtag", "hashtag:local"),
)
PRIVATE = ("user", "user:notification", "list", "direct")
KNOWN = frozenset(PUBLIC + PRIVATE)
LONGEST_TAG = 100


class Stream(NamedTuple):
    """One stream; `value` is the tag of `hashtag`, the id of `list`."""

    name: str
    value: str = ""

    @property
    def label(self) -> list[str]:
        """How an event names it."""
        return [self.name, self.value] if self.value else [self.name]

    @property
    def is_public(self) -> bool:
        return self.name in PUBLIC


def read(name: str, values: Mapping[str, str]) -> Stream:
    """Read what is asked for: `tag` beside a hashtag, `list` beside a list. 400 for what is none."""
    if name not in KNOWN:
        raise ApiError(400, "Unknown channel type")
    if name.startswith("hashtag"):
        tag = values.get("tag", "").strip().removeprefix("#").lower()
        if not tag or len(tag) > LONGEST_TAG:
            raise ApiError(400, "Missing tag name parameter")
        return Stream(name, tag)
    if name == "list":
        text = values.get("list", "")
        if not text:
            raise ApiError(400, "Missing list name parameter")
        if not (text.isascii() and text.isdigit() and len(text) < 20 and int(text) <= LARGEST_ID):
            raise ApiError(401, "Not authorized to stream this list")
        return Stream(name, str(int(text)))
    return Stream(name)


def of_path(rest: str, only_media: bool) -> str:
    """Return the name of the stream at `/api/v1/streaming/<rest>`; empty for what is none."""
    name = rest.strip("/").replace("/", ":")
    if name.startswith("public") and only_media and not name.endswith(":media"):
        name += ":media"
    return name if name in KNOWN else ""


def check(stream: Stream, granted: frozenset[str]) -> None:
    """Refuse with 401 where the scopes do not reach: public streams ask for none."""
    wanted = "read:notifications" if stream.name == "user:notification" else "read:statuses"
    if not stream.is_public and not holds(granted, wanted):
        raise ApiError(401, "Access token does not have the required scopes")
