"""How one reads somebody whom one follows (shares, notices, languages), and a note about them for oneself."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect

from petitmot.kit.language import _
from petitmot.kit.refusals import NotFound, Refusal
from petitmot.people import follows, remarks
from petitmot.people.models import Follow, FollowRequest, Person
from petitmot.web.lines import lines, typed, wrong
from petitmot.web.pages import MemberRequest, form_or_refusal, member_page, show
from petitmot.web.persons.finding import find
from petitmot.web.settings import choices
from petitmot.web.who import page_of, who


@member_page
def how(request: MemberRequest, handle: str) -> HttpResponse:
    """Choose what of somebody one reads; they are not told."""
    them, _between = find(request.person, handle)
    follow = _follow(request.person, them)
    posted = request.method == "POST"
    values = typed(request, "languages") if posted else {"languages": choices.languages_named(follow.languages)}
    shares = bool(request.POST.get("shares")) if posted else follow.shows_shares
    tells = bool(request.POST.get("tells")) if posted else follow.tells

    def page(refusal: Refusal | None = None) -> HttpResponse:
        f, errors = lines(values, refusal), wrong(refusal, values)
        said: dict[str, Any] = {"them": who(them), "f": f, "errors": errors, "shares": shares, "tells": tells}
        return show(request, "web/persons/reading.html", place="community", **said)

    def keep() -> HttpResponse:
        languages = choices.languages_written(values["languages"])
        if values["languages"].strip() and not languages:
            raise Refusal(_("Nous ne connaissons pas cette langue."), code="language_unknown", field="languages")
        follows.follow(request.person, them, shares=shares, tells=tells, languages=languages)
        messages.success(request, _("C’est gardé."))
        return HttpResponseRedirect(page_of(them))

    return form_or_refusal(keep, page) if posted else page()


def _follow(reader: Person, them: Person) -> Follow | FollowRequest:
    pair = {"follower": reader, "followed": them}
    found = Follow.objects.filter(**pair).first() or FollowRequest.objects.filter(**pair).first()
    if found is None:
        raise NotFound(_("Vous ne suivez pas %(name)s.", name=them.called))
    return found


@member_page
def note(request: MemberRequest, handle: str) -> HttpResponse:
    """Write a few words about somebody that nobody else will read; empty ones take them away."""
    them, _between = find(request.person, handle)
    kept = remarks.about(request.person, them)
    values = typed(request, "words") if request.method == "POST" else {"words": kept}

    def page(refusal: Refusal | None = None) -> HttpResponse:
        f, errors = lines(values, refusal), wrong(refusal, values)
        return show(request, "web/persons/note.html", place="community", them=who(them), f=f, errors=errors)

    def keep() -> HttpResponse:
        remarks.note(request.person, them, values["words"])
        messages.success(request, _("C’est gardé."))
        return HttpResponseRedirect(page_of(them))

    return form_or_refusal(keep, page) if request.method == "POST" else page()
