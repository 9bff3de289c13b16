"""Filters of words: a list of them, one with its words, where it serves, what it does and until when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect

from petitmot.kit import clock
from petitmot.kit.language import _
from petitmot.kit.refusals import NotFound, Refusal
from petitmot.people import filters
from petitmot.people.models import WordFilter
from petitmot.web.lines import lines, typed, wrong
from petitmot.web.pages import MemberRequest, form_or_refusal, gesture, member_page, show

Action = WordFilter.Action
DAYS = {"1": 1, "7": 7, "30": 30, "90": 90}
FOR_EVER, AS_IT_WAS = "", "idem"


@member_page
def index(request: MemberRequest) -> HttpResponse:
    """`/reglages/filtres/`: all filters, those that are over too, and a form for one more."""
    new = request.method == "POST"
    values = typed(request, "words", "action", "until") if new else {"words": "", "action": Action.HIDE, "until": ""}
    places = request.POST.getlist("places") if new else ["home"]

    def page(refusal: Refusal | None = None) -> HttpResponse:
        return show(
            request,
            "web/settings/filters.html",
            rows=[_row(each) for each in filters.of(request.person)],
            whole=not new or bool(request.POST.get("whole")),
            **_form(values, places, refusal),
        )

    def make() -> HttpResponse:
        words = values["words"].strip()
        with transaction.atomic():
            made = filters.make(
                request.person,
                words[: filters.LONGEST_TITLE] or "…",
                places,
                action=values["action"],
                until=_until(values),
            )
            filters.add_words(request.person, made.pk, words, whole=bool(request.POST.get("whole")))
        return redirect("settings-filter", made.pk)

    return form_or_refusal(make, page) if new else page()


@member_page
def one(request: MemberRequest, filter_id: int) -> HttpResponse:
    """`/reglages/filtres/<id>/`: all of one filter, to be changed."""
    found = filters.mine(request.person, _id(filter_id))
    said = {"title": found.title, "action": found.action, "until": AS_IT_WAS if found.until else FOR_EVER}
    values = typed(request, "title", "action", "until") if request.method == "POST" else said
    places = request.POST.getlist("places") if request.method == "POST" else found.places

    def page(refusal: Refusal | None = None) -> HttpResponse:
        shown = _form(values | {"words": ""}, places, refusal, found.until)
        return show(request, "web/settings/filter.html", it=found, row=_row(found), **shown)

    def keep() -> HttpResponse:
        filters.change(
            request.person,
            found.pk,
            title=values["title"],
            places=places,
            action=values["action"],
            until=_until(values, found.until),
        )
        messages.success(request, _("C’est gardé."))
        return redirect("settings-filter", found.pk)

    return form_or_refusal(keep, page) if request.method == "POST" else page()


@gesture
def drop(request: MemberRequest, filter_id: int) -> HttpResponse:
    filters.drop(request.person, _id(filter_id))
    messages.success(request, _("Ce filtre n’est plus là."))
    return redirect("settings-filters")


@gesture
def add_words(request: MemberRequest, filter_id: int) -> HttpResponse:
    words = typed(request, "words")["words"]
    filters.add_words(request.person, _id(filter_id), words, whole=bool(request.POST.get("whole")))
    return redirect("settings-filter", filter_id)


@gesture
def drop_words(request: MemberRequest, filter_id: int, words_id: int) -> HttpResponse:
    filters.drop_words(request.person, _id(words_id))
    return redirect("settings-filter", filter_id)


@gesture
def drop_post(request: MemberRequest, filter_id: int, row_id: int) -> HttpResponse:
    filters.drop_post(request.person, _id(row_id))
    return redirect("settings-filter", filter_id)


def _form(
    values: dict[str, str], places: Sequence[str], refusal: Refusal | None, until: datetime | None = None
) -> dict[str, Any]:
    """Return what the lines of a filter are shown with."""
    return {
        "f": lines(values, refusal),
        "errors": wrong(refusal, values),
        "where": [(place, said, place in places) for place, said in _places().items()],
        "actions": list(_actions().items()),
        "ends": [(FOR_EVER, _("jusqu’à nouvel ordre")), *_ends(until)],
    }


def _ends(until: datetime | None) -> list[tuple[str, str]]:
    said = [("1", _("jusqu’à demain")), ("7", _("une semaine")), ("30", _("un mois")), ("90", _("trois mois"))]
    return ([(AS_IT_WAS, _("comme c’était"))] if until else []) + said


def _until(values: dict[str, str], before: datetime | None = None) -> datetime | None:
    if values["until"] == AS_IT_WAS:
        return before
    days = DAYS.get(values["until"])
    return clock.now() + timedelta(days=days) if days else None


def _row(each: WordFilter) -> dict[str, Any]:
    """Return what the list says of a filter."""
    return {
        "it": each,
        "places": ", ".join(said for place, said in _places().items() if place in each.places),
        "action": _actions()[each.action],
        "is_over": each.until is not None and each.until <= clock.now(),
        "words": sorted(each.words.all(), key=lambda row: row.words.casefold()),
        "posts": sorted(each.posts.all(), key=lambda row: row.pk),
    }


def _places() -> dict[str, str]:
    return {
        "home": _("Aujourd’hui et vos cercles"),
        "notifications": _("les avis"),
        "public": _("les mots-clés et la recherche"),
        "thread": _("les réponses sous des mots"),
        "account": _("les pages des gens"),
    }


def _actions() -> dict[str, str]:
    return {
        Action.HIDE: _("ne pas les montrer du tout"),
        Action.WARN: _("les replier, avec le nom du filtre"),
        Action.BLUR: _("replier seulement leurs images"),
    }


def _id(number: int) -> int:
    if number >= 2**63:
        raise NotFound(_("Ce filtre n’est pas là."))
    return number
