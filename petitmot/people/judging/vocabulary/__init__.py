"""Lists of words and of phrases in six languages, one readable file each, folded and compiled when first needed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from petitmot.people.judging.wording import fold

FOLDER = Path(__file__).parent
LONGEST_BEGINNING = 16  # letters
LONGEST_PHRASE = 16  # words
GAP = r"(?:\S+ ){0,5}"


def lines_of(name: str) -> list[str]:
    """Return the lines of a list, without comments and empty ones."""
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]


@dataclass(frozen=True)
class WordList:
    """A set of folded words, some of them beginnings (`inspir*`)."""

    whole: frozenset[str]
    beginnings: frozenset[str]

    def __contains__(self, folded: str) -> bool:
        if folded in self.whole:
            return True
        return any(folded[:length] in self.beginnings for length in range(2, min(len(folded), LONGEST_BEGINNING) + 1))


@dataclass(frozen=True)
class PhraseList:
    """Phrases compiled to patterns over ` word word word `, looked up by their first word."""

    by_first: dict[str, list[re.Pattern[str]]]
    by_beginning: list[tuple[str, re.Pattern[str]]]

    @property
    def beginnings(self) -> tuple[str, ...]:
        """Return the beginnings that a first word may have."""
        return tuple(begin for begin, _pattern in self.by_beginning)

    def covered(self, folded_words: list[str]) -> set[int]:
        """Return the positions of the words that stand in one of the phrases."""
        found: set[int] = set()
        beginnings = self.beginnings
        for start, word in enumerate(folded_words):
            patterns = self.by_first.get(word, [])
            if word.startswith(beginnings):
                patterns = [*patterns, *(p for begin, p in self.by_beginning if word.startswith(begin))]
            if not patterns:
                continue
            rest = " ".join(folded_words[start : start + LONGEST_PHRASE]) + " "
            for pattern in patterns:
                match = pattern.match(rest)
                if match:
                    found.update(range(start, start + match.group().count(" ")))
        return found


@cache
def word_list(name: str) -> WordList:
    """Read the list of words called `name`, once."""
    entries = {fold(entry).replace("-", "") for line in lines_of(name) for entry in line.split()}
    return WordList(
        whole=frozenset(entry for entry in entries if not entry.endswith("*")),
        beginnings=frozenset(entry[:-1] for entry in entries if entry.endswith("*")),
    )


@lru_cache(maxsize=16_000)
def listed(name: str, folded: str) -> bool:
    """Whether a folded word stands in the list called `name`."""
    return folded in word_list(name)


def _pattern(words: list[str]) -> re.Pattern[str]:
    """Compile one phrase: `...` is up to five words, `a/b` either, `x*` any ending."""
    parts = []
    for word in words:
        if word == "...":
            parts.append(GAP)
            continue
        choices = [re.escape(c[:-1]) + r"\S*" if c.endswith("*") else re.escape(c) for c in word.split("/")]
        parts.append(f"(?:{'|'.join(choices)}) ")
    return re.compile("".join(parts))


@cache
def phrase_list(name: str) -> PhraseList:
    """Read the list of phrases called `name`, once."""
    by_first: dict[str, list[re.Pattern[str]]] = {}
    by_beginning: list[tuple[str, re.Pattern[str]]] = []
    for line in lines_of(name):
        words = fold(line).replace("-", " ").replace("'", " ").split()
        pattern = _pattern(words)
        for first in words[0].split("/"):
            if first.endswith("*"):
                by_beginning.append((first[:-1], pattern))
            else:
                by_first.setdefault(first, []).append(pattern)
    return PhraseList(by_first, by_beginning)
