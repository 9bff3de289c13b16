"""A refusal that no page caught becomes a page, a fragment or a line of JSON: the web's one map of refusals."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse

from petitmot.kit.refusals import Refusal, TooOften
from petitmot.web.pages import show


class RefusalMiddleware:
    """Answers with the refusal's status, its sentence, and `Retry-After` where there is a time."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
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
