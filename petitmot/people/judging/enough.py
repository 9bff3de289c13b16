"""Whether a note has words at all (rule 18): what is left of it when links, addresses, emoji and the name are gone."""

from __future__ import annotations

import re
import unicodedata

from petitmot.kit.language import _
from petitmot.kit.refusals import Refusal

LETTERS = 8
AT_MOST = 1_000  # characters
TOO_FEW = "too_few_words"
TOO_MANY = "too_many_words"

# A sign of a script written without spaces says as much as two letters: four are enough where eight letters are.
_NO_SPACES = re.compile(
    r"[\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    r"\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff]"
)
_LINK = re.compile(r"\b[a-z][a-z0-9+.-]*://\S+|\bwww\.\S+|\bmailto:\S+", re.IGNORECASE)
_BARE_LINK = re.compile(r"(?<![\w@])(?:[a-z0-9-]+\.)+[a-z]{2,24}/\S*", re.IGNORECASE)
_BARE_HOST = re.compile(
    r"(?<![\w@])(?:[a-z0-9-]+\.)+(?:com|org|net|fr|be|ch|ca|de|es|it|pt|uk|eu|io|me|app|dev|social|info|shop|online)\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?<![\w.+-])[\w.+-]*@[\w.-]+(?:@[\w.-]+)?(?::\d+)?")
_NOT_LETTERS = re.compile(
    "[\u2139\u24c2\u3297\u3299\u00aa\u00ba]"
)  # signs that Unicode counts as letters, drawn as emoji


def _fold(text: str) -> str:
    """Return `text` without capitals and accents, each letter still one letter."""
    flat = unicodedata.normalize("NFKD", text)
    return unicodedata.normalize("NFC", "".join(c for c in flat if not unicodedata.combining(c))).casefold()


def _without_name(text: str, name: str) -> str:
    """Take the parts of `name` out of `text` (both folded), as whole words where words have spaces between them."""
    for part in sorted(re.findall(r"[^\W_]+", _fold(name)), key=len, reverse=True):
        edge = "" if _NO_SPACES.search(part) else r"\b"
        text = re.sub(f"{edge}{re.escape(part)}{edge}", " ", text)
    return text


def _weight(text: str) -> int:
    """Count letters: one each, two each in scripts without spaces."""
    letters = (c for c in text if unicodedata.category(c)[0] == "L")
    return sum(2 if _NO_SPACES.match(letter) else 1 for letter in letters)


def words_refused(note: str, name: str) -> str:
    """Return why a note to `name` cannot be sent, as a code (`too_few_words`, `too_many_words`), or "" when it can."""
    note = note.replace("\r\n", "\n").strip()
    if len(note) > AT_MOST:
        return TOO_MANY
    for pattern in (_LINK, _ADDRESS, _BARE_LINK, _BARE_HOST, _NOT_LETTERS):
        note = pattern.sub(" ", note)
    return "" if _weight(_without_name(_fold(note), name)) >= LETTERS else TOO_FEW


def counted_words(note: str, name: str) -> bool:
    """Whether the words of a note to `name` count (rule 18)."""
    return not words_refused(note, name)


def refuse_words(note: str, name: str, *, field: str = "words") -> None:
    """Raise a Refusal with the code of `words_refused` when the words of a note to `name` do not count (rule 18)."""
    code = words_refused(note, name)
    if code == TOO_FEW:
        raise Refusal(
            _(
                "Il manque encore quelques mots : un lien, un dessin ou un prénom ne suffisent pas. Deux phrases font l’affaire."
            ),
            code=code,
            field=field,
        )
    if code == TOO_MANY:
        raise Refusal(
            _("C’est un peu long : mille signes au plus. Gardez-en pour la suite de la conversation."),
            code=code,
            field=field,
        )
