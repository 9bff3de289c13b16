"""What the asker is told while writing, kindly, and only them: it never blocks."""

from __future__ import annotations

from collections.abc import Iterator

from petitmot.people.judging.cases import Case
from petitmot.people.judging.model import PERSONAL
from petitmot.people.judging.sentences import Hint
from petitmot.people.judging.signs import Signs, first_name, read
from petitmot.people.judging.verdicts import sells

HINTS_AT_MOST = 3


def hints(case: Case, sent_to: int = 0) -> list[Hint]:
    """Return at most three hints for the asker of `case`; `sent_to`: how many people already got these very words."""
    if not case.note.strip():
        return []
    signs = read(case)
    against = list(_against(signs, sent_to))
    if signs.score >= PERSONAL:
        found = [*against[:1], *_for(signs)] if against and against[0].code.startswith("sent_") else list(_for(signs))
    else:
        found = against or [_of_name("nothing_yet", signs)]
    return found[:HINTS_AT_MOST]


def _of_name(code: str, signs: Signs) -> Hint:
    return Hint(code, False, (("name", first_name(signs.case.recipient.name)),))


def _for(signs: Signs) -> Iterator[Hint]:
    """Yield what already speaks for the words."""
    figures, title = signs.figures, signs.title()
    asks = "?" in signs.case.recipient.welcome
    if signs.answers:
        yield Hint("answers_question" if asks else "answers_welcome", True)
    if title and signs.placed.count("own") >= 2:
        yield Hint("speaks_of", True, (("title", title),))
    elif signs.speaks_of_words and signs.placed.count("own") >= 2:
        yield Hint("speaks_of_words", True, (("name", first_name(signs.case.recipient.name)),))
    name = signs.person_named() if figures["introduced"] else ""
    if name:
        yield Hint("named", True, (("name", name),))
    if figures["met"]:
        yield Hint("between_you", True)
    if figures["asks_precisely"]:
        yield Hint("asks", True)
    if signs.case.sent_before and figures["copied"] < 0.2:
        yield Hint("unlike_others", True)
    if asks and not signs.answers:
        yield Hint("question_waits", False)
    yield Hint("own_details", True)


def _against(signs: Signs, sent_to: int) -> Iterator[Hint]:
    """Yield what the words still lack, the plainest first."""
    figures, placed = signs.figures, signs.placed
    copies = max(sent_to, placed.copies.near)
    if copies > 1:
        yield Hint("sent_to_many", False, (("number", str(copies)),))
    elif copies:
        yield Hint("sent_before", False)
    if figures["ready_made_share"] > 0.25:
        yield Hint("ready_made", False)
    if sells(figures):
        yield Hint("sells", False)
    if figures["collecting"] > 0.3:
        yield Hint("collects", False)
    title = signs.title()
    if title and placed.count("quoted") >= 2:
        yield Hint("title_in_slot", False, (("title", title),))
    elif placed.count("trade", "quoted") and figures["frames"]:
        yield Hint("page_in_slots", False)
    if signs.repeats:
        yield Hint("repeats_welcome", False)
    if figures["praise_share"] > 0.15 or figures["flattery_words"] > 0.6:
        yield _of_name("praises", signs)
    if not signs.counts:
        yield Hint("greeting_only", False)
    elif not placed.count("topic", "welcome", "own"):
        yield _of_name("nothing_yet", signs)
