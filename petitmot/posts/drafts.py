"""Drafts: words not yet said, one for each place where one writes."""

from __future__ import annotations

from typing import Any

from petitmot.kit import clock
from petitmot.people.models import Person
from petitmot.posts.models import Draft, Picture

LONGEST = 20_000


def save(owner: Person, key: str, words: str, settings: dict[str, Any] | None = None) -> Draft | None:
    """Keep what is being written in a place (`post`, `reply:<id>`, `ask:<id>`, `message:<id>`); no words, no draft."""
    words = words[:LONGEST]
    before = find(owner, key[:60])
    if not words.strip() and not (settings or {}).get("pictures"):
        forget(owner, key)
        return None
    draft, _new = Draft.objects.update_or_create(
        owner=owner, key=key[:60], defaults={"words": words, "settings": settings or {}, "saved_at": clock.now()}
    )
    _let_go(owner, pictures_of(before) - pictures_of(draft))
    return draft


def find(owner: Person, key: str) -> Draft | None:
    return Draft.objects.filter(owner=owner, key=key).first()


def forget(owner: Person, key: str) -> None:
    draft = find(owner, key)
    if draft is not None:
        draft.delete()
        _let_go(owner, pictures_of(draft))


def pictures_of(draft: Draft | None) -> set[int]:
    """Return the ids of the pictures that a draft holds."""
    kept = draft.settings.get("pictures", []) if draft and isinstance(draft.settings, dict) else []
    return {int(id_) for id_ in kept if str(id_).isdecimal() and len(str(id_)) < 19}


def _let_go(owner: Person, pictures: set[int]) -> None:
    """From now on nothing holds these: the two days until they go begin (rule 42)."""
    if pictures:
        Picture.objects.filter(owner=owner, post=None, pk__in=pictures).update(unused_since=clock.now())


def all_of(owner: Person) -> list[Draft]:
    """Return all drafts, the newest first."""
    return list(Draft.objects.filter(owner=owner).order_by("-saved_at"))
