"""`/chercher/?q=...`: people first, then tags, then words, the newest first."""

from __future__ import annotations

from django.http import HttpResponse

from petitmot.reading import search as reading
from petitmot.web import fragments
from petitmot.web.pages import MemberRequest, member_page, show
from petitmot.web.who import who


@member_page
def search(request: MemberRequest) -> HttpResponse:
    text = request.GET.get("q", "").strip()[:200]
    before = request.GET.get("avant", "")
    older = int(before) if before.isdecimal() else None
    ids = reading.find_posts(request.person, text, before=older)
    people = [] if older else reading.find_people(request.person, text)
    return show(
        request,
        "web/searching/page.html",
        q=text,
        people=[who(person, line=person.card_does) for person in people],
        tags=[] if older else reading.find_tags(text),
        posts=fragments.of(request.person, ids),
        last=ids[-1] if len(ids) == reading.PAGE else 0,
    )
