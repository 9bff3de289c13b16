"""Emoji of this server: moderators draw them up, put them in order, withdraw them. Every act is in the trail."""

from __future__ import annotations

from typing import Any

from django.core.files import File
from django.db import transaction

from petitmot.kit.language import _
from petitmot.kit.refusals import NotAllowed, Refusal
from petitmot.moderation.deciding import write_act
from petitmot.people import emoji
from petitmot.people.models import Account, Emoji
from petitmot.posts.pictures.limits import LARGEST_EMOJI
from petitmot.posts.pictures.making import make_emoji, refusal
from petitmot.posts.picturing import at_a_path


def draw_up(by: Account, code: str, file: File[Any] | None, *, category: str = "", in_picker: bool = True) -> Emoji:
    """Make an emoji of an uploaded PNG, GIF, WebP or AVIF, and keep it under a code.

    Refused: `not_moderator`; with their fields what `people.emoji.keep` refuses (`code`, `category`), and with the
    field `picture` what `make_emoji` refuses, and `picture_missing`.
    """
    _refuse_members(by)
    code = code.strip().strip(":")
    emoji.refuse_code(code)  # before a picture is made for nothing
    if file is None:
        raise Refusal(_("Choisissez une image."), code="picture_missing", field="picture")
    try:
        if (file.size or 0) > LARGEST_EMOJI:
            raise refusal("too_heavy_emoji")
        with at_a_path(file) as path:
            made = make_emoji(path)
    except Refusal as refused:
        refused.field = "picture"
        raise
    still, picture = made.files[0].name, made.files[-1].name
    with transaction.atomic():
        kept = emoji.keep(code, picture, still, (made.width, made.height), category=category, in_picker=in_picker)
        write_act(by, "emoji_drawn", about=f":{code}:")
    return kept


def arrange(by: Account, code: str, *, category: str, in_picker: bool) -> None:
    """Say where an emoji stands, and whether it is offered where one writes. Refused: `not_moderator`, `not_found`, `too_long`."""
    _refuse_members(by)
    emoji.arrange(emoji.here(code), category=category, in_picker=in_picker)


def withdraw(by: Account, code: str) -> None:
    """Take an emoji away: its code is read where it stood. Refused: `not_moderator`, `not_found`."""
    _refuse_members(by)
    with transaction.atomic():
        emoji.withdraw(emoji.here(code))
        write_act(by, "emoji_withdrawn", about=f":{code}:")


def _refuse_members(by: Account) -> None:
    if not by.is_moderator:
        raise NotAllowed(_("Cette page est pour les modérateurs."), code="not_moderator")
