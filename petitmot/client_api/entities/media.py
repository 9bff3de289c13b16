"""MediaAttachment (docs.joinmastodon.org/entities/MediaAttachment): a picture of the house."""

from __future__ import annotations

from typing import Any

from petitmot.client_api.entities.addresses import media_url
from petitmot.posts.models import Picture


def media(picture: Picture) -> dict[str, Any]:
    """Tell a picture. `url` is the largest file that was made, `preview_url` one of about a thousand pixels."""
    files: list[dict[str, Any]] = picture.files
    large = files[-1] if files else None
    small = files[min(1, len(files) - 1)] if files else None
    meta: dict[str, Any] = {"focus": {"x": picture.focus_x, "y": picture.focus_y}}
    if large and small:
        meta |= {"original": _size(large), "small": _size(small)}
    return {
        "id": str(picture.pk),
        "type": "image" if files else "unknown",
        "url": media_url(large["name"]) if large else "",
        "preview_url": media_url(small["name"]) if small else None,
        "remote_url": None,
        "preview_remote_url": None,
        "text_url": None,
        "meta": meta,
        "description": picture.alt or None,
        "blurhash": picture.blurhash or None,
    }


def _size(file: dict[str, Any]) -> dict[str, Any]:
    width, height = int(file["width"]), int(file["height"])
    return {"width": width, "height": height, "size": f"{width}x{height}", "aspect": width / max(height, 1)}
