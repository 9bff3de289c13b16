"""Sounds and films of other servers: first a link that leads there, then, where it was fetched, a file that is played here."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import F

from petitmot.kit import clock
from petitmot.people.models import Person
from petitmot.posts.attaching import kind_of
from petitmot.posts.films import making, originals
from petitmot.posts.films.looking import Seen, measure
from petitmot.posts.films.refusing import refusal
from petitmot.posts.films.sniffing import GIF, Container, sniff
from petitmot.posts.films.tools import tools
from petitmot.posts.models import Kind, Making, Picture, Post
from petitmot.posts.pictures.making import Made
from petitmot.posts.picturing import LONGEST_ALT, Focus, side
from petitmot.posts.publishing import HUNG_AT_MOST


def lead_to(
    owner: Person, url: str, kind: Kind, *, alt: str, focus: Focus, blurhash: str, seconds: float, size: tuple[int, int]
) -> Picture:
    """Keep a link to a sound or a film that is not held here, in no post yet."""
    now = clock.now()
    return Picture.objects.create(
        owner=owner,
        kind=kind,
        making=Making.ELSEWHERE,
        elsewhere=url,
        alt=alt[:LONGEST_ALT],
        focus_x=side(focus[0]),
        focus_y=side(focus[1]),
        width=size[0],
        height=size[1],
        blurhash=blurhash,
        seconds=seconds,
        made_at=now,
        unused_since=now,
    )


def hold(picture: Picture, path: Path) -> int:
    """Hold what a link led to: the file as it came, never run and only ever played. Returns its bytes, with its picture's.

    It is looked at where this server has the programs for it; without them its document is believed. Refused: `wrong_type`,
    `malformed`, `too_hard`.
    """
    container = sniff(path)
    if container is None or container is GIF:
        raise refusal("wrong_type")
    seen, still = _looked_at(picture, path, container)
    if seen.film is None and seen.sound is None:
        raise refusal("wrong_type")
    ending, type_ = container.named(film=seen.film is not None)
    size = path.stat().st_size
    name = originals.keep_copy(path, ending)
    said: dict[str, Any] = {
        "making": Making.READY,
        "kind": kind_of(seen),
        "played": making.row_of(name, type_, size, seen),
        "seconds": round(seen.seconds, 3),
        "width": seen.width,
        "height": seen.height,
    }
    if still is not None:
        said |= {"files": still.rows(), "blurhash": still.blurhash, "colour": still.colour}
    _change(picture, said)
    return size + (making.weight(still) if still is not None else 0)


def give_back(picture: Picture) -> None:
    """Hold it no longer: a link leads to it again. The files go by themselves."""
    _change(picture, {"making": Making.ELSEWHERE, "played": {}, "files": []})


def _looked_at(picture: Picture, path: Path, container: Container) -> tuple[Seen, Made | None]:
    with_ = tools()
    if with_ is None:
        is_film = bool(container.film) and picture.kind != Kind.SOUND
        told = Seen(0 if is_film else None, 0, None, picture.width, picture.height, picture.seconds)
        return told, None
    seen = measure(with_, path, container)
    if seen.film is not None:
        return seen, making.picture_of(with_, path, container, seen)
    return seen, making.cover_of(with_, path, container, seen)


def _change(picture: Picture, said: dict[str, Any]) -> None:
    with transaction.atomic():
        Picture.objects.filter(pk=picture.pk).update(**said)
        if picture.post_id is not None:
            Post.objects.filter(pk=picture.post_id).update(hung=(F("hung") + 1) % HUNG_AT_MOST)
    picture.refresh_from_db()
