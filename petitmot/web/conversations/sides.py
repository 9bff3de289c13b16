"""One's own side of a conversation: read, muted, put away, left. The others are never told (rule 31)."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from petitmot.kit.language import _
from petitmot.kit.text import row_number
from petitmot.posts import conversations
from petitmot.web.pages import MemberRequest, back, gesture


@gesture
def read(request: MemberRequest, conversation_id: int) -> HttpResponse:
    """Read up to the letter that was shown."""
    up_to = row_number(request.POST.get("up_to"))
    member = conversations.find(request.person, conversation_id)
    if up_to:
        conversations.mark_read(member, min(up_to, member.conversation.last_post))
    if request.headers.get("X-Requested-With") == "fetch":
        return HttpResponse(status=204)
    return redirect("/conversations/")


@gesture
def mute(request: MemberRequest, conversation_id: int) -> HttpResponse:
    member = conversations.find(request.person, conversation_id)
    conversations.mute(member, not member.muted)
    return back(request, "/conversations/")


@gesture
def hide(request: MemberRequest, conversation_id: int) -> HttpResponse:
    conversations.hide(conversations.find(request.person, conversation_id))
    messages.success(request, _("Rangée. Elle revient au prochain mot."))
    return redirect("/conversations/")


@gesture
def leave(request: MemberRequest, conversation_id: int) -> HttpResponse:
    conversations.leave(conversations.find(request.person, conversation_id))
    messages.success(request, _("Vous avez quitté cette conversation. Personne n’en est prévenu."))
    return redirect("/conversations/")
