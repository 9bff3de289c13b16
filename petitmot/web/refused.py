"""A refusal that no page caught becomes a page, a fragment or a line of JSON: the web's one map of refusals."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse

from petitmot.kit.refusals import Refusal, TooOften
from petitmot.web.pages import show


def say(request: HttpRequest, exception: Exception) -> HttpResponse | None:
    """Answer with the refusal's status, its sentence, and `Retry-After` where there is a time; None for what is none."""
    if not isinstance(exception, Refusal):
        return None
    answer = _answer(request, exception)
    if isinstance(exception, TooOften):
        answer["Retry-After"] = str(exception.wait)
    return answer


def _answer(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse({"error": refusal.code, "sentence": refusal.sentence}, status=refusal.status)
    template = "web/refused/fragment.html" if request.headers.get("HX-Request") else "web/refused/page.html"
    return show(request, template, status=refusal.status, refusal=refusal)
