"""Gestures on selections: put people in, take them out, undo it; say yes or no to standing in one, and leave."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from petitmot.kit.language import _
from petitmot.kit.refusals import NotFound, Refusal
from petitmot.people import selecting, selections
from petitmot.people.models import InSelection, Person
from petitmot.web.pages import MemberRequest, back, gesture, require_safe, viewer
from petitmot.web.persons.finding import find

MOST_AT_ONCE = selecting.MOST_PEOPLE


@gesture
def add(request: MemberRequest, selection_id: int) -> HttpResponse:
    """Put in whoever is ticked, and whom an address names; what cannot be is said, and the others are in."""
    own = selections.mine(request.person, min(selection_id, 2**63 - 1))
    people = _ticked(request)
    handle = request.POST.get("handle", "").strip().lstrip("@").replace("\0", "")
    if handle:
        try:
            people.append(find(request.person, handle)[0])
        except Refusal as refusal:
            messages.error(request, refusal.sentence)
    asked = []
    for person in people:
        try:
            row = selecting.choose(own, request.person, person)
        except Refusal as refusal:
            messages.error(request, refusal.sentence)
            continue
        if row.state == InSelection.State.PENDING:
            asked.append(person.called)
    for name in asked:
        messages.success(request, _("Nous demandons à %(name)s, que vous ne montrerez qu’après son oui.", name=name))
    return redirect(f"/selections/{own.pk}/retoucher/#gens")


def _ticked(request: MemberRequest) -> list[Person]:
    said = [text for text in request.POST.getlist("person") if text.isascii() and text.isdigit() and len(text) < 19]
    ids = list(dict.fromkeys(map(int, said)))[:MOST_AT_ONCE]
    found = Person.objects.present().select_related("server").in_bulk(ids)
    return [found[id_] for id_ in ids if id_ in found]


@gesture
def remove(request: MemberRequest, selection_id: int, row_id: int) -> HttpResponse:
    """Show somebody no more; they are not told."""
    own = selections.mine(request.person, min(selection_id, 2**63 - 1))
    selecting.let_go(own, request.person, min(row_id, 2**63 - 1))
    return back(request, f"/selections/{own.pk}/retoucher/", anchor="gens")


@gesture
def end(request: MemberRequest, selection_id: int) -> HttpResponse:
    """Undo a selection, for everybody."""
    selections.end(selections.mine(request.person, min(selection_id, 2**63 - 1)), request.person)
    messages.success(request, _("Cette sélection n’est plus."))
    return redirect("/selections/")


@gesture
def accept(request: MemberRequest, row_id: int) -> HttpResponse:
    """Say yes to being shown."""
    row = selecting.accept(request.person, min(row_id, 2**63 - 1))
    name = row.selection.owner.called
    messages.success(
        request, _("C’est oui. %(name)s vous montre ; vous pourrez en sortir quand vous voudrez.", name=name)
    )
    return back(request, "/selections/")


@gesture
def leave(request: MemberRequest, row_id: int) -> HttpResponse:
    """Say no, or leave; nobody is told."""
    selecting.leave(request.person, min(row_id, 2**63 - 1))
    messages.success(request, _("C’est noté : vous n’y êtes pas. Personne n’en est averti."))
    return back(request, "/selections/")


@require_safe
def lasting(request: HttpRequest, selection_id: int) -> HttpResponse:
    """Lead from the address that lasts to the page of today."""
    found = selections.one(viewer(request), min(selection_id, 2**63 - 1))
    if not found.owner.server.is_local:
        raise NotFound(_("Cette sélection n’est pas là."))
    answer = redirect(f"/selections/{found.pk}/")
    answer["Vary"] = "Accept"  # to other servers the same address answers a document
    return answer
