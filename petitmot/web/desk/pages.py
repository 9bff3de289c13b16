"""The desk itself, one request by itself, and the page that asks for words after an acceptance without any."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse

from petitmot.attentions import desk as desks
from petitmot.kit.language import _
from petitmot.kit.refusals import NotFound, Refusal
from petitmot.people import contacts, questions
from petitmot.people.models import ContactRequest
from petitmot.web.asking.sheet import line_of, stamp_name
from petitmot.web.desk import laying, strips, telling
from petitmot.web.desk.laying import Typed
from petitmot.web.pages import MemberRequest, form_or_refusal, member_page, show
from petitmot.web.skeletons import filled
from petitmot.web.who import who


@member_page
def desk(request: MemberRequest) -> HttpResponse:
    """Who would like to know me: the most personal words first, each with its gestures."""
    me = request.person
    found = desks.of(me)
    piles = laying.piles(found, me)
    return filled(
        request,
        "web/desk/page.html",
        {},
        place="community",
        is_empty=found.is_empty,
        title=laying.title(found),
        piles=piles,
        undoable=strips.strips(found),
        accepted=[telling.accepted(row) for row in found.accepted],
        silenced=[telling.silenced(row) for row in found.silenced],
        followers=[telling.follower(row) for row in found.followers],
        tally=telling.tally(found.tally),
        own_sentence=questions.own_sentence(me),
        unread=[sheet.id for pile in piles for sheet in pile.sheets if sheet.unread],
        owner=Owner(me.welcome_line, me.welcome_question, me.manners.asks_by_itself, me.manners.lapse_days),
        typed=Typed(),
    )


@dataclass(frozen=True)
class Owner:
    """How whose desk it is likes to be approached, as its margin says."""

    welcome_line: str
    welcome_question: str
    asks_by_itself: bool
    lapse_days: int


@member_page
def one(request: MemberRequest, request_id: int) -> HttpResponse:
    """One request that waits, by itself."""
    return alone(request, request_id, Typed())


def alone(request: MemberRequest, request_id: int, typed: Typed) -> HttpResponse:
    """Show one request with what was typed into its form; the same refusal for what is not on this desk."""
    sheet = desks.one(request.person, request_id)
    laid = laying.lay(sheet, questions.own_sentence(request.person), laying.waiting_outside(request.person))
    context: dict[str, Any] = {"place": "community", "sheet": laid, "typed": typed}
    return show(request, "web/desk/one.html", **context)


@member_page
def words_after(request: MemberRequest, request_id: int) -> HttpResponse:
    """A few words after an acceptance that was made without any (rule 23)."""
    rows = ContactRequest.objects.select_related("asker__server", "asked__server")
    mine = rows.filter(pk=request_id, asked=request.person, state=ContactRequest.State.ACCEPTED).first()
    if mine is None or mine.acceptance_words:
        raise NotFound(_("Il n’y a pas de mot à ajouter ici."))
    if request.method != "POST":
        return _words_page(request, mine, "", None)
    words = request.POST.get("words", "")

    def add() -> HttpResponse:
        contacts.add_acceptance_words(mine, request.person, words)
        return HttpResponse(status=303, headers={"Location": "/demandes/"})

    return form_or_refusal(add, lambda refusal: _words_page(request, mine, words, refusal))


def _words_page(request: MemberRequest, mine: ContactRequest, words: str, refusal: Refusal | None) -> HttpResponse:
    return show(
        request,
        "web/desk/words.html",
        place="community",
        request_id=mine.pk,
        asker=who(mine.asker, line=line_of(mine.asker)),
        writer=who(request.person, line=line_of(request.person)),
        asked_with=mine.note,
        asked_at=mine.asked_at,
        stamp_name=stamp_name(mine.stamp, mine.asker_id) if mine.stamp is not None else "",
        words=words,
        refusal=refusal,
    )
