"""From figures to what can be said of a note: the few facts that reasons and hints are made of."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from petitmot.people.judging.cases import Case
from petitmot.people.judging.enough import counted_words
from petitmot.people.judging.features import measure
from petitmot.people.judging.model import score
from petitmot.people.judging.placing import POSTS, Placed, place
from petitmot.people.judging.vocabulary import phrase_list, word_list
from petitmot.people.judging.wording import READ_AT_MOST, fold, keys, words

_SENTENCE = re.compile(r"[^.!?…\n]+[.!?…\n]*")
# What stands before a place, and hardly ever before a person: « dans le Loiret », « en Sologne », « à Orléans ».
_BEFORE_A_PLACE = frozenset(
    [
        "le",
        "la",
        "les",
        "l",
        "du",
        "des",
        "au",
        "aux",
        "en",
        "dans",
        "a",
        "vers",
        "depuis",
        "sous",
        "sur",
        "pres",
        "hors",
        "jusqu",
        "the",
        "in",
        "at",
        "from",
        "near",
        "to",
        "across",
        "el",
        "los",
        "las",
        "al",
        "del",
        "en",
        "il",
        "lo",
        "gli",
        "nel",
        "nella",
        "da",
        "o",
        "os",
        "as",
        "do",
        "da",
        "no",
        "na",
        "im",
        "am",
        "aus",
        "nach",
        "zu",
        "bei",
        "der",
        "die",
        "das",
        "den",
        "dem",
    ]
)
LONGEST_TITLE = 90  # characters; a post longer than that is not quoted back
_ASKS = re.compile(
    r"\?|\b(?:dites|dis|racontez|raconte|envoyez|donnez|posez|presentez|parlez|venez|montrez|ecrivez|citez|proposez|tell|send|show|"
    r"bring|recommend|name|give|write|dime|cuenta|cuentame|manda|envia|ditemi|mandate|raccontate|dimmi|conte|diga|manda|envie|"
    r"erzahl\w*|sagen|sag|schick\w*|nenn\w*)\b"
)


@dataclass(frozen=True)
class Signs:
    """A note as it was read: its figures, its score, and which words of the page it takes up."""

    case: Case
    placed: Placed
    figures: dict[str, float]
    score: float
    counts: bool  # whether there are enough words (rule 18)

    @property
    def welcome_asks(self) -> bool:
        """Whether the welcome line asks for something."""
        return bool(_ASKS.search(fold(self.case.recipient.welcome)))

    @property
    def answers(self) -> bool:
        """Whether the note seems to answer the welcome line with words of its own."""
        if not self.welcome_asks or self.placed.count("own") < 2:
            return False
        if any(word.key in self.placed.page.welcome for word in self.placed.words):
            return True
        starts = next((whose for whose in self.placed.places if whose != "small"), "")
        return starts == "own" and not self.figures["met"] and not self.figures["topic"]

    @property
    def repeats(self) -> bool:
        """Whether the welcome line is taken up with hardly a word besides."""
        taken = sum(word.key in self.placed.page.welcome for word in self.placed.words)
        return bool(taken) and self.placed.count("own") < 2

    def _taken_up(self) -> set[str]:
        """Return the keys of the words of the recipient's posts that stand in the note and are not everyday ones."""
        return {
            word.key
            for word, whose in zip(self.placed.words, self.placed.places, strict=True)
            if whose in ("topic", "quoted") and len(word.folded) > 3 and word.folded not in word_list("common")
        }

    @property
    def speaks_of_words(self) -> bool:
        """Whether the note takes up words of the recipient's posts."""
        return bool(self._taken_up() & self.placed.page.topic)

    def title(self) -> str:
        """Return the post that the note takes up most, if it is short enough to be quoted and at least a telling word is."""
        here = self._taken_up()
        best, found = 0, ""
        for post in self.case.recipient.posts[:POSTS]:
            shared = len(here & set(keys(post)) & self.placed.page.topic)
            if shared > best and len(post) <= LONGEST_TITLE:
                best, found = shared, post
        return found

    def person_named(self) -> str:
        """Return the name of a third person whom the note names, or ""."""
        found, run = self.placed.words, list[int]()
        for position, (word, whose) in enumerate(zip(found, self.placed.places, strict=True)):
            if word.capital and whose == "own" and word.folded not in word_list("when") and len(run) < 3:
                if run or not self._follows_a_place_word(position):
                    run.append(position)
                continue
            if run and (found[run[0]].proper or len(run) > 1 or word.folded in word_list("says")):
                break
            run = []
        return _as_written(self.case.note, [found[position].folded for position in run])

    def _follows_a_place_word(self, position: int) -> bool:
        """Whether the word before says that a place follows; a name of several words is asked by its first."""
        found, note = self.placed.words, fold(self.case.note)
        while position and found[position - 1].capital and found[position - 1].folded not in _BEFORE_A_PLACE:
            if not re.search(rf"\b{found[position - 1].folded}[ -]{found[position].folded}\b", note):
                break  # a comma lies between them
            position -= 1
        return position > 0 and found[position - 1].folded in _BEFORE_A_PLACE


def _as_written(note: str, names: list[str]) -> str:
    """Return the folded words `names` as they stand in `note`."""
    if not names:
        return ""
    raw = re.findall(r"[^\W_]+", note)
    for start in range(len(raw) - len(names) + 1):
        if [fold(word) for word in raw[start : start + len(names)]] == names:
            return " ".join(raw[start : start + len(names)])
    return ""


def read(case: Case) -> Signs:
    """Read a note: place its words, measure them, score it.

    A ready-made sentence that a button put there is forgiven when the words after it are the writer's own.
    """
    signs = _read(case)
    if signs.figures["ready_made"]:
        after = _read(replace(case, note=without_ready_made(case.note)))
        if after.score > signs.score and after.counts:
            return replace(signs, score=after.score)
    return signs


def _read(case: Case) -> Signs:
    placed = place(case)
    figures = measure(case, placed)
    counts = counted_words(case.note[:1000], case.recipient.name)
    return Signs(case, placed, figures, round(score(figures), 4), counts)


def without_ready_made(note: str) -> str:
    """Return the sentences of a note that hold no ready-made phrase."""
    kept = []
    for sentence in _SENTENCE.findall(note[:READ_AT_MOST]):
        if not phrase_list("ready_made").covered([word.folded for word in words(sentence)]):
            kept.append(sentence)
    return "".join(kept).strip()


def first_name(name: str) -> str:
    """Return how a person is called in a sentence: the first word of their name."""
    return name.split()[0] if name.split() else name
