"""Reading marks come in: from the button of a page, and from the script that saw what was read (rules 12 and 13)."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect

from petitmot.kit.text import row_number
from petitmot.reading import marks, today
from petitmot.web.pages import MemberRequest, back, gesture

MOST = 400  # ids of one request


@gesture
def read(request: MemberRequest) -> HttpResponse:
    """Mark the ids that were posted, and only those. `bouton` says that a person pressed it; a script goes unanswered."""
    ids = [id_ for id_ in map(row_number, request.POST.getlist("post")[:MOST]) if id_]
    by_gesture = "bouton" in request.POST
    if ids:
        marks.mark_read(request.person, ids, by_gesture=by_gesture)
    if "rattrapage" not in request.POST:
        today.visited(request.person)
    if not by_gesture:
        return HttpResponse(status=204)
    if after := row_number(request.POST.get("apres")):
        return HttpResponseRedirect(f"/?apres={after}")
    return back(request)
