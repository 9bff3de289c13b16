"""A person's portrait and banner: an uploaded file, made clean, and kept in place of the one before."""

from __future__ import annotations

from typing import Any, Literal

from django.core.files import File

from petitmot.kit.refusals import Refusal
from petitmot.people import pace, profiles
from petitmot.people.models import Person
from petitmot.posts.pictures.making import make_picture
from petitmot.posts.picturing import at_a_path

Name = Literal["portrait", "banner"]
SHAPES: dict[str, tuple[tuple[int, ...], bool]] = {  # widths in pixels, square
    "portrait": ((320,), True),
    "banner": ((1440,), False),
}


def keep(person: Person, name: Name, file: File[Any]) -> None:
    """Make a clean picture of an uploaded file and keep it. Refused, with `name` as the field, as `make_picture` refuses."""
    widths, square = SHAPES[name]
    try:
        pace.spend(person, "upload")
        with at_a_path(file) as path:
            made = make_picture(path, widths=widths, square=square)
    except Refusal as refusal:
        refusal.field = name
        raise
    profiles.set_picture(person, **{name: made.files[-1].name})
