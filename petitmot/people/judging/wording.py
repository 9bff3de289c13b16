"""Text taken apart the same way everywhere: folded (no accents, no capitals), cut into words, words into keys."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

READ_AT_MOST = 1_200  # characters of one text; a note has at most 1,000 of them (rule 18)

_LIGATURES = str.maketrans({"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ß": "ss", "ø": "o", "Ø": "O", "ł": "l"})
_ACCENT = re.compile("[\u0300-\u036f]")
_LINK = re.compile(r"(?:https?://|www\.)\S+|(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]+", re.IGNORECASE)
LONGEST_WORD = 40  # letters; what is longer is cut
# One word: letters and figures; in scripts written without spaces each sign is a word of its own.
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]|[^\W_\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]+")
_ENDS_SENTENCE = re.compile(r"[.!?…:\n«\"“(]\s*$")
_GERMAN = frozenset(
    (
        "und",
        "ich",
        "nicht",
        "der",
        "das",
        "ist",
        "mit",
        "den",
        "ein",
        "eine",
        "auf",
        "sich",
        "sie",
        "dich",
        "dir",
        "fur",
    )
    + ("haben", "sind", "hat", "im", "vom", "zum")
)
_ENDINGS = ("es", "en", "s", "x", "e", "a", "o", "n", "i")


@dataclass(frozen=True)
class Word:
    """One word of a text: as folded, its key (see `key`), whether it has a capital, and whether where it need not."""

    folded: str
    key: str
    capital: bool
    proper: bool


def fold(text: str) -> str:
    """Return `text` in small letters without accents, ligatures taken apart."""
    text = text[:READ_AT_MOST]
    if text.isascii():
        return text.lower()
    return _ACCENT.sub("", unicodedata.normalize("NFKD", text.translate(_LIGATURES))).lower()


@lru_cache(maxsize=8_000)
def _parts(raw: str) -> tuple[str, ...]:
    """Return the folded words that one written word is made of (nearly always one)."""
    return tuple(_WORD.findall(fold(raw)))


@lru_cache(maxsize=8_000)
def key(folded: str) -> str:
    """Return what stands for a folded word and its near forms (plural, feminine): at most seven letters."""
    if len(folded) > 4 and not folded.isdigit():
        for ending in _ENDINGS:
            if folded.endswith(ending) and len(folded) - len(ending) >= 3:
                folded = folded[: -len(ending)]
                break
    return folded[:7]


def keys(text: str) -> list[str]:
    """Return the keys of the words of `text`, in order."""
    return [key(word) for word in _WORD.findall(fold(text))]


def words(text: str) -> list[Word]:
    """Return the words of `text` in order, links and mail addresses left out."""
    text = unicodedata.normalize("NFC", _LINK.sub(" ", text[:READ_AT_MOST]))
    found = []
    for match in _WORD.finditer(text):
        raw = match.group()
        capital, before = raw[0].isupper(), text[max(0, match.start() - 4) : match.start()]
        proper = capital and match.start() > 0 and not _ENDS_SENTENCE.search(before)
        for part in _parts(raw[:LONGEST_WORD]):
            found.append(Word(part, key(part), capital, proper))
    if sum(word.folded in _GERMAN for word in found) >= 2:  # every noun has a capital there: it tells nothing
        found = [Word(word.folded, word.key, False, False) for word in found]
    return found


def has_link(text: str) -> bool:
    """Whether a link or a mail address stands in `text`."""
    return bool(_LINK.search(text[:READ_AT_MOST]))
