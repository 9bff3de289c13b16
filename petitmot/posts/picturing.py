"""To take a picture in, to say what it shows, to give it up: what becomes of an uploaded file (rule 42)."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.files import File

from petitmot.kit import clock
from petitmot.kit.language import _
from petitmot.kit.refusals import NotAllowed, Refusal
from petitmot.kit.text import sound
from petitmot.people import pace
from petitmot.people.models import Person
from petitmot.posts.films import originals
from petitmot.posts.models import Picture, Post
from petitmot.posts.pictures.limits import LARGEST_FILE
from petitmot.posts.pictures.making import Made, make_picture, refusal

LONGEST_ALT = 1500  # characters

Focus = tuple[float, float]  # (-1 left .. 1 right, -1 bottom .. 1 top): what stays in view where a picture is cut


def take_picture(owner: Person, file: File[Any], *, alt: str = "", focus: Focus = (0.0, 0.0)) -> Picture:
    """Make clean pictures of an uploaded file (about a second) and keep them for their owner, in no post yet.

    Refused, with the field `pictures`: what `make_picture` refuses; with the field `alt`: `alt_too_long`; `TooOften`.
    What is in no post and in no draft for two days is let go.
    """
    alt = checked_alt(alt)
    if (file.size or 0) > LARGEST_FILE:  # before anything is copied
        raise refusal("too_heavy")
    pace.spend(owner, "upload")
    with at_a_path(file) as path:
        made = make_picture(path)
    return keep(owner, made, alt=alt, focus=focus)


def keep(owner: Person, made: Made, *, alt: str = "", focus: Focus = (0.0, 0.0)) -> Picture:
    """Keep what `make_picture` made as a picture of its owner, in no post yet. Refused: `alt_too_long`."""
    now = clock.now()
    return Picture.objects.create(
        owner=owner,
        alt=checked_alt(alt),
        focus_x=side(focus[0]),
        focus_y=side(focus[1]),
        width=made.width,
        height=made.height,
        blurhash=made.blurhash,
        colour=made.colour,
        files=made.rows(),
        made_at=now,
        unused_since=now,
    )


@contextmanager
def at_a_path(file: File[Any]) -> Iterator[Path]:
    """Give the path of an uploaded file: its own where it lies on the disk, else that of a copy that goes again."""
    own = getattr(file, "temporary_file_path", None)
    if own is not None:
        yield Path(own())
        return
    with tempfile.NamedTemporaryFile(prefix="petitmot-") as copy:
        for part in file.chunks():
            copy.write(part)
        copy.flush()
        yield Path(copy.name)


def described(picture: Picture, alt: str, focus: Focus | None = None) -> Picture:
    """Put words and focal point on a picture in memory; nothing is written. Refused: `alt_too_long`, field `alt-<id>`."""
    try:
        picture.alt = checked_alt(alt)
    except Refusal as refused:
        refused.field = f"alt-{picture.pk}"
        raise
    if focus is not None:
        picture.focus_x, picture.focus_y = side(focus[0]), side(focus[1])
    return picture


def describe_picture(picture: Picture, owner: Person, alt: str, focus: Focus | None = None) -> Picture:
    """Say what a picture shows, and what is to stay in view where it is cut.

    Only before it is published: in a post its words change with the post, so that the version before keeps them
    (rule 30). Refused: `not_yours`, `picture_in_use`, `alt_too_long`.
    """
    refuse_what_is_not_mine(picture, owner)
    before = (picture.alt, picture.focus_x, picture.focus_y)
    described(picture, alt, focus)
    if (picture.alt, picture.focus_x, picture.focus_y) != before:
        Picture.objects.filter(pk=picture.pk, post=None).update(
            alt=picture.alt, focus_x=picture.focus_x, focus_y=picture.focus_y
        )
    return picture


def discard(picture: Picture, owner: Person) -> None:
    """Give a picture up that is in no post. Its files go by themselves. Refused: `not_yours`, `picture_in_use`."""
    refuse_what_is_not_mine(picture, owner)
    Picture.objects.filter(pk=picture.pk, post=None).delete()
    originals.forget(picture.original)


def of_posts(posts: Iterable[Post]) -> dict[int, tuple[Picture, ...]]:
    """Return the pictures of each post that has some, in their order; one query for any number of posts."""
    found: dict[int, list[Picture]] = defaultdict(list)
    ids = [post.pk for post in posts if post.has_pictures]
    for picture in Picture.objects.filter(post__in=ids).order_by("place", "pk") if ids else ():
        found[picture.post_id or 0].append(picture)
    return {id_: tuple(pictures) for id_, pictures in found.items()}


def refuse_what_is_not_mine(picture: Picture, owner: Person) -> None:
    """Refused: `not_yours`, `picture_in_use`."""
    if picture.owner_id != owner.pk:
        raise NotAllowed(_("Cette image n’est pas la vôtre."), code="not_yours")
    if picture.post_id is not None:
        raise Refusal(_("Cette image est déjà publiée : retouchez le mot où elle se trouve."), code="picture_in_use")


def checked_alt(alt: str) -> str:
    """Return the words that tell a picture as they are kept. Refused: `alt_too_long`, field `alt`."""
    alt = sound(alt).replace("\r\n", "\n").strip()
    if len(alt) > LONGEST_ALT:
        raise Refusal(
            _(
                "Cette description est trop longue : %(most)s signes au plus, il y en a %(here)s.",
                most=LONGEST_ALT,
                here=len(alt),
            ),
            code="alt_too_long",
            field="alt",
        )
    return alt


def side(value: float) -> float:
    """Keep a coordinate within -1 .. 1; what is no number is the middle."""
    return round(max(-1.0, min(1.0, value)), 2) if value == value else 0.0
