"""Catching up after an absence: close ones in full, everybody else one line a person (rules 15 and 16)."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect

from petitmot.kit import clock
from petitmot.kit.language import _
from petitmot.kit.refusals import NotFound
from petitmot.kit.text import row_number
from petitmot.people.models import Person
from petitmot.reading import catch_up, marks
from petitmot.reading import today as reading
from petitmot.web.pages import MemberRequest, back, gesture, member_page, show
from petitmot.web.today.page import fields, in_order, posts_for
from petitmot.web.who import who


@member_page
def overview(request: MemberRequest) -> HttpResponse:
    """Close ones' words, a page of them, then everybody else on one line each."""
    person = request.person
    waits = catch_up.what_waits(person)
    close = waits.close_ids[: reading.PAGE]
    posts = posts_for(person, close)
    return show(
        request,
        "web/today/catch_up.html",
        place="today",
        any=bool(posts),
        moments=in_order(posts),
        to_mark=fields(it.told.id for it in posts if not it.told.kept_unread),
        more_close=len(waits.close_ids) > len(close),
        lines=[(who(line.person), line) for line in waits.lines],
        is_up_to_date=not posts and not waits.lines and reading.is_up_to_date(person),
        now=clock.now(),
    )


@member_page
def one_person(request: MemberRequest, person_id: int) -> HttpResponse:
    """What one person wrote meanwhile, in order."""
    author = _author(person_id)
    page = catch_up.of_person(request.person, author)
    posts = posts_for(request.person, page.ids)
    if not posts:
        return redirect("catch-up")
    return show(
        request,
        "web/today/catch_up_person.html",
        place="today",
        author=who(author),
        moments=in_order(posts),
        to_mark=fields(it.told.id for it in posts if not it.told.kept_unread),
        has_more=page.has_more,
    )


@gesture
def one_person_read(request: MemberRequest, person_id: int) -> HttpResponse:
    """Mark what the line of a person told, up to the last word it knew of: later ones stay unread (rule 13)."""
    if not (up_to := row_number(request.POST.get("jusqu-a"))):
        raise NotFound(_("Ces mots ne sont pas là."))
    marks.mark_person_read(request.person, _author(person_id), up_to)
    return redirect("catch-up")


@gesture
def finished(request: MemberRequest) -> HttpResponse:
    """Go back to reading in order; what was not read stays unread."""
    reading.visited(request.person)
    return HttpResponseRedirect("/?suite=1") if reading.needs_catching_up(request.person) else back(request, "/")


def _author(person_id: int) -> Person:
    found = Person.objects.present().filter(pk=person_id).select_related("server").first()
    if found is None:
        raise NotFound(_("Cette personne n’est pas là."))
    return found
