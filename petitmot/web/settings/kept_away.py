"""Whom and what one keeps away: muted words and people, blocks; each can be undone."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect

from petitmot.kit import clock
from petitmot.kit.language import _
from petitmot.kit.refusals import NotFound
from petitmot.people import distance
from petitmot.people.models import Block, Mute, MutedWords, Person
from petitmot.web.pages import MemberRequest, gesture, member_page, show


@member_page
def muted(request: MemberRequest) -> HttpResponse:
    """`/reglages/sourdine/`."""
    now = clock.now()
    still = Q(until=None) | Q(until__gt=now)
    people = Mute.objects.filter(still, muter=request.person).select_related("muted__server").order_by("-since")
    words = MutedWords.objects.filter(still, person=request.person).order_by("words")
    return show(request, "web/settings/muted.html", people=people[:200], words=words[:200])


@gesture
def mute_words(request: MemberRequest) -> HttpResponse:
    distance.mute_words(request.person, request.POST.get("words", "").replace("\0", ""))
    return redirect("settings-muted")


@gesture
def unmute_words(request: MemberRequest, row: int) -> HttpResponse:
    distance.unmute_words(request.person, row)
    return redirect("settings-muted")


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


def _somebody(id_: int) -> Person:
    found = Person.objects.filter(pk=id_).first() if id_ < 2**63 else None
    if found is None:
        raise NotFound(_("Cette personne n’est pas là."))
    return found
