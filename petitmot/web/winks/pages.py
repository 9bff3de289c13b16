"""The page of new followers, and the gesture (rule 36)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse

from petitmot.attentions import winks
from petitmot.attentions.models import Wink
from petitmot.kit.language import _
from petitmot.kit.refusals import NotFound
from petitmot.people.models import Follow, Person
from petitmot.web.asking.sheet import line_of
from petitmot.web.pages import MemberRequest, form_or_refusal, gesture, member_page, show
from petitmot.web.who import Who, who


@dataclass(frozen=True)
class Newcomer:
    person: Who
    at: datetime


@dataclass(frozen=True)
class Received:
    id: int
    person: Who
    at: datetime
    with_words: bool


@dataclass(frozen=True)
class Typing:
    person_id: int = 0
    words: str = ""
    sentence: str = ""


@member_page
def newcomers(request: MemberRequest) -> HttpResponse:
    """Those who began to follow lately and got no wink yet; and the winks one received."""
    return _page(request, Typing())


@gesture
def wink(request: MemberRequest, person_id: int) -> HttpResponse:
    """Wink at somebody, with words if one likes."""
    follower = Person.objects.present().select_related("server").filter(pk=person_id).first()
    if follower is None:
        raise NotFound(_("Cette personne ne vous suit pas."))
    words = request.POST.get("words", "")

    def act() -> HttpResponse:
        winks.wink(request.person, follower, words=words)
        messages.success(request, _("Votre clin d’œil est parti chez %(name)s.", name=follower.called))
        return HttpResponse(status=303, headers={"Location": "/clins-d-oeil/"})

    return form_or_refusal(act, lambda refusal: _page(request, Typing(person_id, words, refusal.sentence)))


@gesture
def see(request: MemberRequest, wink_id: int) -> HttpResponse:
    """A wink was seen: it leaves the table."""
    winks.see(request.person, wink_id)
    return HttpResponse(status=303, headers={"Location": "/"})


def _page(request: MemberRequest, typing: Typing) -> HttpResponse:
    return show(
        request,
        "web/winks/page.html",
        place="community",
        newcomers=[_newcomer(row) for row in winks.new_followers(request.person)],
        received=[_received(row) for row in winks.received(request.person)],
        typing=typing,
    )


def _newcomer(follow: Follow) -> Newcomer:
    return Newcomer(who(follow.follower, line=line_of(follow.follower)), follow.since)


def _received(row: Wink) -> Received:
    return Received(row.pk, who(row.winker), row.at, row.with_words)
