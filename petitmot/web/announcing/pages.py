"""What members see of announcements, and where the operator writes them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from petitmot.kit.language import _
from petitmot.kit.refusals import Refusal
from petitmot.moderation import announcements, announcing
from petitmot.moderation.models import Announcement
from petitmot.web.announcing.cards import Card, cards
from petitmot.web.lines import lines, typed, wrong
from petitmot.web.pages import MemberRequest, back, form_or_refusal, gesture, member_page, show

WRITE = "/reglages/serveur/annonces/"
FIELDS = ("text", "publish_at", "starts_at", "ends_at")
AS_TYPED = "%Y-%m-%dT%H:%M"  # of an `<input type=datetime-local>`


@member_page
def all_of_them(request: MemberRequest) -> HttpResponse:
    """`/annonces/`: all that are not over, also those that were read."""
    told = announcements.of_person(request.person)
    read = {each.announcement.pk for each in told if each.is_read}
    shown = cards([each.announcement for each in told], request.person)
    return show(request, "web/announcing/all.html", place="today", cards=shown, read=read)


@gesture
def put_aside(request: MemberRequest, announcement_id: int) -> HttpResponse:
    announcements.put_aside(request.person, announcements.find(announcement_id))
    return back(request)


@gesture
def give_sign(request: MemberRequest, announcement_id: int) -> HttpResponse:
    """Answer with a sign: one of Unicode, or the code of an emoji of this server."""
    announcements.answer(request.person, announcements.find(announcement_id), _sign(request))
    return back(request, anchor=f"annonce-{announcement_id}")


@gesture
def take_sign_back(request: MemberRequest, announcement_id: int) -> HttpResponse:
    announcements.take_answer_back(request.person, announcements.find(announcement_id), _sign(request))
    return back(request, anchor=f"annonce-{announcement_id}")


@member_page
def write(request: MemberRequest) -> HttpResponse:
    """`/reglages/serveur/annonces/`: the operator writes one; those that were written stand below."""
    before = list(announcing.written(request.user)[:100])

    def page(refusal: Refusal | None = None) -> HttpResponse:
        return _page(
            request, typed(request, *FIELDS), "all_day" in request.POST, refusal, written=cards(before, request.person)
        )

    def tell() -> HttpResponse:
        made = announcing.write(request.user, **_said(request))
        said = _("L’annonce est faite.") if made.is_published else _("L’annonce sera faite à son moment.")
        messages.success(request, said)
        return redirect(WRITE)

    return form_or_refusal(tell, page) if request.method == "POST" else page()


@member_page
def say_better(request: MemberRequest, announcement_id: int) -> HttpResponse:
    """`/reglages/serveur/annonces/<id>/`: the operator changes one."""
    found = announcing.one(request.user, announcement_id)
    if request.method != "POST":
        return _page(request, _values(found), found.all_day, None, about=found)

    def change() -> HttpResponse:
        announcing.say_better(request.user, found, **_said(request))
        messages.success(request, _("C’est retouché. Qui l’a déjà lue ne la reverra pas sur sa page."))
        return redirect(WRITE)

    def again(refusal: Refusal) -> HttpResponse:
        return _page(request, typed(request, *FIELDS), "all_day" in request.POST, refusal, about=found)

    return form_or_refusal(change, again)


@gesture
def withdraw(request: MemberRequest, announcement_id: int) -> HttpResponse:
    announcing.withdraw(request.user, announcing.one(request.user, announcement_id))
    messages.success(request, _("L’annonce est retirée."))
    return redirect(WRITE)


def _page(
    request: MemberRequest,
    values: dict[str, str],
    all_day: bool,
    refusal: Refusal | None,
    *,
    about: Announcement | None = None,
    written: Sequence[Card] = (),
) -> HttpResponse:
    return show(
        request,
        "web/announcing/write.html",
        f=lines(values, refusal),
        errors=wrong(refusal, values),
        all_day=all_day,
        about=about.pk if about else 0,
        can_wait=about is None or not about.is_published,
        written=written,
    )


def _said(request: MemberRequest) -> dict[str, Any]:
    """Read the form; where only days count, the hours typed with them do not."""
    values, all_day = typed(request, *FIELDS), "all_day" in request.POST
    moments = {name: _moment(values[name], name, all_day and name != "publish_at") for name in FIELDS[1:]}
    return {"text": values["text"], "all_day": all_day, **moments}


def _sign(request: MemberRequest) -> str:
    return request.POST.get("sign", "")[:100].strip(":")


def _moment(text: str, name: str, all_day: bool) -> datetime | None:
    if not text.strip():
        return None
    try:
        said = datetime.fromisoformat(text.strip()).replace(tzinfo=None)
    except ValueError:
        said = datetime.min
    if not 2000 < said.year < 2200:
        raise Refusal(_("Ce moment est mal écrit : un jour et une heure."), code="bad_moment", field=name)
    return timezone.make_aware(said.replace(hour=0, minute=0) if all_day else said)


def _values(row: Announcement) -> dict[str, str]:
    later = None if row.is_published else row.scheduled_at
    moments = {"publish_at": later, "starts_at": row.starts_at, "ends_at": row.ends_at}
    typed_as = {name: timezone.localtime(at).strftime(AS_TYPED) if at else "" for name, at in moments.items()}
    return {"text": row.text, **typed_as}
