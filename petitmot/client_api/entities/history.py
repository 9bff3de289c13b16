"""StatusEdit (docs.joinmastodon.org/entities/StatusEdit): what a post said before, the first version first."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from petitmot.client_api.entities.media import media
from petitmot.client_api.entities.moments import moment
from petitmot.client_api.entities.status_body import content
from petitmot.posts.models import Picture, Post


def history(post: Post, account: dict[str, Any]) -> list[dict[str, Any]]:
    """Tell all versions, the one that stands now last. Two queries."""
    versions = list(post.versions.order_by("at", "pk"))
    known = {picture.pk: picture for picture in Picture.objects.filter(post=post).order_by("place", "pk")}
    told = []
    for version in versions:
        pictures = [_as_it_was(known[each["id"]], each["alt"]) for each in version.pictures if each["id"] in known]
        sensitive = version.is_sensitive or bool(version.warning)
        told.append(_version(version.html, version.warning, sensitive, version.at, pictures, account))
    sensitive = post.is_sensitive or bool(post.warning)
    now = [media(picture) for picture in known.values()]
    return [*told, _version(post.html, post.warning, sensitive, post.edited_at or post.published, now, account)]


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
        "emojis": [],
    }
