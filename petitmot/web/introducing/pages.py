"""To introduce, to see whom one was introduced to, to leave it silently."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse

from petitmot.kit.language import _
from petitmot.kit.refusals import NotFound, Refusal
from petitmot.kit.text import row_number
from petitmot.people import introductions, ties
from petitmot.people.models import Contact, Introduction, Person
from petitmot.web.asking.sheet import line_of
from petitmot.web.pages import MemberRequest, form_or_refusal, gesture, member_page, show
from petitmot.web.who import Who, page_of, who
from petitmot.web.whom import person_named


@dataclass(frozen=True)
class Slip:
    """An introduction as one of the two sees it."""

    id: int
    introducer: Who
    other: Who
    words: str
    at: datetime


@dataclass(frozen=True)
class Written:
    other: int = 0
    words: str = ""
    refusal: Refusal | None = None


@member_page
def introduce(request: MemberRequest, handle: str) -> HttpResponse:
    """Choose another of one's contacts, and write the words both will read."""
    one = person_named(handle)
    if not ties.are_contacts(request.person, one):
        raise NotFound(_("On ne présente que ses propres contacts."))
    if request.method != "POST":
        return _form(request, one, Written())
    chosen = request.POST.get("other", "")
    written = Written(row_number(chosen), request.POST.get("words", ""))

    def act() -> HttpResponse:
        other = next((person for person in _others(request.person, one) if person.pk == written.other), None)
        if other is None:
            raise Refusal(
                _("Choisissez à qui vous présentez %(name)s.", name=one.called), code="missing", field="other"
            )
        introductions.introduce(request.person, one, other, words=written.words)
        said = _("%(one)s et %(other)s lisent maintenant vos mots.", one=one.called, other=other.called)
        messages.success(request, said, extra_tags=f"draft:introduce-{one.pk}")
        return HttpResponse(status=303, headers={"Location": page_of(one)})

    return form_or_refusal(act, lambda refusal: _form(request, one, Written(written.other, written.words, refusal)))


def _others(me: Person, one: Person) -> list[Person]:
    """Return my contacts whom this one does not know yet."""
    theirs = Contact.objects.filter(person=one).values("other_id")
    rows = Contact.objects.filter(person=me, other__left_at=None, other__suspended_at=None)
    rows = rows.exclude(other=one).exclude(other__in=theirs).select_related("other__server")
    return sorted((row.other for row in rows), key=lambda person: person.called.casefold())


def _form(request: MemberRequest, one: Person, written: Written) -> HttpResponse:
    return show(
        request,
        "web/introducing/form.html",
        place="community",
        one=who(one, line=line_of(one)),
        others=[who(person) for person in _others(request.person, one)],
        writer=who(request.person, line=line_of(request.person)),
        written=written,
    )


@member_page
def waiting(request: MemberRequest) -> HttpResponse:
    """The slips I may still take up."""
    slips = [slip(row, request.person) for row in introductions.waiting_for(request.person)]
    return show(request, "web/introducing/waiting.html", place="community", slips=slips)


def slip(introduction: Introduction, reader: Person) -> Slip:
    """Return an introduction as this reader, one of the two, sees it."""
    other = introductions.the_other(introduction, reader)
    return Slip(
        id=introduction.pk,
        introducer=who(introduction.introducer),
        other=who(other, line=line_of(other)),
        words=introduction.words,
        at=introduction.at,
    )


@gesture
def leave(request: MemberRequest, introduction_id: int) -> HttpResponse:
    """Not to take it up, silently."""
    found = Introduction.objects.filter(pk=introduction_id).first()
    if found is None:
        raise NotFound(_("Cette présentation n’est pas pour vous."))
    introductions.decline(found, request.person)
    return HttpResponse(status=303, headers={"Location": "/presentations/"})
