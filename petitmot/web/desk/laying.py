"""The desk as its page lays it: piles of papers, which requests are folded, what the title says."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import get_language

from petitmot.attentions.desk import Desk
from petitmot.attentions.sheets import Sheet
from petitmot.kit.language import _
from petitmot.kit.text import excerpt
from petitmot.people import questions
from petitmot.people.models import ContactRequest, FollowRequest, Person
from petitmot.web.asking.sheet import stamp_name
from petitmot.web.desk.sheet_words import line, reasons, title_of
from petitmot.web.table import who_asks
from petitmot.web.who import Who, page_of, who

OPEN_FOR_YOU = 3  # of the words for me, so many lie open; the others are folded to two lines
OPEN_OTHERS = 2
MOST = 1000  # laid sheets kept in one process; about 3 kB each


@dataclass(frozen=True)
class Laid:
    """One request on the page."""

    id: int
    author: Who
    paper: str
    shape: str  # the look's word for the paper
    words: str
    first_words: str  # what was written before a few words were asked for
    line: str
    at: datetime
    stamp_name: str
    because: str
    because_url: str
    title: str
    reasons: tuple[tuple[str, str], ...]
    folded: bool
    unread: bool
    was_asked: bool
    waits_for_words: bool
    is_talk: bool
    own_sentence: str
    by_link: bool  # the words were written on the page that the question's link leads to
    not_let_in: bool  # they live elsewhere, and their follow waits: their server may put a question aside


@dataclass(frozen=True)
class Typed:
    """What was typed into the form of one request, when a gesture was refused: nothing is lost."""

    which: str = ""  # accept, question, decline, reply
    words: str = ""
    sentence: str = ""


@dataclass(frozen=True)
class Pile:
    title: str
    name: str
    sheets: tuple[Laid, ...] = ()


_laid: dict[Any, Laid] = {}


def piles(desk: Desk, owner: Person) -> list[Pile]:
    """Return the three piles, without those that are empty."""
    sentence, outside = questions.own_sentence(owner), waiting_outside(owner)
    found = [
        Pile(_("Des mots pour vous"), "for-you", lay_all(desk.for_you, sentence, outside, OPEN_FOR_YOU)),
        Pile(_("Sans un mot, pour l’instant"), "wordless", lay_all(desk.wordless, sentence, outside, OPEN_OTHERS)),
        Pile(_("Des mots pour tout le monde"), "for-all", lay_all(desk.for_everybody, sentence, outside, OPEN_OTHERS)),
    ]
    return [pile for pile in found if pile.sheets]


def waiting_outside(owner: Person) -> set[int]:
    """Return the ids of people elsewhere whose follow their owner has not let in."""
    rows = FollowRequest.objects.filter(followed=owner, follower__server__is_local=False)
    return set(rows.values_list("follower_id", flat=True))


def lay_all(sheets: Sequence[Sheet], sentence: str, outside: Collection[int], lie_open: int) -> tuple[Laid, ...]:
    return tuple(
        lay(
            sheet,
            sentence,
            outside,
            folded=place >= lie_open or sheet.is_limited or (sheet.first_meeting and bool(sheet.request.note)),
            place=place,
        )
        for place, sheet in enumerate(sheets)
    )


def lay(sheet: Sheet, sentence: str, outside: Collection[int], *, folded: bool = False, place: int = 0) -> Laid:
    """Lay one sheet; `place` is its place in the pile. What was laid is kept by all that it is made of."""
    if not sheet.row or sheet.because:
        return _lay(sheet, sentence, outside, folded, place)
    around = (
        sheet.paper,
        tuple([person.first_name for person in sheet.known_by]),
        sheet.was_asked,
        sheet.first_meeting,
        sheet.request.asker_id in outside,
    )
    key = (sheet.row, around, sentence, folded, place, get_language())
    laid = _laid.get(key)
    if laid is None:
        if len(_laid) >= MOST:
            _laid.clear()
        laid = _laid[key] = _lay(sheet, sentence, outside, folded, place)
    return laid


def _lay(sheet: Sheet, sentence: str, outside: Collection[int], folded: bool, place: int) -> Laid:
    request = sheet.request
    because = sheet.because
    return Laid(
        id=request.pk,
        author=who(request.asker),
        paper=sheet.paper,
        shape="" if sheet.paper == "note" else sheet.paper,
        words=request.note,
        first_words=request.words if request.answer else "",
        line=line(sheet),
        at=request.answered_at or request.asked_at,
        stamp_name=stamp_name(request.stamp, request.asker_id) if request.stamp is not None else "",
        because=_("Après avoir lu : « %(words)s »", words=excerpt(because.plain, 90)) if because else "",
        because_url=f"{page_of(because.author)}/{because.pk}" if because else "",
        title=title_of(sheet, place),
        reasons=reasons(sheet),
        folded=folded,
        unread=request.read_at is None,
        was_asked=sheet.was_asked,
        waits_for_words=request.state == ContactRequest.State.ASKED_FOR_WORDS,
        is_talk=sheet.is_talk,
        own_sentence=sentence,
        by_link=bool(request.answer) and request.answered_by_link,
        not_let_in=request.asker_id in outside,
    )


def title(desk: Desk) -> str:
    """Say who waits, with names, never a number (rule 26)."""
    called = [sheet.request.asker.first_name for sheet in [*desk.for_you, *desk.for_everybody, *desk.wordless]]
    if not called:
        return _("Personne n’attend de réponse de vous")
    return who_asks(called[:2], others=len(called) > 2)
