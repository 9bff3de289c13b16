"""MediaAttachment (docs.joinmastodon.org/entities/MediaAttachment): a picture, a sound or a film of the house."""

from __future__ import annotations

from typing import Any

from petitmot.client_api.entities.addresses import media_url
from petitmot.posts.models import Kind, Making, Picture


def media(picture: Picture) -> dict[str, Any]:
    """Tell what hangs on words. `url` is the largest picture, or what is played: null until that is made.

    `preview_url` is a picture of about a thousand pixels, null where a sound has no cover. What is not held here is `unknown`,
    with the address where it is.
    """
    files: list[dict[str, Any]] = picture.files
    small = files[min(1, len(files) - 1)] if files else None
    return {
        "id": str(picture.pk),
        "type": _type(picture),
        "url": _url(picture),
        "preview_url": media_url(small["name"]) if small else None,
        "remote_url": picture.elsewhere or None,
        "preview_remote_url": None,
        "text_url": None,
        "meta": _meta(picture, small),
        "description": picture.alt or None,
        "blurhash": picture.blurhash or None,
    }


def _type(picture: Picture) -> str:
    if picture.making == Making.ELSEWHERE or (picture.kind == Kind.IMAGE and not picture.files):
        return "unknown"
    return str(picture.kind)


def _url(picture: Picture) -> str | None:
    if picture.making in (Making.WAITING, Making.FAILED):
        return None
    if picture.played:
        return media_url(picture.played["name"])
    return media_url(picture.files[-1]["name"]) if picture.files else picture.elsewhere


def _meta(picture: Picture, small: dict[str, Any] | None) -> dict[str, Any]:
    meta: dict[str, Any] = {"focus": {"x": picture.focus_x, "y": picture.focus_y}}
    if picture.played:
        meta |= _of_film(picture)
    elif picture.files and picture.kind == Kind.IMAGE:
        meta["original"] = _size(picture.files[-1])
    return meta | {"small": _size(small)} if small else meta


def _of_film(picture: Picture) -> dict[str, Any]:
    """Tell what is played, in the words of the programs that Mastodon asks."""
    played = picture.played
    meta: dict[str, Any] = {"length": _length(picture.seconds), "duration": round(picture.seconds, 2)}
    original: dict[str, Any] = {"duration": picture.seconds, "bitrate": int(played.get("bits") or 0)}
    if picture.kind != Kind.SOUND and picture.width and picture.height:
        rate = str(played.get("rate") or "0/0")
        meta |= {"fps": _fps(rate), **_size({"width": picture.width, "height": picture.height})}
        original = {"width": picture.width, "height": picture.height, "frame_rate": rate} | original
    if played.get("codec"):
        channels = played.get("channels")
        meta |= {"audio_encode": played["codec"], "audio_bitrate": f"{played.get('hertz', 0)} Hz"}
        meta["audio_channels"] = {1: "mono", 2: "stereo"}.get(channels, f"{channels} channels")
    return meta | {"original": original}


def _length(seconds: float) -> str:
    minutes, rest = divmod(seconds, 60)
    return f"{int(minutes) // 60}:{int(minutes) % 60:02}:{rest:05.2f}"


def _fps(rate: str) -> int:
    above, _slash, below = rate.partition("/")
    try:
        return round(float(above) / float(below))
    except (ValueError, ZeroDivisionError):
        return 0


def _size(file: dict[str, Any]) -> dict[str, Any]:
    width, height = int(file["width"]), int(file["height"])
    return {"width": width, "height": height, "size": f"{width}x{height}", "aspect": width / max(height, 1)}
