"""Servers that are kept away: the list, one decision, the list of those that are received where only these are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from petitmot.kit.language import _
from petitmot.kit.refusals import Refusal
from petitmot.moderation import limiting, limits
from petitmot.moderation.limiting import Decided
from petitmot.moderation.limits import Measure
from petitmot.moderation.models import ServerLimit
from petitmot.web.pages import MemberRequest, by_operator, form_or_refusal, gesture, member_page, show

PAGE = 100
HERE = "/moderation/serveurs/"


@dataclass(frozen=True)
class Row:
    """One decision in a list."""

    id: int
    domain: str
    said: str
    public_comment: str
    private_comment: str
    at: datetime


@member_page
@by_operator
def all_servers(request: MemberRequest) -> HttpResponse:
    """`/moderation/serveurs/`: what is decided about servers elsewhere, the newest first; `?nom=` looks for a name."""
    rows, wanted = limits.limits(request.user), request.GET.get("nom", "").strip().lower()[:255]
    if wanted:
        rows = rows.filter(domain__contains=wanted)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    return show(
        request,
        "web/moderating/servers.html",
        rows=[_row(limit) for limit in page],
        page=page,
        wanted=wanted,
        only_listed=settings.PETITMOT_FEDERATION == "listed",
    )


@member_page
@by_operator
def decide(request: MemberRequest) -> HttpResponse:
    """`/moderation/serveurs/decider/`: decide about a server; `?serveur=` gives its name."""
    if request.method != "POST":
        return _form(request, domain=request.GET.get("serveur", "")[:255])
    return form_or_refusal(lambda: _decide(request, request.POST.get("domain", "")), lambda why: _form(request, why))


@member_page
@by_operator
def one(request: MemberRequest, limit_id: int) -> HttpResponse:
    """One decision: seen, and changed."""
    limit = limits.one(request.user, limit_id)
    if limit.measure == Measure.ALLOWED:
        return redirect(f"{HERE}recus/")
    if request.method != "POST":
        return _form(request, limit=limit)
    return form_or_refusal(lambda: _decide(request, limit.domain), lambda why: _form(request, why, limit=limit))


@gesture
@by_operator
def lift(request: MemberRequest, limit_id: int) -> HttpResponse:
    limit = limits.one(request.user, limit_id)
    limiting.lift(request.user, limit)
    messages.success(request, _("%(server)s est de nouveau reçu comme les autres.", server=limit.domain))
    return redirect(HERE)


@member_page
@by_operator
def received(request: MemberRequest) -> HttpResponse:
    """`/moderation/serveurs/recus/`: the servers that are received where only these are; POST puts one on the list."""
    if request.method != "POST":
        return _received(request)

    def put() -> HttpResponse:
        limiting.allow(request.user, request.POST.get("domain", ""))
        return redirect(f"{HERE}recus/")

    return form_or_refusal(put, lambda why: _received(request, why))


@gesture
@by_operator
def receive_no_more(request: MemberRequest, limit_id: int) -> HttpResponse:
    row = limits.one(request.user, limit_id)
    if row.measure == Measure.ALLOWED:
        limiting.allow_no_more(request.user, row)
    return redirect(f"{HERE}recus/")


def _decide(request: HttpRequest, domain: str) -> HttpResponse:
    decided = Decided(
        measure=request.POST.get("measure", ""),
        rejects_media="rejects_media" in request.POST,
        rejects_reports="rejects_reports" in request.POST,
        hides_name="hides_name" in request.POST,
        public_comment=request.POST.get("public_comment", "").strip(),
        private_comment=request.POST.get("private_comment", "").strip(),
    )
    limit = limiting.decide(request.user, domain, decided)  # type: ignore[arg-type]
    messages.success(request, _("C’est décidé, et la trace en est gardée."))
    return redirect(f"{HERE}{limit.pk}/")


def _form(
    request: MemberRequest, refusal: Refusal | None = None, *, limit: ServerLimit | None = None, domain: str = ""
) -> HttpResponse:
    given = request.POST
    typed = Decided(
        given.get("measure", Measure.SILENCED),
        *("rejects_media" in given, "rejects_reports" in given, "hides_name" in given),
        given.get("public_comment", ""),
        given.get("private_comment", ""),
    )
    return show(
        request,
        "web/moderating/server.html",
        limit=limit,
        it=limit if limit and request.method != "POST" else typed,
        domain=limit.domain if limit else given.get("domain", domain),
        measures=measures(),
        refusal=refusal,
    )


def _received(request: MemberRequest, refusal: Refusal | None = None) -> HttpResponse:
    page = Paginator(limits.allowed(request.user), PAGE).get_page(request.GET.get("page"))
    return show(
        request,
        "web/moderating/servers_received.html",
        rows=[(row.pk, row.domain, row.at) for row in page],
        page=page,
        only_listed=settings.PETITMOT_FEDERATION == "listed",
        domain=request.POST.get("domain", ""),
        refusal=refusal,
    )


def measures() -> list[tuple[str, str, str]]:
    """Return what can be decided: what it is called, and what follows."""
    return [
        (
            Measure.SILENCED,
            _("En retrait"),
            _("Ses membres ne se lisent que si on les suit, et leurs demandes restent pliées sur le bureau."),
        ),
        (
            Measure.REFUSED,
            _("Refusé"),
            _("Rien n’en vient, rien n’y va. Les abonnements finissent et ne reviendront pas d’eux-mêmes."),
        ),
        (Measure.NOTHING, _("Reçu, à ceci près"), _("Seulement ce que vous cochez ci-dessous.")),
    ]


def said_of(measure: str, *, rejects_media: bool, rejects_reports: bool) -> str:
    """Return what is decided, in words."""
    names = {value: label for value, label, _hint in measures()}
    more = [
        words
        for holds, words in ((rejects_media, _("sans ses images")), (rejects_reports, _("sans ses signalements")))
        if holds and measure != Measure.REFUSED
    ]
    return ", ".join([names.get(Measure(measure), ""), *more])


def _row(limit: ServerLimit) -> Row:
    said = said_of(limit.measure, rejects_media=limit.rejects_media, rejects_reports=limit.rejects_reports)
    return Row(limit.pk, limit.domain, said, limit.public_comment, limit.private_comment, limit.at)
