"""Filters: words one does not want to meet, in which places, and what they hold back.

One noun for Today, for every page and for applications: Today reads those of `home`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.db import transaction
from django.db.models import Q, QuerySet, prefetch_related_objects

from petitmot.jobs.announcing import announce
from petitmot.kit import clock
from petitmot.kit.compiled import Compiled
from petitmot.kit.language import _
from petitmot.kit.refusals import NotFound, Refusal
from petitmot.kit.text import fold
from petitmot.people.events import FiltersChanged
from petitmot.people.models import FilteredPost, FilteredWords, Person, WordFilter

PLACES = ("home", "notifications", "public", "thread", "account")
STRICTEST = (WordFilter.Action.HIDE, WordFilter.Action.WARN, WordFilter.Action.BLUR)
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
    with transaction.atomic():
        made = WordFilter.objects.create(
            owner=owner, title=title.strip(), places=list(places), action=action, until=until
        )
        announce(FiltersChanged(owner.pk))
    return made


def change(
    owner: Person, filter_id: int, *, title: str, places: Sequence[str], action: str, until: datetime | None
) -> WordFilter:
    """Say all of a filter anew, but its words. Refused as `make` refuses."""
    _refuse(title, places, action)
    said = {"title": title.strip(), "places": list(places), "action": action, "until": until}
    with transaction.atomic():
        WordFilter.objects.filter(pk=mine(owner, filter_id).pk).update(**said)
        announce(FiltersChanged(owner.pk))
    return mine(owner, filter_id)


def drop(owner: Person, filter_id: int) -> None:
    with transaction.atomic():
        mine(owner, filter_id).delete()
        announce(FiltersChanged(owner.pk))


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
        announce(FiltersChanged(owner.pk))
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
    with transaction.atomic():
        FilteredWords.objects.filter(pk=found.pk).update(words=words.strip()[:LONGEST_WORDS], whole=whole)
        announce(FiltersChanged(owner.pk))
    return my_words(owner, words_id)


def drop_words(owner: Person, words_id: int) -> None:
    with transaction.atomic():
        my_words(owner, words_id).delete()
        announce(FiltersChanged(owner.pk))


def add_post(owner: Person, filter_id: int, post_id: int) -> FilteredPost:
    """Hold one post back by itself; the caller knows that its owner may see it."""
    with transaction.atomic():
        row, _new = FilteredPost.objects.get_or_create(filter=mine(owner, filter_id), post=post_id)
        announce(FiltersChanged(owner.pk))
    return row


def my_post(owner: Person, row_id: int) -> FilteredPost:
    found = FilteredPost.objects.filter(filter__owner=owner, pk=row_id).first()
    if found is None:
        raise NotFound(_("Ces mots ne sont pas dans un filtre."))
    return found


def drop_post(owner: Person, row_id: int) -> None:
    with transaction.atomic():
        my_post(owner, row_id).delete()
        announce(FiltersChanged(owner.pk))


def in_force(owner: Person) -> list[WordFilter]:
    """Return the filters that have not ended, with their words and posts. One query where there are none, else three."""
    found = _IN_FORCE(owner=owner.pk, now=clock.now())
    if found:
        prefetch_related_objects(found, "words", "posts")
    return found


def held_back(owner: int, now: datetime) -> QuerySet[WordFilter]:
    """Ask for what somebody filters at a moment."""
    return WordFilter.objects.filter(Q(until=None) | Q(until__gt=now), owner_id=owner).order_by("pk")


class Sieve:
    """What one person filters in one place (of PLACES). Nothing for a visitor. Queries as of `in_force`.

    `has_some`: False where it is known already that this person filters nothing.
    """

    def __init__(self, reader: Person | None, place: str, *, has_some: bool = True) -> None:
        found = in_force(reader) if reader is not None and has_some else []
        self.filters = [each for each in found if place in each.places]

    def catch(self, post_id: int, said: Iterable[str | None]) -> WordFilter | None:
        """Return the filter that holds a post back, by what was said in it: the strictest, None where none does."""
        if not self.filters:
            return None
        found = hits(self.filters, post_id, "\n".join(filter(None, said)))
        return min((hit.filter for hit in found), key=lambda each: STRICTEST.index(each.action), default=None)

    def hides(self, post_id: int, said: Iterable[str | None]) -> bool:
        """Whether a post is not to be shown at all."""
        held = self.catch(post_id, said)
        return held is not None and held.action == WordFilter.Action.HIDE


def hits(filters: Iterable[WordFilter], post_id: int, text: str) -> list[Hit]:
    """Return what holds a post back, by its plain text. No queries."""
    found, folded = [], fold(text)
    for each in filters:
        words = tuple(row.words for row in each.words.all() if _pattern(row.words, row.whole).search(folded))
        by_post = any(row.post == post_id for row in each.posts.all())
        if words or by_post:
            found.append(Hit(each, words, by_post))
    return found


@lru_cache(maxsize=2048)
def _pattern(words: str, whole: bool) -> re.Pattern[str]:
    """Of folded text (no case, no accents); a whole word begins and ends where its own first and last sign is one of a word."""
    words = fold(words)
    said = re.escape(words)
    if whole:
        before = r"(?<!\w)" if re.match(r"\w", words) else ""
        after = r"(?!\w)" if re.search(r"\w\Z", words) else ""
        said = f"{before}{said}{after}"
    return re.compile(said)


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


_IN_FORCE = Compiled[WordFilter](held_back, owner=int, now=datetime)
