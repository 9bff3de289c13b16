"""What the operator reads where Django is not started: in their own language."""

from __future__ import annotations

import os
from collections.abc import Mapping


def speaks_english(env: Mapping[str, str] = os.environ) -> bool:
    """Whether the operator reads English: the setting says, else the terminal; French where nobody does."""
    chosen = env.get("PETITMOT_LANGUAGE")
    if chosen in {"fr", "en"}:
        return chosen == "en"
    return (env.get("LC_ALL") or env.get("LC_MESSAGES") or env.get("LANG") or "").lower().startswith("en")


def say(french: str, english: str) -> str:
    """The one of two sentences that the operator reads. For what is said where Django is not started."""
    return english if speaks_english() else french
