"""Filters: words one does not want to meet, in which places, and what they hold back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.db import transaction
from django.db.models import Q

from petitmot.kit import clock
from petitmot.kit.language import _
from petitmot.kit.refusals import NotFound, Refusal
from petitmot.people.models import FilteredPost, FilteredWords, Person, WordFilter

PLACES = ("home", "notifications", "public", "thread", "account")
MOST_WORDS, LONGEST_WORDS, LONGEST_TITLE = 200, 512, 200


@dataclass(frozen=True)
class Hit:
    """A filter that holds a post back, and by which of its words, or by the post itself."""

    filter: WordFilter
    words: tuple[str, ...]
    by_post: bool


def of(owner: Person) -> list[WordFilter]:
    """Return a person's filters with their words and posts, the oldest first. Three queries at most."""
    return list(WordFilter.objects.filter(owner=owner).prefetch_related("words", "posts").order_by("pk"))


def mine(owner: Person, filter_id: int) -> WordFilter:
    found = WordFilter.objects.filter(owner=owner, pk=filter_id).prefetch_related("words", "posts").first()
    if found is None:
        raise NotFound(_("Ce filtre n’est pas là."))
    return found


def make(
    owner: Person, title: str, places: Sequence[str], *, action: str = "warn", until: datetime | None = None
) -> WordFilter:
    """Make a filter. Refused: `title_missing`, `title_too_long`, `places_missing`, `places_unknown`, `action_unknown`."""
    _refuse(title, places, action)
    return WordFilter.objects.create(owner=owner, title=title.strip(), places=list(places), action=action, until=until)


def change(
    owner: Person, filter_id: int, *, title: str, places: Sequence[str], action: str, until: datetime | None
) -> WordFilter:
    """Say all of a filter anew, but its words. Refused as `make` refuses."""
    _refuse(title, places, action)
    found = mine(owner, filter_id)
    WordFilter.objects.filter(pk=found.pk).update(title=title.strip(), places=list(places), action=action, until=until)
    return mine(owner, filter_id)


def drop(owner: Person, filter_id: int) -> None:
    mine(owner, filter_id).delete()


def add_words(owner: Person, filter_id: int, words: str, *, whole: bool = True) -> FilteredWords:
    """Put words into a filter. Refused: `words_missing`, `words_too_long`, `words_too_many`."""
    words = words.strip()
    if not words:
        raise Refusal(_("Écrivez les mots que vous ne voulez pas lire."), code="words_missing", field="words")
    if len(words) > LONGEST_WORDS:
        raise Refusal(_("Ces mots sont trop longs."), code="words_too_long", field="words")
    with transaction.atomic():
        found = mine(owner, filter_id)
        if FilteredWords.objects.filter(filter=found).count() >= MOST_WORDS:
            raise Refusal(_("Ce filtre est plein : faites-en un autre."), code="words_too_many", field="words")
        return FilteredWords.objects.create(filter=found, words=words, whole=whole)


def my_words(owner: Person, words_id: int) -> FilteredWords:
    found = FilteredWords.objects.filter(filter__owner=owner, pk=words_id).select_related("filter").first()
    if found is None:
        raise NotFound(_("Ces mots ne sont pas dans un filtre."))
    return found


def change_words(owner: Person, words_id: int, words: str, *, whole: bool) -> FilteredWords:
    found = my_words(owner, words_id)
    if not words.strip():
        raise Refusal(_("Écrivez les mots que vous ne voulez pas lire."), code="words_missing", field="words")
    FilteredWords.objects.filter(pk=found.pk).update(words=words.strip()[:LONGEST_WORDS], whole=whole)
    return my_words(owner, words_id)


def drop_words(owner: Person, words_id: int) -> None:
    my_words(owner, words_id).delete()


def add_post(owner: Person, filter_id: int, post_id: int) -> FilteredPost:
    """Hold one post back by itself; the caller knows that its owner may see it."""
    row, _new = FilteredPost.objects.get_or_create(filter=mine(owner, filter_id), post=post_id)
    return row


def my_post(owner: Person, row_id: int) -> FilteredPost:
    found = FilteredPost.objects.filter(filter__owner=owner, pk=row_id).first()
    if found is None:
        raise NotFound(_("Ces mots ne sont pas dans un filtre."))
    return found


def drop_post(owner: Person, row_id: int) -> None:
    my_post(owner, row_id).delete()


def in_force(owner: Person) -> list[WordFilter]:
    """Return the filters that have not ended, with their words and posts. One query where there are none."""
    rows = WordFilter.objects.filter(Q(until=None) | Q(until__gt=clock.now()), owner=owner)
    return list(rows.prefetch_related("words", "posts").order_by("pk"))


def hits(filters: Iterable[WordFilter], post_id: int, text: str, place: str = "") -> list[Hit]:
    """Return what holds a post back, by its plain text; `place` (empty: any) is one of PLACES. No queries."""
    found = []
    for each in filters:
        if place and place not in each.places:
            continue
        words = tuple(row.words for row in each.words.all() if _pattern(row.words, row.whole).search(text))
        by_post = any(row.post == post_id for row in each.posts.all())
        if words or by_post:
            found.append(Hit(each, words, by_post))
    return found


@lru_cache(maxsize=2048)
def _pattern(words: str, whole: bool) -> re.Pattern[str]:
    """Without regard to case; a whole word begins and ends where its own first and last sign is one of a word."""
    said = re.escape(words)
    if whole:
        before = r"(?<!\w)" if re.match(r"\w", words) else ""
        after = r"(?!\w)" if re.search(r"\w\Z", words) else ""
        said = f"{before}{said}{after}"
    return re.compile(said, re.IGNORECASE)


def _refuse(title: str, places: Sequence[str], action: str) -> None:
    if not title.strip():
        raise Refusal(_("Donnez un nom à ce filtre."), code="title_missing", field="title")
    if len(title) > LONGEST_TITLE:
        raise Refusal(_("Ce nom est trop long."), code="title_too_long", field="title")
    if not places:
        raise Refusal(_("Dites où ce filtre sert."), code="places_missing", field="places")
    if any(place not in PLACES for place in places):
        raise Refusal(_("Choisissez dans la liste."), code="places_unknown", field="places")
    if action not in WordFilter.Action.values:
        raise Refusal(_("Choisissez dans la liste."), code="action_unknown", field="action")
