"""Facts about moderation."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Reported:
    report_id: int


@dataclass(frozen=True)
class RulesRecalled:
    """A moderator recalled the rules to somebody; `words` are theirs."""

    report_id: int
    person_id: int
    words: str
