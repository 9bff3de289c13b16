"""The emoji of this server: moderators add one, put them in order, withdraw them."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from markupsafe import Markup

from petitmot.kit.language import _
from petitmot.kit.refusals import Refusal
from petitmot.moderation import emoji as drawing
from petitmot.people import emoji
from petitmot.people.models import Emoji
from petitmot.web.emoji import picture
from petitmot.web.lines import lines, typed, wrong
from petitmot.web.pages import MemberRequest, by_moderator, form_or_refusal, gesture, member_page, show

PAGE = "/moderation/emojis/"


@dataclass(frozen=True)
class Drawn:
    """One emoji in the list."""

    code: str
    picture: Markup
    category: str
    in_picker: bool

    @classmethod
    def of(cls, each: Emoji) -> Drawn:
        """Tell one."""
        return cls(each.code, Markup(picture(each)), each.category, each.in_picker)  # noqa: S704 - markup of our own


@member_page
@by_moderator
def all_of_them(request: MemberRequest) -> HttpResponse:
    """`/moderation/emojis/`: GET shows them, POST adds one."""
    if request.method != "POST":
        return _page(request)

    def draw() -> HttpResponse:
        values = typed(request, "code", "category")
        kept = drawing.draw_up(
            request.user,
            values["code"],
            request.FILES.get("picture"),
            category=values["category"],
            in_picker="in_picker" in request.POST,
        )
        messages.success(request, _("L’émoji :%(code)s: est là.", code=kept.code))
        return redirect(PAGE)

    return form_or_refusal(draw, lambda refusal: _page(request, refusal))


@gesture
@by_moderator
def arrange(request: MemberRequest, code: str) -> HttpResponse:
    category = typed(request, "category")["category"]
    drawing.arrange(request.user, code, category=category, in_picker="in_picker" in request.POST)
    messages.success(request, _("C’est gardé."))
    return redirect(PAGE)


@gesture
@by_moderator
def withdraw(request: MemberRequest, code: str) -> HttpResponse:
    drawing.withdraw(request.user, code)
    messages.success(request, _("L’émoji :%(code)s: est retiré. Là où il était, on lit son nom.", code=code))
    return redirect(PAGE)


def _page(request: MemberRequest, refusal: Refusal | None = None) -> HttpResponse:
    values = typed(request, "code", "category") | {"picture": ""}
    drawn = [Drawn.of(each) for each in emoji.all_here()]
    return show(
        request,
        "web/moderating/emoji.html",
        f=lines(values, refusal),
        errors=wrong(refusal, values),
        in_picker="in_picker" in request.POST or request.method != "POST",
        categories=sorted({each.category for each in drawn if each.category}),
        drawn=drawn,
    )
