"""What the doctor finds: one sentence each, and how much it weighs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from petitmot.site.saying import say

Weight = Literal["good", "worth knowing", "wrong"]


@dataclass(frozen=True)
class Finding:
    """One sentence, and how much it weighs."""

    weight: Weight
    sentence: str


def good(french: str, english: str) -> Finding:
    """As it should be."""
    return Finding("good", say(french, english))


def worth_knowing(french: str, english: str) -> Finding:
    """It works, with something to know."""
    return Finding("worth knowing", say(french, english))


def wrong(french: str, english: str) -> Finding:
    """It does not work, or will not for long."""
    return Finding("wrong", say(french, english))
