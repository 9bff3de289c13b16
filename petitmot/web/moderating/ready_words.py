"""Words kept ready for decisions: the operator's page."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from petitmot.kit.language import _
from petitmot.kit.refusals import Refusal
from petitmot.moderation import ready_words
from petitmot.moderation.models import ReadyWords
from petitmot.web.lines import lines, typed, wrong
from petitmot.web.pages import MemberRequest, by_operator, form_or_refusal, gesture, member_page, show

HERE = "/moderation/mots-prets/"
FIELDS = ("title", "text")


@member_page
@by_operator
def all_of_them(request: MemberRequest) -> HttpResponse:
    """`/moderation/mots-prets/`: those there are, and a form for more."""
    return _form(request, None)


@member_page
@by_operator
def one(request: MemberRequest, row_id: int) -> HttpResponse:
    """Some that are kept: seen, and changed."""
    return _form(request, ready_words.one(request.user, row_id))


@gesture
@by_operator
def drop(request: MemberRequest, row_id: int) -> HttpResponse:
    ready_words.drop(request.user, ready_words.one(request.user, row_id))
    messages.success(request, _("Ces mots ne sont plus proposés."))
    return redirect(HERE)


def chosen(request: MemberRequest) -> str:
    """Return the words of a decision as a form says them: those kept ready that were chosen, and what was typed."""
    ready = request.POST.get("ready", "")
    row_id = int(ready) if ready.isascii() and ready.isdigit() and len(ready) < 19 else None
    return ready_words.before(request.user, row_id, request.POST.get("words", ""))


def offered(request: MemberRequest) -> list[tuple[str, str]]:
    """Return what a decision's form offers: nothing ready first; empty where nothing is kept ready."""
    rows = [(str(row.pk), row.title) for row in ready_words.all_of_them(request.user)]
    return [("", _("Vos mots seuls")), *rows] if rows else []


def _form(request: MemberRequest, row: ReadyWords | None) -> HttpResponse:
    values = {"title": row.title, "text": row.text} if row else dict.fromkeys(FIELDS, "")
    if request.method == "POST":
        values = typed(request, *FIELDS)

    def page(refusal: Refusal | None = None) -> HttpResponse:
        return show(
            request,
            "web/moderating/ready_words.html",
            f=lines(values, refusal),
            errors=wrong(refusal, values),
            row=row,
            rows=[] if row else list(ready_words.all_of_them(request.user)),
        )

    def keep() -> HttpResponse:
        ready_words.keep(request.user, values["title"], values["text"], row=row)
        messages.success(request, _("C’est gardé."))
        return redirect(HERE)

    return form_or_refusal(keep, page) if request.method == "POST" else page()
