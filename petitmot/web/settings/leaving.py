"""What one takes away, and leaving."""

from __future__ import annotations

from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect

from petitmot.kit.language import _
from petitmot.kit.refusals import Refusal
from petitmot.people import copying, leaving
from petitmot.web.doors import watching
from petitmot.web.pages import MemberRequest, back, gesture, member_page, show


@member_page
def copy(request: MemberRequest) -> HttpResponse:
    """`/reglages/copie/`: ask for a copy, see how far it is, take it."""
    if request.method == "POST":
        try:
            copying.ask_for_copy(request.user, request.person)
        except Refusal as refusal:
            messages.error(request, refusal.sentence)
            return back(request, "/reglages/copie/")
        watching.note(request, request.user, "export_asked")
        return redirect("settings-copy")
    return show(request, "web/settings/copy.html", export=copying.newest(request.user), kept=copying.KEPT.days)


@gesture
def fetch_copy(request: MemberRequest, export: int) -> HttpResponse:
    """The file itself, for its owner only; a POST, because it is written into the log."""
    path = copying.file_of(request.user, export)
    watching.note(request, request.user, "export_fetched")
    name = f"petitmot-{request.person.name}.zip"
    answer = FileResponse(path.open("rb"), as_attachment=True, filename=name, content_type="application/zip")
    answer["Cache-Control"] = "no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer  # type: ignore[return-value]


@member_page
def _leave(request: MemberRequest) -> HttpResponse:
    if request.method == "POST":
        leaving.ask_to_leave(request.user)
        watching.note(request, request.user, "deletion_asked")
        return redirect("settings-leave")
    days = settings.PETITMOT_DELETION_DAYS
    return show(request, "web/settings/leave.html", leaves_at=request.user.leaves_at, days=days)


def leave(request: HttpRequest) -> HttpResponse:
    """`/reglages/partir/`: what it means, and one button, which asks who one is."""
    if request.method == "POST" and request.user.is_authenticated:
        return reauthentication_required(_leave)(request)  # type: ignore[no-any-return]
    return _leave(request)


@gesture
def stay(request: MemberRequest) -> HttpResponse:
    """Change one's mind."""
    leaving.stay(request.user)
    watching.note(request, request.user, "deletion_undone")
    messages.success(request, _("Vous restez, et tout reste avec vous."))
    return redirect("settings")
