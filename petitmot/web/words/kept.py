"""Words one has put a mark in, for oneself alone."""

from __future__ import annotations

from django.http import HttpResponse

from petitmot.posts.liking import kept_by
from petitmot.web import fragments
from petitmot.web.pages import MemberRequest, member_page, show

PAGE = 20


@member_page
def kept(request: MemberRequest) -> HttpResponse:
    """The newest mark first, twenty to a page; `?avant=` is the mark from which to go on."""
    before = request.GET.get("avant", "")
    ids, following = kept_by(
        request.person, before=int(before[:18]) if before.isascii() and before.isdigit() else 0, size=PAGE
    )
    posts = fragments.of(request.person, ids, place="")
    return show(request, "web/words/kept.html", posts=posts, older=following)
