"""Tags one follows, and tags one shows on one's page."""

from __future__ import annotations

import re

from petitmot.kit import clock
from petitmot.kit.language import _
from petitmot.kit.refusals import NotFound, Refusal
from petitmot.kit.text import fold
from petitmot.people.models import Person
from petitmot.posts.models import FollowedTag, ShownTag, Tag

MOST_SHOWN = 10
_NAME = re.compile(r"\w{1,100}", re.UNICODE)


def find(name: str) -> Tag | None:
    return Tag.objects.filter(name=fold(name.lstrip("#"))[:100]).first()


def named(name: str) -> Tag:
    """Return the tag of this name, made where it is new. Refused: `tag_invalid`."""
    name = name.strip().lstrip("#")
    if not _NAME.fullmatch(name) or name.isdigit():
        raise Refusal(_("Une étiquette est un mot : des lettres et des chiffres."), code="tag_invalid", field="name")
    tag, _new = Tag.objects.get_or_create(name=fold(name)[:100], defaults={"shown": name[:100]})
    return tag


def follow(person: Person, name: str) -> Tag:
    """Read what carries a tag. Twice is once."""
    tag = named(name)
    FollowedTag.objects.get_or_create(person=person, tag=tag, defaults={"since": clock.now()})
    return tag


def unfollow(person: Person, name: str) -> Tag:
    tag = named(name)
    FollowedTag.objects.filter(person=person, tag=tag).delete()
    return tag


def show(person: Person, name: str) -> ShownTag:
    """Show a tag on one's page. Refused: `tag_invalid`, `too_many`."""
    tag = named(name)
    if ShownTag.objects.filter(person=person).exclude(tag=tag).count() >= MOST_SHOWN:
        raise Refusal(_("Dix étiquettes au plus."), code="too_many", field="name")
    row, _new = ShownTag.objects.get_or_create(person=person, tag=tag, defaults={"since": clock.now()})
    return row


def show_no_more(person: Person, *, name: str = "", row_id: int | None = None) -> None:
    """Take a tag off one's page, by its name or by the row. Refused: `not_found` for a row that is not one's own."""
    rows = ShownTag.objects.filter(person=person)
    rows = rows.filter(pk=row_id) if row_id is not None else rows.filter(tag__name=fold(name.lstrip("#"))[:100])
    if not rows.delete()[0] and row_id is not None:
        raise NotFound(_("Cette étiquette n’est pas sur votre page."))
