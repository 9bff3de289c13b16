"""Plain text: folded for searching, shortened for reading, never cut within a sign."""

from __future__ import annotations

import re
import unicodedata

# Letters that Unicode does not take apart, though a person who searches does.
_LETTERS = str.maketrans(
    {"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ı": "i"}
    | {"þ": "th", "Þ": "th", "ð": "d", "Ð": "d", "’": "'", "‘": "'", "ʼ": "'"}
)
_UNKEPT = re.compile("[\ud800-\udfff]")
_JOINER = "\u200d"
_SKIN = range(0x1F3FB, 0x1F400)  # colours of skin, which belong to the sign before
_FLAG = range(0x1F1E6, 0x1F200)  # letters of which two make a flag


def fold(text: str) -> str:
    """Return `text` in small letters without accents: two words that look alike compare equal (`Cœur` is `coeur`)."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return "".join(sign for sign in apart if not unicodedata.combining(sign)).casefold()


def sound(text: str) -> str:
    """Return `text` as every database and every file can keep it: no null characters, no half of a pair of code units.

    JSON may carry a lone surrogate (`"\\ud800"`), which no UTF-8 can write; it becomes the sign for what is not known.
    """
    return _UNKEPT.sub("\ufffd", text.replace("\x00", ""))


def cut(text: str, longest: int) -> str:
    """Return at most `longest` code points from the beginning of `text`, never half of a sign that a person sees."""
    if len(text) <= longest:
        return text
    end = longest
    while end > 0 and _belongs_to_the_sign_before(text, end):
        end -= 1
    return text[:end]


def excerpt(text: str, longest: int = 140) -> str:
    """Return the beginning of `text` on one line, cut between words, with an ellipsis where it was cut."""
    line = " ".join(text[: longest * 20].split())
    if len(line) <= longest:
        return line
    short = cut(line, longest)
    whole_words = short.rsplit(" ", 1)[0] if line[len(short)] != " " else short
    return whole_words.rstrip(" ,;:.!?«(") + "…"


def first_line(text: str, longest: int = 140) -> str:
    """Return the first line that says something, as an excerpt."""
    return next((excerpt(line, longest) for line in text.splitlines() if line.strip()), "")


def _belongs_to_the_sign_before(text: str, at: int) -> bool:
    sign, before = text[at], text[at - 1]
    if before == _JOINER or sign == _JOINER or ord(sign) in _SKIN or unicodedata.category(sign) in ("Mn", "Me", "Mc"):
        return True
    if ord(sign) in _FLAG:
        run = at
        while run > 0 and ord(text[run - 1]) in _FLAG:
            run -= 1
        return (at - run) % 2 == 1
    return False


def row_number(text: str | None) -> int:
    """Read the number of a row that somebody sent; 0, which no row has, for whatever can be none (2**63 and above)."""
    if not (text and text.isascii() and text.isdigit() and len(text) < 20):
        return 0
    number = int(text)
    return number if number < 2**63 else 0
