"""French typography at run time: texts are written with ordinary spaces, the unbreakable ones are put here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

NARROW = "\N{NARROW NO-BREAK SPACE}"
NO_BREAK = "\N{NO-BREAK SPACE}"

_BEFORE_HIGH = re.compile(r"[  ]([;!?])")
_BEFORE_COLON = re.compile(r"[  ](:)(?=\s|$)")
_OPENING = re.compile(r"«[  ]")
_CLOSING = re.compile(r"[  ]»")
_HOUR = re.compile(r"(\d) h (\d)")


@lru_cache(maxsize=4096)
def french(text: str) -> str:
    """Return `text` with the unbreakable spaces of French before ; ! ? : » and after «."""
    text = _BEFORE_HIGH.sub(NARROW + r"\1", text)
    text = _BEFORE_COLON.sub(NO_BREAK + r"\1", text)
    text = _OPENING.sub("«" + NO_BREAK, text)
    text = _CLOSING.sub(NO_BREAK + "»", text)
    return _HOUR.sub(rf"\1{NO_BREAK}h{NO_BREAK}\2", text)


_ELIDABLE = re.compile(r"\b([dD]|[qQ]u)e (%\((\w+)\)s)")
_BEGINS = re.compile(
    r"(?:<[^>]*>)*(?:[aeiouyàâäéèêëîïôöùûüœæ]|h(?:[éèê]|ec|el|en|er|il|ip|on|or|ub|ug|um))", re.IGNORECASE
)
_NO_VOWEL = re.compile(r"(?:<[^>]*>)*(?:y[aeiouéèëâ]|ou[iï]|onz)", re.IGNORECASE)  # de Yann, de Yaël, de Yasmine


def elided(text: str, values: Mapping[str, object]) -> str:
    """Return `text` with « d’%(name)s » for « de %(name)s » where the value begins as one that French runs into.

    An h says in no letter whether it is mute: the beginnings of Hélène, Henri, Hubert ... count, all others do not.
    """
    if "e %(" not in text:
        return text
    return _ELIDABLE.sub(lambda found: _elide(found, values), text)


def _elide(found: re.Match[str], values: Mapping[str, object]) -> str:
    value = str(values.get(found[3], ""))
    if not _BEGINS.match(value) or _NO_VOWEL.match(value):
        return found[0]
    return f"{found[1]}’{found[2]}"
