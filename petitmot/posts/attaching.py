"""To take in whatever is to hang on words: pictures are made at once, sounds and films by a job. One way in for every door."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.files import File
from django.db import transaction

from petitmot.jobs.announcing import announce
from petitmot.kit import clock
from petitmot.kit.refusals import Refusal, TooOften, TryLater
from petitmot.people import pace
from petitmot.people.models import Person
from petitmot.posts import picturing
from petitmot.posts.events import FilmTaken
from petitmot.posts.films import limits, originals
from petitmot.posts.films.looking import Seen, look
from petitmot.posts.films.making import Played, make
from petitmot.posts.films.refusing import refusal
from petitmot.posts.films.sniffing import GIF, sniff
from petitmot.posts.films.tools import tools
from petitmot.posts.models import Kind, Making, Picture
from petitmot.posts.pictures.making import Made, make_picture
from petitmot.posts.picturing import Focus


def take(
    owner: Person, file: File[Any], *, alt: str = "", focus: Focus = (0.0, 0.0), thumbnail: File[Any] | None = None
) -> Picture:
    """Take a picture, a sound or a film in for its owner, in no post yet; the file itself decides which it is.

    A picture is ready when this returns. A sound or a film was looked at (about a tenth of a second) and is `WAITING`: a job
    makes it. So is a GIF that moves, where this server makes films; elsewhere its first moment is kept. `thumbnail` is what is seen
    of a film until it is played, or a sound's cover. Refused, with the field `pictures`: what `pictures.making` and
    `films.looking` refuse, `no_tools`, `too_heavy_film`; with `alt`: `alt_too_long`; `TooOften`.
    """
    if (file.size or 0) > limits.LARGEST_FILE:  # before anything is copied
        raise refusal("too_heavy_film")
    with picturing.at_a_path(file) as path:
        container = sniff(path)
        if container is None:
            return picturing.take_picture(owner, file, alt=alt, focus=focus)
        if container is GIF:
            return _take_gif(owner, path, alt, focus)
        alt = picturing.checked_alt(alt)
        with_ = tools()
        if with_ is None:
            raise refusal("no_tools")
        pace.spend(owner, "upload")
        seen = look(with_, path, container)
        still = _still(thumbnail) if thumbnail is not None else None
        return _wait(owner, path, seen, still, alt=alt, focus=focus)


def put_thumbnail(picture: Picture, owner: Person, file: File[Any]) -> Picture:
    """Put another picture where a film is not yet played, or on a sound; a picture has none. Refused: `not_yours`,
    `picture_in_use`, and what `make_picture` refuses."""
    picturing.refuse_what_is_not_mine(picture, owner)
    if picture.kind == Kind.IMAGE:
        return picture
    pace.spend(owner, "upload")
    still = _still(file)
    said = {"files": still.rows(), "blurhash": still.blurhash, "colour": still.colour}
    Picture.objects.filter(pk=picture.pk, post=None).update(**said)
    picture.refresh_from_db()
    return picture


def make_taken(fact: FilmTaken) -> None:
    """A reaction: make what waits. Done again it does nothing; begun and killed it begins anew.

    Raises TryLater where the machine has no time to look at it: that is no fault of the file.
    """
    picture = Picture.objects.filter(pk=fact.picture_id, making=Making.WAITING).first()
    if picture is None:
        return
    try:
        played = _made(picture)
    except TooOften as often:
        raise TryLater("too many sounds and films at once", wait=often.wait) from often
    except Refusal as refused:
        _not_made(picture, refused.code)
        return
    _ready(picture, played)


def _take_gif(owner: Person, path: Path, alt: str, focus: Focus) -> Picture:
    """Keep its first moment; where it moves and this server makes films, let it become one."""
    pace.spend(owner, "upload")
    made = make_picture(path)
    picture = picturing.keep(owner, made, alt=alt, focus=focus)
    with_ = tools() if made.animated else None
    if with_ is None:
        return picture
    try:
        seen = look(with_, path, GIF)
    except Refusal:  # its first moment is there
        return picture
    if seen.film is None or seen.seconds > limits.LONGEST_GIFV:
        return picture
    token = originals.take(path)
    with transaction.atomic():
        waits = {"making": Making.WAITING, "original": token, "seconds": seen.seconds}
        Picture.objects.filter(pk=picture.pk).update(**waits)
        announce(FilmTaken(picture.pk))
    picture.refresh_from_db()
    return picture


def _wait(owner: Person, path: Path, seen: Seen, still: Made | None, *, alt: str, focus: Focus) -> Picture:
    token = originals.take(path)
    now = clock.now()
    with transaction.atomic():
        picture = Picture.objects.create(
            owner=owner,
            alt=alt,
            focus_x=picturing.side(focus[0]),
            focus_y=picturing.side(focus[1]),
            width=seen.width,
            height=seen.height,
            blurhash=still.blurhash if still else "",
            colour=still.colour if still else "",
            files=still.rows() if still else [],
            kind=kind_of(seen),
            making=Making.WAITING,
            seconds=seen.seconds,
            original=token,
            made_at=now,
            unused_since=now,
        )
        announce(FilmTaken(picture.pk))
    return picture


def kind_of(seen: Seen) -> Kind:
    """Say what something is: a film without sound, and short, moves like a picture."""
    if seen.film is None:
        return Kind.SOUND
    silent = seen.sound is None and 0 < seen.seconds <= limits.LONGEST_GIFV
    return Kind.GIFV if silent else Kind.FILM


def _made(picture: Picture) -> Played:
    with_, path = tools(), originals.path_of(picture.original)
    if with_ is None:  # it went away since: whoever waits is told so
        raise refusal("no_tools")
    container = sniff(path) if path else None
    if path is None or container is None:
        raise refusal("lost")
    return make(with_, path, container, look(with_, path, container))


def _ready(picture: Picture, played: Played) -> None:
    seen = played.seen
    said: dict[str, Any] = {
        "making": Making.READY,
        "kind": kind_of(seen),
        "played": played.row(),
        "seconds": round(seen.seconds, 3),
        "width": seen.width,
        "height": seen.height,
        "original": "",
    }
    with transaction.atomic():
        row = Picture.objects.select_for_update().filter(pk=picture.pk, making=Making.WAITING).first()
        if row is None:
            return  # given up meanwhile: what was made goes by itself
        if played.picture is not None and not row.files:  # not in place of what its owner chose
            made = played.picture
            said |= {"files": made.rows(), "blurhash": made.blurhash, "colour": made.colour}
        Picture.objects.filter(pk=row.pk).update(**said)
    originals.forget(picture.original)


def _not_made(picture: Picture, code: str) -> None:
    """A GIF keeps its first moment; of anything else its owner is told why."""
    waiting = Picture.objects.filter(pk=picture.pk, making=Making.WAITING)
    if picture.kind == Kind.IMAGE:
        waiting.update(making=Making.READY, original="", seconds=0)
    else:
        waiting.update(making=Making.FAILED, failed=code[:60], original="")
    originals.forget(picture.original)


def _still(file: File[Any]) -> Made:
    with picturing.at_a_path(file) as path:
        return make_picture(path)


def why_failed(picture: Picture) -> Refusal:
    """Return the refusal with which the making of a sound or a film ended."""
    try:
        return refusal(picture.failed)
    except KeyError:
        return refusal("malformed")
