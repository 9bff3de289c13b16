"""`/repondre/<token>/`: the question, a few words, and *non merci*.

Every server that gets the question fetches this page for a preview: looking changes nothing, and nothing on it makes a card.
"""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from petitmot.kit.refusals import NotFound, Refusal
from petitmot.people import answer_links, pace
from petitmot.people.models import Question
from petitmot.web.pages import form_or_refusal, show
from petitmot.web.sign_in import address_of
from petitmot.web.who import who

SENT = pace.Limit(20, timedelta(minutes=10))  # forms, for an address
MISSED = pace.Limit(30, timedelta(minutes=10))  # links that are not good, for an address


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Show the question; take the words, or the wish never to be asked."""
    question = _question(request, token)
    if request.method != "POST":
        return _page(request, question)
    words = request.POST.get("words", "")

    def act() -> HttpResponse:
        pace.spend(address_of(request), "answer_link", SENT)
        if request.POST.get("wish") == "never":
            answer_links.no_thanks(token)
            return _page(request, question, done="never")
        answer_links.answer(token, words)
        return _page(request, question, done="answered")

    return form_or_refusal(act, lambda refusal: _page(request, question, words=words, refusal=refusal))


def _question(request: HttpRequest, token: str) -> Question:
    try:
        return answer_links.find(token)
    except NotFound:
        pace.spend(address_of(request), "answer_link_missed", MISSED)
        raise


def _page(
    request: HttpRequest, question: Question, *, words: str = "", refusal: Refusal | None = None, done: str = ""
) -> HttpResponse:
    page = show(
        request,
        "web/answering/page.html",
        owner=who(question.owner),
        called=question.person.called,
        question=question.words,
        words=words,
        refusal=refusal,
        done=done,
    )
    page["X-Robots-Tag"] = "noindex, nofollow, noarchive, nosnippet"
    return page
