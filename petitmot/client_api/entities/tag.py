"""Tag and FeaturedTag (docs.joinmastodon.org/entities/Tag, FeaturedTag): no figures are kept, so none are told."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from petitmot.kit import addresses
from petitmot.people.models import Person
from petitmot.posts.models import Tag, TagFeatured
from petitmot.reading.models import FollowedTag


def tag_url(name: str) -> str:
    return f"{addresses.origin()}/mots/{name}"


def tags(rows: Iterable[Tag], viewer: Person | None) -> list[dict[str, Any]]:
    """Tell tags; to whom signs in also whether they follow and show them. Two queries."""
    found = list(rows)
    if viewer is None:
        return [_tag(tag) for tag in found]
    follows = set(FollowedTag.objects.filter(reader=viewer, tag__in=found).values_list("tag_id", flat=True))
    shows = set(TagFeatured.objects.filter(person=viewer, tag__in=found).values_list("tag_id", flat=True))
    return [_tag(tag) | {"following": tag.pk in follows, "featuring": tag.pk in shows} for tag in found]


def _tag(tag: Tag) -> dict[str, Any]:
    return {"id": str(tag.pk), "name": tag.shown, "url": tag_url(tag.name), "history": []}


def featured(row: TagFeatured) -> dict[str, Any]:
    """Tell a tag on somebody's page. How often it was used is not counted."""
    name = f"@{row.person.name}" if row.person.server.is_local else f"@{row.person.name}@{row.person.server.domain}"
    return {
        "id": str(row.pk),
        "name": row.tag.shown,
        "url": f"{addresses.origin()}/{name}",
        "statuses_count": "0",
        "last_status_at": None,
    }
