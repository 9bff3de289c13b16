"""French typography at run time: texts are written with ordinary spaces, the unbreakable ones are put here."""

from __future__ import annotations

import re
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
