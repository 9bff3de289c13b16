"""To keep somebody at a distance: mute for a while, block; both are silent."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect

from petitmot.kit import clock
from petitmot.kit.language import _
from petitmot.kit.refusals import Refusal
from petitmot.people import distance
from petitmot.web.pages import MemberRequest, back, gesture, member_page, show
from petitmot.web.persons.finding import find
from petitmot.web.who import page_of, who

DAYS = {"1": 1, "7": 7, "30": 30, "": None}  # None: until taken back


@member_page
def mute(request: MemberRequest, handle: str) -> HttpResponse:
    """Choose for how long one hears nothing of somebody."""
    them, _between = find(request.person, handle)
    if request.method == "POST":
        wanted = request.POST.get("jours", "")
        if wanted not in DAYS:
            raise Refusal(_("Choisissez une durée."), code="days", field="jours")
        days = DAYS[wanted]
        until = clock.now() + timedelta(days=days) if days else None
        distance.mute(request.person, them, until=until, hides_notices=not request.POST.get("avis"))
        messages.success(request, _("%(name)s est en sourdine et n’en sait rien.", name=them.called))
        return HttpResponseRedirect(page_of(them))
    return show(request, "web/persons/mute.html", place="community", them=who(them))


@gesture
def unmute(request: MemberRequest, handle: str) -> HttpResponse:
    """Hear somebody again."""
    them, _between = find(request.person, handle)
    distance.unmute(request.person, them)
    return back(request, page_of(them))


@member_page
def block(request: MemberRequest, handle: str) -> HttpResponse:
    """Ask first, then keep somebody away in both directions."""
    them, _between = find(request.person, handle)
    if request.method == "POST":
        distance.block(request.person, them)
        messages.success(request, _("%(name)s ne vous voit plus, et vous ne le verrez plus.", name=them.called))
        return HttpResponseRedirect(page_of(them))
    return show(request, "web/persons/block.html", place="community", them=who(them))


@gesture
def unblock(request: MemberRequest, handle: str) -> HttpResponse:
    """Let somebody near again."""
    them, _between = find(request.person, handle)
    distance.unblock(request.person, them)
    return back(request, page_of(them))
