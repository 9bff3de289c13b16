"""From an uploaded file to pictures that can be shown: `make_picture`. The work is done by a child that ends."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
from django.conf import settings

import petitmot
from petitmot.kit.language import _
from petitmot.kit.refusals import Refusal, TooOften
from petitmot.posts.pictures.limits import AT_ONCE, LARGEST_EMOJI, LARGEST_FILE, PATIENCE, WIDTHS

_places = threading.BoundedSemaphore(AT_ONCE)


@dataclass(frozen=True)
class File:
    """One file that was made: its name below MEDIA_ROOT (`ab/cd/abcd....webp`), its media type, its size in pixels."""

    name: str
    type: str
    width: int
    height: int


@dataclass(frozen=True)
class Made:
    """What became of an upload: the files from the smallest to the largest, the size of the largest, what stands there
    until it is loaded (https://blurha.sh), its colour as `#rrggbb`, and whether it was an animation (its first moment is kept).
    """

    files: tuple[File, ...]
    width: int
    height: int
    blurhash: str
    colour: str
    animated: bool

    def rows(self) -> list[dict[str, Any]]:
        """The files as the JSON that a model keeps."""
        return [{"name": f.name, "type": f.type, "width": f.width, "height": f.height} for f in self.files]


def make_picture(
    path: Path, *, widths: Sequence[int] = WIDTHS, square: bool = False, patience: float = PATIENCE
) -> Made:
    """Make the pictures of an uploaded file, in about a second of CPU for a photo of twelve megapixels.

    `square` cuts the middle out, for portraits. Refused, with the field `pictures`: `too_heavy`, `too_many_pixels`,
    `too_long`, `wrong_type`, `truncated`, `malformed`, `too_much_movement`, `too_hard`; `too_often` when the machine has
    no time for it within `patience` (seconds by the clock on the wall).
    """
    if path.stat().st_size > LARGEST_FILE:
        raise refusal("too_heavy")
    return _made(path, widths, "square" if square else "whole", patience)


def make_emoji(path: Path, *, largest: int = LARGEST_EMOJI, patience: float = PATIENCE) -> Made:
    """Make an emoji of an uploaded PNG, GIF, WebP or AVIF: the still picture, then, if it moves, the moving one.

    It is made to fit 256 x 128 pixels, and never blown up. Refused as by `make_picture`.
    """
    if path.stat().st_size > largest:
        raise refusal("too_heavy_emoji")
    return _made(path, (), "emoji", patience)


def _made(path: Path, widths: Sequence[int], shape: str, patience: float) -> Made:
    if not _places.acquire(timeout=patience):
        raise _too_busy()
    try:
        told = _ask_child(path, widths, shape, patience)
    finally:
        _places.release()
    if "code" in told:
        raise refusal(told["code"])
    return msgspec.convert(told, Made)


def _ask_child(path: Path, widths: Sequence[int], shape: str, patience: float) -> dict[str, Any]:
    media = Path(settings.MEDIA_ROOT)
    media.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "petitmot.posts.pictures.child", str(path.absolute()), str(media.absolute())]
    command += [",".join(map(str, widths)), shape]
    # A bare environment: the child knows no secret, and no library in it starts threads of its own.
    environment = {
        "PATH": os.environ.get("PATH", ""),
        "PYTHONPATH": str(Path(petitmot.__file__).parents[1]),
        "PYTHONSAFEPATH": "1",
        "OMP_NUM_THREADS": "1",
    }
    try:
        child = subprocess.run(  # noqa: S603 - no shell; the command is ours
            command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=patience, check=False
        )
    except subprocess.TimeoutExpired as error:  # its CPU is bounded: what lasts longer waits for a busy machine
        raise _too_busy() from error
    if child.returncode < 0 or not child.stdout:
        return {"code": "too_hard" if child.returncode < 0 else _failed(child.stderr)}
    answer: dict[str, Any] = msgspec.json.decode(child.stdout)
    return answer


def _too_busy() -> TooOften:
    return TooOften(_("Trop d’images arrivent en même temps. Essayez dans un instant."), wait=30)


def _failed(errors: bytes) -> str:
    """The limit of memory can end Python anywhere, even in words about it; all else is a bug of ours."""
    if b"MemoryError" in errors or b"Cannot allocate" in errors:
        return "too_hard"
    raise RuntimeError("the child that makes pictures failed: " + errors.decode(errors="replace")[-2000:])


def refusal(code: str) -> Refusal:
    """The sentence that goes with a code, for the field `pictures`."""
    sentences = {
        "too_heavy": _("Cette image est trop lourde : 16 Mo au plus."),
        "too_heavy_emoji": _("Cet émoji est trop lourd : 256 Ko au plus."),
        "too_many_pixels": _(
            "Cette image est trop grande : 50 millions de points au plus. Réduisez-la, puis renvoyez-la."
        ),
        "too_long": _("Cette image est trop étroite ou trop longue pour être montrée."),
        "wrong_type": _(
            "Ce fichier n’est pas une image que nous savons lire. Essayez en JPEG, PNG, WebP, GIF ou AVIF."
        ),
        "truncated": _("Cette image est arrivée incomplète. Envoyez-la de nouveau."),
        "malformed": _("Cette image est abîmée : nous n’arrivons pas à la lire."),
        "too_much_movement": _("Cette animation est trop longue ou trop grande."),
        "too_hard": _("Cette image demande trop de travail. Essayez avec une image plus petite."),
    }
    refused = Refusal(sentences[code], code=code, field="pictures")
    if code.startswith("too_heavy"):
        refused.status = 413
    return refused
