"""Whom one keeps away: people muted, people blocked, whole servers; each can be undone."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect

from petitmot.kit import clock
from petitmot.kit.language import _
from petitmot.kit.refusals import NotFound, Refusal
from petitmot.people import distance
from petitmot.people.models import Block, Mute, Person, ServerBlock
from petitmot.web.lines import lines, typed, wrong
from petitmot.web.pages import MemberRequest, form_or_refusal, gesture, member_page, show
from petitmot.web.who import page_of


@member_page
def muted(request: MemberRequest) -> HttpResponse:
    """`/reglages/sourdine/`."""
    still = Q(until=None) | Q(until__gt=clock.now())
    rows = Mute.objects.filter(still, muter=request.person).select_related("muted__server").order_by("-since")
    people = [(row, page_of(row.muted)) for row in rows[:200]]
    return show(request, "web/settings/muted.html", people=people)


@gesture
def unmute(request: MemberRequest, person: int) -> HttpResponse:
    distance.unmute(request.person, _somebody(person))
    return redirect("settings-muted")


@member_page
def blocked(request: MemberRequest) -> HttpResponse:
    """`/reglages/blocages/`."""
    blocks = Block.objects.filter(blocker=request.person).select_related("blocked__server").order_by("-since")
    return show(request, "web/settings/blocked.html", blocks=blocks[:200])


@gesture
def unblock(request: MemberRequest, person: int) -> HttpResponse:
    other = _somebody(person)
    distance.unblock(request.person, other)
    messages.success(request, _("%(name)s peut de nouveau vous approcher.", name=other.called))
    return redirect("settings-blocked")


@member_page
def servers(request: MemberRequest) -> HttpResponse:
    """`/reglages/serveurs/`: those that are kept away; one more is added by its name."""
    values = typed(request, "domain") if request.method == "POST" else {"domain": request.GET.get("nom", "")[:255]}

    def page(refusal: Refusal | None = None) -> HttpResponse:
        kept = ServerBlock.objects.filter(blocker=request.person).order_by("domain")
        shown = lines(values, refusal)
        return show(request, "web/settings/servers.html", kept=kept[:500], f=shown, errors=wrong(refusal, values))

    def keep() -> HttpResponse:
        distance.block_server(request.person, values["domain"])
        messages.success(request, _("C’est fait. Rien de ce serveur ne vous parviendra plus."))
        return redirect("settings-servers")

    return form_or_refusal(keep, page) if request.method == "POST" else page()


@gesture
def let_server_near(request: MemberRequest) -> HttpResponse:
    distance.unblock_server(request.person, request.POST.get("domain", "").replace("\0", ""))
    return redirect("settings-servers")


def _somebody(id_: int) -> Person:
    found = Person.objects.filter(pk=id_).first() if id_ < 2**63 else None
    if found is None:
        raise NotFound(_("Cette personne n’est pas là."))
    return found
