"""Tags one follows: what carries them stands in the home of one's applications, and has a page here."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from petitmot.kit.language import _
from petitmot.kit.refusals import Refusal
from petitmot.reading import tags
from petitmot.web.lines import lines, typed, wrong
from petitmot.web.pages import MemberRequest, back, form_or_refusal, gesture, member_page, show


@member_page
def index(request: MemberRequest) -> HttpResponse:
    """`/reglages/mots-cles/`."""
    values = typed(request, "name")

    def page(refusal: Refusal | None = None) -> HttpResponse:
        rows = tags.followed_by(request.person).order_by("tag__name")
        shown = lines(values, refusal)
        return show(request, "web/settings/tags.html", rows=rows[:500], f=shown, errors=wrong(refusal, values))

    def keep() -> HttpResponse:
        tags.follow(request.person, values["name"].strip())
        return redirect("settings-tags")

    return form_or_refusal(keep, page) if request.method == "POST" else page()


@gesture
def follow(request: MemberRequest) -> HttpResponse:
    """Follow the tag of a page, from that page."""
    tag = tags.follow(request.person, typed(request, "name")["name"])
    messages.success(request, _("Vous suivez #%(tag)s.", tag=tag.shown))
    return back(request, "/reglages/mots-cles/")


@gesture
def follow_no_more(request: MemberRequest) -> HttpResponse:
    tags.follow_no_more(request.person, typed(request, "name")["name"])
    return back(request, "/reglages/mots-cles/")
