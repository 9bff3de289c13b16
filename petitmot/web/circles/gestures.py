"""Gestures on circles."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from petitmot.kit.language import _
from petitmot.kit.text import row_number
from petitmot.people import circles, ties
from petitmot.people.models import Person
from petitmot.web.pages import MemberRequest, gesture


@gesture
def form(request: MemberRequest) -> HttpResponse:
    made = circles.form(request.person, request.POST.get("name", ""))
    return redirect(f"/cercles/{made.pk}/")


@gesture
def rename(request: MemberRequest, circle_id: int) -> HttpResponse:
    circles.rename(circles.my_circle(request.person, circle_id), request.person, request.POST.get("name", ""))
    return redirect(f"/cercles/{circle_id}/")


@gesture
def fill(request: MemberRequest, circle_id: int) -> HttpResponse:
    """Make the circle hold exactly who is ticked."""
    circle = circles.my_circle(request.person, circle_id)
    ticked = {row_number(id_) for id_ in request.POST.getlist("person")}
    known = ties.known_ids(request.person) | set(circle.members.values_list("pk", flat=True))
    circles.fill(circle, request.person, list(Person.objects.filter(pk__in=ticked & known)))
    messages.success(request, _("C’est noté. Vous seul voyez qui est dans ce cercle."))
    return redirect(f"/cercles/{circle_id}/")


@gesture
def end(request: MemberRequest, circle_id: int) -> HttpResponse:
    circles.end(circles.my_circle(request.person, circle_id), request.person)
    messages.success(request, _("Ce cercle n’est plus. Ce que vous y aviez écrit reste à ceux pour qui c’était."))
    return redirect("/cercles/")
