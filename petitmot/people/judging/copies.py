"""How much of a note was already sent to others, once the names are set aside."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from petitmot.people.judging.wording import READ_AT_MOST, Word, keys

LOOK_BACK = 20  # of the notes sent before, the newest are compared
ALIKE = 0.34  # share of word pairs in common from which an earlier note counts as the same letter
SAME = 0.75  # from here on it is a copy, but for a slot or two


@dataclass(frozen=True)
class Copies:
    """What earlier notes have in common with this one."""

    cover: float  # share of the note's word pairs that stand in the nearest earlier note, 0..1
    near: int  # how many earlier notes are copies of it, but for a slot or two
    seen: frozenset[str]  # keys of all words of the earlier notes that are alike


def _pairs(found: list[str]) -> list[tuple[str, str]]:
    """Return the pairs of neighbours, the ends included, so that a single word has pairs too."""
    return list(zip(["^", *found], [*found, "$"], strict=True))


@lru_cache(maxsize=128)
def _read(text: str) -> tuple[frozenset[tuple[str, str]], frozenset[str]]:
    """Return the word pairs and the keys of an earlier note; the same ones are asked for while a person is typing."""
    found = keys(text)
    linked = _pairs(found)
    in_front = (("^", second) for _first, second in linked[:3])  # a name may have stood before it
    return frozenset([*linked, *in_front]), frozenset(found)


def compare(note: list[Word], names: frozenset[str], sent_before: tuple[str, ...]) -> Copies:
    """Compare the words of a note with earlier ones; `names` are the keys of names, which never count."""
    own = [word.key for word in note if word.key not in names]
    if not own:
        folded = [word.key for word in note]
        same = sum(1 for text in sent_before[:LOOK_BACK] if keys(text) == folded)
        return Copies(1.0 if same else 0.0, same, frozenset())
    pairs = _pairs(own)
    best, near, seen = 0.0, 0, set[str]()
    for text in sent_before[:LOOK_BACK]:
        known, before = _read(text[:READ_AT_MOST])
        cover = sum(pair in known for pair in pairs) / len(pairs)
        best = max(best, cover)
        near += cover >= SAME
        if cover >= ALIKE:
            seen.update(before)
    return Copies(best, near, frozenset(seen))
