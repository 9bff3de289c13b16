"""The verdict for the one who was asked: a score to sort by, reasons in words, and the shape of the paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from petitmot.people.judging.cases import Case
from petitmot.people.judging.model import PERSONAL
from petitmot.people.judging.sentences import Reason
from petitmot.people.judging.signs import Signs, read

Paper = Literal["note", "blank", "copies", "flyer"]
REASONS_AT_MOST = 3


@dataclass(frozen=True)
class Verdict:
    """How personal a note is. `score` (0..1, .5 and above is personal: rule 25) is for sorting and never shown."""

    score: float
    reasons: tuple[Reason, ...]
    paper: Paper

    @property
    def personal(self) -> bool:
        """Whether the words are personal (rule 25)."""
        return self.score >= PERSONAL


def judge(case: Case) -> Verdict:
    """Judge the words of `case`; every verdict has at least one reason."""
    signs = read(case)
    personal = signs.score >= PERSONAL
    good, bad = list(_good(signs)), list(_bad(signs))
    if personal:
        reasons = (good or [Reason("own_details", True)])[:REASONS_AT_MOST]
    else:
        reasons = (bad or [Reason("nothing_of_you", False)])[:REASONS_AT_MOST]
    return Verdict(signs.score, tuple(reasons), _paper(signs, {reason.code for reason in bad}, personal))


def _good(signs: Signs) -> Iterator[Reason]:
    """Yield what speaks for a note, the most telling first."""
    figures, title = signs.figures, signs.title()
    own, words = signs.placed.count("own"), len(signs.placed.words)
    if signs.answers:
        yield Reason("answers_welcome", True)
    if title and own >= 2:
        yield Reason("speaks_of", True, (("title", title),))
    elif signs.speaks_of_words and own >= 2:
        yield Reason("speaks_of_words", True)
    if figures["introduced"]:
        name = signs.person_named()
        yield Reason("named", True, (("name", name),)) if name else Reason("someone_between", True)
    if figures["met"]:
        yield Reason("between_you", True)
    if words <= 14:
        yield Reason("short_but_yours", True)
    if figures["asks_precisely"]:
        yield Reason("asks", True)
    if own >= 4:
        yield Reason("own_details", True)
    if signs.case.sent_before and figures["copied"] < 0.2:
        yield Reason("unlike_others", True)


def _bad(signs: Signs) -> Iterator[Reason]:
    """Yield what speaks against a note, the most telling first."""
    figures, placed = signs.figures, signs.placed
    if figures["no_words"]:
        yield Reason("only_signs" if signs.case.note.strip() else "no_words", False)
        return
    if figures["ready_made_share"] > 0.25:
        yield Reason("ready_made", False)
    if figures["copied"] >= 0.95:
        yield Reason("same_letter", False)
    elif figures["copied"] >= 0.45:
        yield Reason("same_letter_slots", False)
    if sells(figures):
        yield Reason("sells", False)
    if figures["collecting"] > 0.3:
        yield Reason("collects", False)
    title = signs.title()
    if placed.count("quoted") >= 2 and title and figures["own_share"] < 0.4:
        yield Reason("title_in_slot", False, (("title", title),))
    elif (placed.count("trade", "quoted") and figures["frames"]) or (
        figures["slots_only"] > 0.4 and placed.count("trade")
    ):
        yield Reason("page_in_slots", False)
    if signs.repeats:
        yield Reason("repeats_welcome", False)
    if figures["praise_share"] > 0.15 or figures["flattery_words"] > 0.6:
        yield Reason("praises", False)
    if not signs.counts or placed.count("courtesy", "small", "name") == len(placed.words):
        yield Reason("greeting_only", False)
    if figures["vague_share"] > 0.2 or figures["hollow_share"] > 0.4:
        yield Reason("anyone", False)


def sells(figures: dict[str, float]) -> bool:
    """Whether somebody has something to sell."""
    return (
        figures["calls_share"] > 0.15
        or (figures["money"] > 0 and figures["sales_words"] > 0.25)
        or figures["sales_words"] > 0.7
    )


def _paper(signs: Signs, against: set[str], personal: bool) -> Paper:
    """Return the shape of the paper on the desk: a note for you, a blank sheet, a stack of copies, a flyer."""
    if personal:
        return "note"
    if signs.figures["no_words"] or ("greeting_only" in against and not against & {"same_letter", "sells"}):
        return "blank"
    return "flyer" if "sells" in against and "ready_made" not in against else "copies"
