"""StatusEdit (docs.joinmastodon.org/entities/StatusEdit): what a post said before, the first version first."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from petitmot.client_api.entities.emoji import emojis
from petitmot.client_api.entities.media import media
from petitmot.client_api.entities.moments import moment
from petitmot.client_api.entities.status_body import content
from petitmot.people.emoji import by_id
from petitmot.posts.models import Picture, Post


def history(post: Post, account: dict[str, Any]) -> list[dict[str, Any]]:
    """Tell all versions, the one that stands now last. Two queries, one more with emoji."""
    versions = list(post.versions.order_by("at", "pk"))
    known = {picture.pk: picture for picture in Picture.objects.filter(post=post).order_by("place", "pk")}
    emoji = by_id({*post.emoji, *(id_ for version in versions for id_ in version.emoji)})
    told = []
    for version in versions:
        pictures = [_as_it_was(known[each["id"]], each["alt"]) for each in version.pictures if each["id"] in known]
        sensitive = version.is_sensitive or bool(version.warning)
        before = _version(version.html, version.warning, sensitive, version.at, pictures, account)
        told.append(before | {"emojis": emojis(version.emoji, emoji)})
    sensitive = post.is_sensitive or bool(post.warning)
    now = [media(picture) for picture in known.values()]
    last = _version(post.html, post.warning, sensitive, post.edited_at or post.published, now, account)
    return [*told, last | {"emojis": emojis(post.emoji, emoji)}]


def _as_it_was(picture: Picture, alt: str) -> dict[str, Any]:
    return media(picture) | {"description": alt or None}


def _version(
    html: str, warning: str, sensitive: bool, at: datetime, pictures: list[dict[str, Any]], account: dict[str, Any]
) -> dict[str, Any]:
    return {
        "content": content(html),
        "spoiler_text": warning,
        "sensitive": sensitive,
        "created_at": moment(at),
        "account": account,
        "media_attachments": pictures,
    }
