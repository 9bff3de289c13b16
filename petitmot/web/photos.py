"""Pictures as pages show them, each in the sizes a browser may choose from; and sounds and films, as they are played."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from petitmot.posts.models import Kind, Making, Picture
from petitmot.web.tones import tone
from petitmot.web.who import media_url

HALF = "(min-width: 48rem) 18.2rem, 46vw"  # of the measure: what `sizes` says of a picture beside another


@dataclass(frozen=True, slots=True)
class Photo:
    src: str
    srcset: str
    width: int
    height: int
    alt: str
    href: str
    focus: str = ""
    tone: str = ""  # classes of the colour that stands there until it is loaded
    sizes: str = ""
    kind: str = "image"  # or "film", "gifv" (moves in silence), "sound"
    plays: str = ""  # the address of what is played; `src` is what is seen before, "" for none
    type: str = ""  # its media type
    lasts: str = ""  # minutes and seconds, "2:05"
    away: str = ""  # the address on another server of what is not held here
    away_at: str = ""  # the name of that server


def photos(pictures: Sequence[Picture], post_id: int) -> tuple[Photo, ...]:
    """Tell the pictures of a post; of several each is half as wide, but the first of an odd number."""
    many = len(pictures) > 1
    return tuple(
        photo(picture, post_id, number, half=many and not (number == 1 and len(pictures) % 2))
        for number, picture in enumerate(pictures, 1)
    )


def photo(picture: Picture, post_id: int, number: int, *, half: bool = False) -> Photo:
    """Tell one picture: the one of a middle size, and all sizes for the browser to choose from."""
    files = picture.files or [{"name": "", "width": picture.width, "height": picture.height}]
    middle = next((file for file in files if file["width"] >= 800), files[-1])
    away = picture.elsewhere if picture.making == Making.ELSEWHERE else ""
    plays = str(picture.played.get("name", ""))
    return Photo(
        kind=KINDS.get(picture.kind, "image"),
        plays=media_url(plays) if plays else "",
        type=str(picture.played.get("type", "")),
        lasts=_clock(picture.seconds) if picture.seconds else "",
        away=away,
        away_at=urlsplit(away).hostname or "",
        src=media_url(middle["name"]) if middle["name"] else "",
        srcset=", ".join(f"{media_url(file['name'])} {file['width']}w" for file in files) if len(files) > 1 else "",
        width=picture.width,
        height=picture.height,
        alt=picture.alt,
        href=f"/mot/{post_id}/image/{number}/",
        focus=_focus(picture),
        tone=tone(picture.colour),
        sizes=HALF if half else "",
    )


KINDS: dict[str, str] = {Kind.FILM: "film", Kind.GIFV: "gifv", Kind.SOUND: "sound"}


def _clock(seconds: float) -> str:
    """Say how long something lasts as players do: `0:07`, `2:05`, `1:02:05`."""
    minutes, rest = divmod(max(1, round(seconds)), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def _focus(picture: Picture) -> str:
    """Name the side a picture's focal point is on, where it is well away from the middle."""
    if abs(picture.focus_y) >= abs(picture.focus_x):
        return "top" if picture.focus_y > 0.3 else "bottom" if picture.focus_y < -0.3 else ""
    return "right" if picture.focus_x > 0.3 else "left" if picture.focus_x < -0.3 else ""
