"""`/mesures/<token>/`: what moderators decided about one, read and answered without signing in: one may not be able to."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from petitmot.kit.refusals import Refusal
from petitmot.moderation import appealing
from petitmot.moderation.telling import said
from petitmot.people import pace
from petitmot.web.lines import lines, typed, wrong
from petitmot.web.pages import form_or_refusal, show
from petitmot.web.sign_in import address_of


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def decision(request: HttpRequest, token: str) -> HttpResponse:
    """The link is the proof. GET shows the decision; POST keeps one answer."""
    sanction = appealing.find(token)
    values = typed(request, "words")

    def page(refusal: Refusal | None = None) -> HttpResponse:
        shown = lines(values, refusal)
        return show(
            request,
            "web/moderating/decision.html",
            sanction=sanction,
            said=said(sanction.kind),
            appeal=appealing.appeal_of(sanction),
            may_appeal=appealing.may_appeal(sanction),
            f=shown,
            errors=wrong(refusal, shown),
        )

    def answer() -> HttpResponse:
        pace.spend(address_of(request), "change")
        appealing.appeal(sanction, values["words"])
        return redirect("decision", token)

    return form_or_refusal(answer, page) if request.method == "POST" else page()
