"""Every word of a note put in its place: whose word is it?"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from petitmot.people.judging.cases import Case, Recipient
from petitmot.people.judging.copies import Copies, compare
from petitmot.people.judging.vocabulary import listed, word_list
from petitmot.people.judging.wording import Word, keys, words

POSTS = 20  # of the recipient's words, the newest are looked at
OF_A_POST = 600  # characters of each


@dataclass(frozen=True)
class Page:
    """The keys of the words on the recipient's page."""

    topic: frozenset[str]  # posts, tags
    welcome: frozenset[str]
    trade: frozenset[str]  # bio, places: what every mail-merge has a slot for
    runs: frozenset[tuple[str, str, str]]  # every three words in a row


@dataclass(frozen=True)
class Placed:
    """The words of a note and the place of each (see `place_of`)."""

    words: list[Word]
    places: list[str]
    copies: Copies
    page: Page

    def count(self, *places: str) -> int:
        """Return how many words stand in one of `places`."""
        return sum(place in places for place in self.places)


def _telling(found: list[str]) -> frozenset[str]:
    """Leave out the little words."""
    return frozenset(key for key in found if key not in _small_keys() and (len(key) > 2 or key.isdigit()))


@lru_cache(maxsize=1)
def _small_keys() -> frozenset[str]:
    return frozenset(key for entry in word_list("small").whole for key in keys(entry))


@lru_cache(maxsize=64)
def read_page(recipient: Recipient) -> Page:
    """Read what stands on the recipient's page into keys."""
    posts = [keys(text[:OF_A_POST]) for text in recipient.posts[:POSTS]]
    runs: set[tuple[str, str, str]] = set()
    for found in [*posts, keys(recipient.bio), keys(recipient.welcome)]:
        runs.update(zip(found, found[1:], found[2:], strict=False))
    topic = [key for found in [*posts, keys(" ".join(recipient.tags))] for key in found]
    trade = keys(" ".join([recipient.bio, *recipient.places]))
    return Page(_telling(topic), _telling(keys(recipient.welcome)), _telling(trade), frozenset(runs))


def _in_runs(found: list[Word], page: Page) -> set[int]:
    """Return the positions that repeat three words in a row of the page, at least two of them telling ones."""
    positions: set[int] = set()
    small = _small_keys()
    for start in range(len(found) - 2):
        three = tuple(word.key for word in found[start : start + 3])
        if three in page.runs and sum(key not in small for key in three) >= 1:
            positions.update((start, start + 1, start + 2))
    telling = [position for position in positions if found[position].key not in small]
    return positions if len(telling) >= 2 else set()


def place_of(word: Word, page: Page, names: frozenset[str], copies: Copies) -> str:
    """Return whose word it is: nobody's (small, courtesy, common, abstract), a name, the page's, an earlier note's, or the
    writer's own.
    """
    if word.key in names:
        return "name"
    if listed("small", word.folded) or (len(word.folded) < 3 and not word.folded.isdigit()):
        return "small"
    for place, on_page in (("topic", page.topic), ("welcome", page.welcome), ("trade", page.trade)):
        if word.key in on_page:
            return place
    everyday = _everyday(word.folded)
    if everyday in ("courtesy", "abstract"):
        return everyday
    if word.key in copies.seen:
        return "sent"
    return everyday or "own"


@lru_cache(maxsize=8_000)
def _everyday(folded: str) -> str:
    """Return which of the lists a folded word stands in: courtesy, abstract, common, or "" for none."""
    if folded in word_list("courtesy"):
        return "courtesy"
    if any(folded in word_list(name) for name in ("network", "flattery", "sales")):
        return "abstract"
    return "common" if folded in word_list("common") and folded not in word_list("kin") else ""


def place(case: Case) -> Placed:
    """Put every word of the note of `case` in its place."""
    found = words(case.note)
    names = frozenset(k for k in keys(f"{case.recipient.name} {case.sender.name}") if len(k) > 1)
    page = read_page(case.recipient)
    copies = compare(found, names, case.sent_before)
    quoted = _in_runs(found, page)
    places = []
    for position, word in enumerate(found):
        whose = place_of(word, page, names, copies)
        places.append("quoted" if position in quoted and whose != "small" else whose)
    return Placed(found, places, copies, page)
