"""To follow a tag, and to show one's own: no figures, no ranking."""

from __future__ import annotations

import re

from django.db.models import QuerySet

from petitmot.kit import clock
from petitmot.kit.language import _
from petitmot.kit.refusals import NotFound, Refusal
from petitmot.kit.text import fold
from petitmot.people.models import Person
from petitmot.posts.models import Tag, TagFeatured
from petitmot.reading.models import FollowedTag

MOST_FEATURED = 10
_NAME = re.compile(r"(?=\w{0,99}[^\W\d_])\w{1,100}\Z")


def named(name: str) -> Tag:
    """Return a tag by its name, made where nobody used it yet. Refused: `tag_invalid`."""
    name = name.removeprefix("#")
    if not _NAME.match(name):
        raise Refusal(_("Ce n’est pas un mot-clé."), code="tag_invalid", field="name")
    return Tag.objects.get_or_create(name=fold(name)[:100], defaults={"shown": name[:100]})[0]


def follow(reader: Person, name: str) -> Tag:
    """Read what carries a tag among one's people's words. Twice is once."""
    tag = named(name)
    FollowedTag.objects.get_or_create(reader=reader, tag=tag, defaults={"since": clock.now()})
    return tag


def follow_no_more(reader: Person, name: str) -> Tag:
    tag = named(name)
    FollowedTag.objects.filter(reader=reader, tag=tag).delete()
    return tag


def followed_by(reader: Person) -> QuerySet[FollowedTag]:
    return FollowedTag.objects.filter(reader=reader).select_related("tag")


def feature(person: Person, name: str) -> TagFeatured:
    """Show a tag on one's page. Refused: `too_many_tags`, `tag_featured`."""
    tag = named(name)
    if TagFeatured.objects.filter(person=person, tag=tag).exists():
        raise Refusal(_("Ce mot-clé est déjà sur votre page."), code="tag_featured", field="name")
    if TagFeatured.objects.filter(person=person).count() >= MOST_FEATURED:
        raise Refusal(_("Dix mots-clés au plus sur une page."), code="too_many_tags", field="name")
    return TagFeatured.objects.create(person=person, tag=tag, at=clock.now())


def feature_no_more(person: Person, row_id: int) -> None:
    """Refused: `not_found` for what is not theirs."""
    if not TagFeatured.objects.filter(person=person, pk=row_id).delete()[0]:
        raise NotFound(_("Ce mot-clé n’est pas sur votre page."))


def featured_by(person: Person) -> list[TagFeatured]:
    return list(TagFeatured.objects.filter(person=person).select_related("tag").order_by("pk"))
