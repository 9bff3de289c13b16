"""The desk as its page lays it: papers, reasons in words, which requests are folded, what the title says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import get_language

from petitmot.attentions.desk import Desk, Sheet
from petitmot.kit.language import _
from petitmot.kit.text import excerpt
from petitmot.look.names import goodwill
from petitmot.people import questions
from petitmot.people.models import ContactRequest, Gesture, Person
from petitmot.web.asking.sheet import line_of, stamp_name
from petitmot.web.table import who_asks
from petitmot.web.who import Who, page_of, who

OPEN_FOR_YOU = 3  # of the words for me, so many lie open; the others are folded to two lines
OPEN_OTHERS = 2
MOST = 1000  # laid sheets kept in one process; about 3 kB each
_LINK = re.compile(r"https?://|www\.", re.IGNORECASE)


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


@dataclass(frozen=True)
class Typed:
    """What was typed into the form of one request, when a gesture was refused: nothing is lost."""

    which: str = ""  # accept, question, decline, reply
    words: str = ""
    sentence: str = ""


@dataclass(frozen=True)
class Strip:
    """What was done and can be undone."""

    text: str
    undo: str
    until: datetime | None = None


@dataclass(frozen=True)
class Pile:
    title: str
    name: str
    sheets: tuple[Laid, ...] = ()


_laid: dict[Any, Laid] = {}


def piles(desk: Desk, owner: Person) -> list[Pile]:
    """Return the three piles, without those that are empty."""
    sentence = questions.own_sentence(owner)
    found = [
        Pile(_("Des mots pour vous"), "for-you", lay_all(desk.for_you, sentence, OPEN_FOR_YOU)),
        Pile(_("Sans un mot, pour l’instant"), "wordless", lay_all(desk.wordless, sentence, OPEN_OTHERS)),
        Pile(_("Des mots pour tout le monde"), "for-all", lay_all(desk.for_everybody, sentence, OPEN_OTHERS)),
    ]
    return [pile for pile in found if pile.sheets]


def lay_all(sheets: Sequence[Sheet], sentence: str, lie_open: int) -> tuple[Laid, ...]:
    return tuple(
        lay(
            sheet,
            sentence,
            folded=place >= lie_open or sheet.is_limited or (sheet.first_meeting and bool(sheet.request.note)),
            place=place,
        )
        for place, sheet in enumerate(sheets)
    )


def lay(sheet: Sheet, sentence: str, *, folded: bool = False, place: int = 0) -> Laid:
    """Lay one sheet; `place` is its place in the pile. What was laid is kept by all that it is made of."""
    if not sheet.row or sheet.because:
        return _lay(sheet, sentence, folded, place)
    around = (
        sheet.paper,
        tuple([person.first_name for person in sheet.known_by]),
        sheet.was_asked,
        sheet.first_meeting,
    )
    key = (sheet.row, around, sentence, folded, place, get_language())
    laid = _laid.get(key)
    if laid is None:
        if len(_laid) >= MOST:
            _laid.clear()
        laid = _laid[key] = _lay(sheet, sentence, folded, place)
    return laid


def _lay(sheet: Sheet, sentence: str, folded: bool, place: int) -> Laid:
    request = sheet.request
    because = sheet.because
    return Laid(
        id=request.pk,
        author=who(request.asker),
        paper=sheet.paper,
        shape="" if sheet.paper == "note" else sheet.paper,
        words=request.note,
        first_words=request.words if request.answer else "",
        line=_line(sheet),
        at=request.answered_at or request.asked_at,
        stamp_name=stamp_name(request.stamp, request.asker_id) if request.stamp is not None else "",
        because=_("Après avoir lu : « %(words)s »", words=excerpt(because.plain, 90)) if because else "",
        because_url=f"{page_of(because.author)}/{because.pk}" if because else "",
        title=_title(sheet, place),
        reasons=_reasons(sheet),
        folded=folded,
        unread=request.read_at is None,
        was_asked=sheet.was_asked,
        waits_for_words=request.state == ContactRequest.State.ASKED_FOR_WORDS,
        is_talk=sheet.is_talk,
        own_sentence=sentence,
    )


def _line(sheet: Sheet) -> str:
    asker = sheet.request.asker
    if sheet.first_meeting:
        return _("%(address)s, un serveur que vous rencontrez pour la première fois", address=who(asker).handle)
    return line_of(asker) or ("" if asker.server.is_local else who(asker).handle)


def _title(sheet: Sheet, place: int) -> str:
    codes = {reason.code for reason in sheet.reasons}
    if sheet.is_talk:
        return _("Aimerait vous parler, sans demander plus")
    if sheet.paper == "blank":
        elsewhere = not sheet.request.asker.server.is_local
        return _("Peut-être sans moyen d’écrire") if elsewhere else _("Presque rien d’écrit")
    if sheet.paper == "flyer":
        return _("Quelque chose à vendre")
    if sheet.paper == "copies":
        same = codes & {"ready_made", "same_letter", "same_letter_slots"}
        return _("La même feuille, plusieurs fois") if same else _("Des mots qui iraient à d’autres")
    if "short_but_yours" in codes:
        return _("Court, mais pour vous")
    return _("Pourquoi en premier") if place == 0 else _("Pourquoi ici")


def _reasons(sheet: Sheet) -> tuple[tuple[str, str], ...]:
    found = [("yes" if reason.good else "no", reason.text) for reason in sheet.reasons if reason.code != "no_words"]
    if sheet.paper == "blank" and not sheet.request.asker.server.is_local:
        found.append(
            ("no", _("Là d’où vient cette demande, on demande souvent d’un seul geste, sans place pour des mots."))
        )
    if sheet.known_by:
        known = goodwill([person.first_name for person in sheet.known_by])
        name = sheet.request.asker.first_name
        if len(sheet.known_by) == 1:
            found.append(("yes", _("%(known)s, que vous connaissez, connaît %(name)s.", known=known, name=name)))
        else:
            found.append(("yes", _("%(known)s connaissent %(name)s.", known=known, name=name)))
    if _LINK.search(sheet.request.note):
        found.append(("no", _("Le lien n’est ici que du texte : il ne s’ouvre pas.")))
    return tuple(found)


def title(desk: Desk) -> str:
    """Say who waits, with names, never a number (rule 26)."""
    called = [sheet.request.asker.first_name for sheet in [*desk.for_you, *desk.for_everybody, *desk.wordless]]
    if not called:
        return _("Personne n’attend de réponse de vous")
    return who_asks(called[:2], others=len(called) > 2)


def strips(desk: Desk) -> list[Strip]:
    """Return what was done and has not left yet, each with its way back."""
    return [_strip(gesture) for gesture in desk.waiting]


def _strip(gesture: Gesture) -> Strip:
    name = gesture.about.called
    said = {
        Gesture.Kind.DECLINE: _("Vous déclinez, gentiment : %(name)s le saura bientôt.", name=name),
        Gesture.Kind.ASK_FOR_WORDS: _("Vous demandez quelques mots à %(name)s.", name=name),
        Gesture.Kind.REPORT: _("Vous signalez %(name)s aux modérateurs.", name=name),
    }[Gesture.Kind(gesture.kind)]
    undo = f"/demandes/{gesture.request_id}/" if gesture.request_id else f"/demandes/suivi/{gesture.about_id}/"
    return Strip(said, f"{undo}defaire/", gesture.leaves_at)
