"""Drafts: the list of them, and the address to which a script saves while one types."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse, JsonResponse

from petitmot.kit.language import _
from petitmot.kit.refusals import Refusal
from petitmot.kit.text import excerpt
from petitmot.people.models import Person
from petitmot.posts import drafts as kept
from petitmot.posts.models import Draft, Post
from petitmot.posts.seeing import visible_to
from petitmot.web.pages import MemberRequest, back, gesture, member_page, show
from petitmot.web.pictures import joining
from petitmot.web.words.written import from_form, sheet_of

KEY = re.compile(r"(post|(?:reply|quote|ask|message):\d{1,19})\Z", re.ASCII)


@dataclass(frozen=True)
class Line:
    """One draft in the list."""

    key: str
    kind: str
    url: str
    words: str
    saved_at: datetime


@member_page
def drafts(request: MemberRequest) -> HttpResponse:
    """Words not yet said, the newest first."""
    return show(request, "web/words/drafts.html", place="write", lines=_lines(request.person))


@gesture
def save(request: MemberRequest) -> HttpResponse:
    """Keep what is being typed; answers 204, 409 where the words are out already, or 422 for a place without drafts."""
    key = _key(request)
    written = from_form(request)
    try:
        kept.save(request.person, key, written.words, written.settings(), sheet=sheet_of(request))
    except Refusal:
        return HttpResponse(status=409)
    joining.describe(written, joining.find(written, request.person), request.person)
    return HttpResponse(status=204)


@gesture
def forget(request: MemberRequest) -> HttpResponse:
    """Throw a draft away."""
    kept.forget(request.person, _key(request))
    return (
        JsonResponse({}) if "application/json" in request.headers.get("Accept", "") else back(request, "/brouillons/")
    )


def _key(request: MemberRequest) -> str:
    key = request.POST.get("cle", "")
    if not KEY.match(key):
        raise Refusal(_("Ce brouillon n’a pas de place ici."), code="draft_key")
    return key


def _lines(person: Person) -> list[Line]:
    rows = kept.all_of(person)
    ids = {int(key.split(":")[1]) for row in rows if (key := row.key).startswith(("reply:", "quote:"))}
    posts = {post.pk: post for post in visible_to(person, Post.objects.filter(pk__in=ids)).select_related("author")}
    return [_line(row, posts) for row in rows]


def _line(row: Draft, posts: dict[int, Post]) -> Line:
    place, _colon, number = row.key.partition(":")
    post = posts.get(int(number)) if number.isdigit() else None
    kinds = {
        "post": (_("Un mot"), "/ecrire/"),
        "reply": (
            _("Une réponse à %(name)s", name=post.author.called) if post else _("Une réponse"),
            f"/mot/{number}/repondre/",
        ),
        "quote": (_("Un partage avec un mot"), f"/mot/{number}/citer/"),
        "message": (_("Un mot en privé"), f"/conversations/{number}/"),
        "ask": (_("Une demande"), "/communaute/"),
    }
    kind, url = kinds.get(place, (_("Un mot"), "/ecrire/"))
    return Line(row.key, kind, url, excerpt(row.words, 160), row.saved_at)
