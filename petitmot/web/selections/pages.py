"""Pages of selections: one, all of one's own with those one stands in, a new one, one to be changed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from petitmot.kit.language import _
from petitmot.kit.refusals import Refusal
from petitmot.people import consent, selections, ties
from petitmot.people.consent import Standing
from petitmot.people.models import InSelection, Person, Selection
from petitmot.web.lines import Line, lines, typed, wrong
from petitmot.web.pages import MemberRequest, form_or_refusal, member_page, require_safe, show, viewer
from petitmot.web.persons.public import cacheable, private
from petitmot.web.selections import telling
from petitmot.web.settings import choices
from petitmot.web.who import Who, who

TEXTS = ("name", "words", "tag", "language")
TICKS = ("listed", "warned")
State = InSelection.State


@member_page
def index(request: MemberRequest) -> HttpResponse:
    """`/selections/`: what waits for an answer, one's own, those one stands in."""
    me = request.person
    return show(
        request,
        "web/selections/index.html",
        place="community",
        asked=telling.standings(me, State.PENDING),
        mine=telling.lines(me, selections.of_owner(me, me)),
        holding=telling.standings(me, State.ACCEPTED),
        most=selections.MOST,
        policy=consent.choice_of(me),
    )


@require_safe
def one(request: HttpRequest, selection_id: int) -> HttpResponse:
    """`/selections/<id>/`: for everybody, but for who is apart from its owner."""
    me = viewer(request)
    found = selections.one(me, min(selection_id, 2**63 - 1))
    people = telling.rows(me, found)
    row = _own_row(me, found)
    answer = show(
        request,
        "web/selections/one.html",
        place="community",
        selection=found,
        owner=who(found.owner),
        is_mine=me is not None and me.pk == found.owner_id,
        people=people,
        me_in=row,
        is_here=found.owner.server.is_local,
    )
    return private(answer) if me is not None else cacheable(request, answer)


def _own_row(me: Person | None, selection: Selection) -> InSelection | None:
    if me is None or me.pk == selection.owner_id:
        return None
    return InSelection.objects.filter(selection=selection, person=me, state__in=selections.STANDING).first()


@member_page
def new(request: MemberRequest) -> HttpResponse:
    """`/selections/nouvelle/`."""
    posted = request.method == "POST"
    values = typed(request, *TEXTS)
    ticked = _ticked(request) if posted else {"listed"}

    def page(refusal: Refusal | None = None) -> HttpResponse:
        return _form(request, values, ticked, refusal, selection=None)

    def keep() -> HttpResponse:
        made = selections.form(request.person, **_said(values, ticked))
        return redirect(f"/selections/{made.pk}/retoucher/#gens")

    return form_or_refusal(keep, page) if posted else page()


@member_page
def change(request: MemberRequest, selection_id: int) -> HttpResponse:
    """`/selections/<id>/retoucher/`: what it says of itself, and who is in it."""
    own = selections.mine(request.person, min(selection_id, 2**63 - 1))
    posted = request.method == "POST"
    values = typed(request, *TEXTS) if posted else _kept(own)
    ticked = _ticked(request) if posted else {name for name in TICKS if getattr(own, name)}

    def page(refusal: Refusal | None = None) -> HttpResponse:
        return _form(request, values, ticked, refusal, selection=own)

    def keep() -> HttpResponse:
        selections.describe(own, request.person, **_said(values, ticked))
        messages.success(request, _("C’est gardé."))
        return redirect(f"/selections/{own.pk}/")

    return form_or_refusal(keep, page) if posted else page()


def _form(
    request: MemberRequest,
    values: dict[str, str],
    ticked: set[str],
    refusal: Refusal | None,
    selection: Selection | None,
) -> HttpResponse:
    said: dict[str, Any] = {"f": lines(values, refusal), "errors": wrong(refusal, values), "ticked": ticked}
    languages = [("", _("Ne rien dire")), *choices.NAMES.items()]
    people = telling.rows(request.person, selection) if selection else []
    return show(
        request,
        "web/selections/form.html",
        place="community",
        selection=selection,
        longest=selections.LONGEST,
        languages=languages,
        people=people,
        known=known_to_add(request.person, selection) if selection else [],
        handle=Line("handle"),
        **said,
    )


def known_to_add(me: Person, selection: Selection) -> list[Who]:
    """Return those one knows and may put in, by name."""
    there = set(InSelection.objects.filter(selection=selection).values_list("person_id", flat=True))
    ids = ties.known_ids(me) - there
    rows = Person.objects.present().filter(pk__in=ids).select_related("server")
    people = sorted(rows, key=lambda person: person.called.casefold())
    standings = consent.standings(me, people)
    apart = ties.apart_among(me, standings)
    return [
        who(person)
        for person in people
        if standings[person.pk] in (Standing.AUTOMATIC, Standing.MANUAL) and person.pk not in apart
    ]


def _said(values: dict[str, str], ticked: set[str]) -> dict[str, Any]:
    return values | {name: name in ticked for name in TICKS}


def _ticked(request: MemberRequest) -> set[str]:
    return {name for name in TICKS if request.POST.get(name)}


def _kept(selection: Selection) -> dict[str, str]:
    return {name: str(getattr(selection, name)) for name in TEXTS}
