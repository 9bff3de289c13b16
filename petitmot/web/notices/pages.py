"""The page of notices, and the mark that they were seen: a gesture of its own, never a GET."""

from __future__ import annotations

from django.http import HttpResponse

from petitmot.attentions import notice_lines, seen_notices
from petitmot.web.notices.telling import tell
from petitmot.web.pages import MemberRequest, back, gesture, member_page, show

PAGE = 60  # rows; grouped they are fewer lines


@member_page
def page(request: MemberRequest) -> HttpResponse:
    """`/avis/`: what happened, the newest first; older ones with `?avant=`."""
    me = request.person
    before = _number(request.GET.get("avant", ""))
    newest = seen_notices.newest(me)
    told = notice_lines.of_person(me, before=before or None, most=PAGE)
    lines = tell(me, told)
    return show(
        request,
        "web/notices/page.html",
        place="notices",
        fresh=[line for line in lines if line.is_new],
        known=[line for line in lines if not line.is_new],
        up_to=newest,
        older=notice_lines.older_than(me, before or newest + 1, PAGE),
    )


@gesture
def seen(request: MemberRequest) -> HttpResponse:
    """All up to the one that the page named was seen. With a script it is said quietly, without an answer."""
    seen_notices.mark_seen(request.person, _number(request.POST.get("up_to", "")))
    if request.POST.get("bouton"):
        return back(request, "/avis/")
    return HttpResponse(status=204)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
