"""Pictures as pages show them, each in the sizes a browser may choose from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from petitmot.posts.models import Picture
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
    return Photo(
        src=media_url(middle["name"]),
        srcset=", ".join(f"{media_url(file['name'])} {file['width']}w" for file in files) if len(files) > 1 else "",
        width=picture.width,
        height=picture.height,
        alt=picture.alt,
        href=f"/mot/{post_id}/image/{number}/",
        focus=_focus(picture),
        tone=tone(picture.colour),
        sizes=HALF if half else "",
    )


def _focus(picture: Picture) -> str:
    """Name the side a picture's focal point is on, where it is well away from the middle."""
    if abs(picture.focus_y) >= abs(picture.focus_x):
        return "top" if picture.focus_y > 0.3 else "bottom" if picture.focus_y < -0.3 else ""
    return "right" if picture.focus_x > 0.3 else "left" if picture.focus_x < -0.3 else ""
