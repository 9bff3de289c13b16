"""Drafts: words not yet said, one for each place where one writes."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Any

from django.db import transaction

from petitmot.kit import clock
from petitmot.kit.compiled import Compiled
from petitmot.kit.inserting import Insert
from petitmot.kit.language import _
from petitmot.kit.refusals import Refusal
from petitmot.people.models import Person
from petitmot.posts.models import Draft, Picture, SentSheet

LONGEST = 20_000
LONGEST_SHEET = 24
A_WHILE = timedelta(days=2)  # no save stays longer on its way


def new_sheet() -> str:
    """Return the name of a fresh sheet: a composer carries it from when it is opened until its words are out."""
    return secrets.token_urlsafe(12)


def save(owner: Person, key: str, words: str, settings: dict[str, Any] | None = None, sheet: str = "") -> Draft | None:
    """Keep what is being written in a place (`post`, `reply:<id>`, `ask:<id>`, `message:<id>`); no words, no draft.

    `sheet` names the composer that a script saves for. Refused (`already_sent`): its words were published meanwhile.
    """
    with transaction.atomic():
        _one_after_the_other(owner)
        if sheet and SentSheet.objects.filter(owner=owner, name=sheet[:LONGEST_SHEET]).exists():
            raise Refusal(_("Ces mots sont déjà partis."), code="already_sent")
        return _save(owner, key, words[:LONGEST], settings)


def _save(owner: Person, key: str, words: str, settings: dict[str, Any] | None) -> Draft | None:
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
    return next(iter(_DRAFT(owner=owner.pk, key=key)), None)


_DRAFT = Compiled[Draft](lambda owner, key: Draft.objects.filter(owner_id=owner, key=key), owner=int, key=str)
_LOCK = Compiled[int](
    lambda owner: Person.objects.select_for_update(no_key=True).filter(pk=owner).values_list("pk", flat=True), owner=int
)
_SENT = Insert(SentSheet, ignore=True)


def forget(owner: Person, key: str, sheet: str = "") -> None:
    """Throw a draft away. `sheet`: its words are out, and what a script still saves of it comes too late."""
    if not sheet and find(owner, key) is None:
        return
    with transaction.atomic():
        _one_after_the_other(owner)
        if sheet:
            _SENT(SentSheet(owner=owner, name=sheet[:LONGEST_SHEET], at=clock.now()))
        draft = find(owner, key)
        if draft is not None:
            draft.delete()
            _let_go(owner, pictures_of(draft))


def forget_sheets() -> None:
    """Delete the names of sheets of which nothing can be on its way any more. Periodic."""
    SentSheet.objects.filter(at__lt=clock.now() - A_WHILE).delete()


def _one_after_the_other(owner: Person) -> None:
    """Let a save that is on its way and the publication see each other. In a transaction."""
    _LOCK(owner=owner.pk)


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
