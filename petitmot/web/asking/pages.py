"""The page on which one asks somebody to connect, its kind hints, and its draft."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse

from petitmot.kit.language import _
from petitmot.kit.refusals import Refusal
from petitmot.kit.text import row_number
from petitmot.people import contacts, pace
from petitmot.people.models import Person
from petitmot.posts import drafts
from petitmot.web.asking import sheet
from petitmot.web.asking.sheet import Written
from petitmot.web.pages import MemberRequest, form_or_refusal, gesture, member_page, show
from petitmot.web.who import page_of
from petitmot.web.whom import person_named
from petitmot.web.words.written import sheet_of

PAGE = "web/asking/page.html"


@member_page
def ask(request: MemberRequest, handle: str) -> HttpResponse:
    """Read the welcome line, write a few words, ask. `?mot=<id>` names the post that brought the asker."""
    asked = person_named(handle)
    if request.method != "POST":
        written = sheet.drafted(request.person, asked)
        if because := row_number(request.GET.get("mot")):
            written = Written(written.words, because)
        return show(request, PAGE, **sheet.page(request.person, asked, written))
    written = _written(request, asked)
    return form_or_refusal(
        lambda: _ask(request, asked, written), lambda refusal: _again(request, asked, written, refusal)
    )


def _ask(request: MemberRequest, asked: Person, written: Written) -> HttpResponse:
    pace.spend(request.person, "ask")
    made = contacts.ask(request.person, asked, words=written.words, because=written.because or None)
    drafts.forget(request.person, sheet.draft_key(asked), sheet=sheet_of(request))
    if made.state == made.State.ACCEPTED:
        said = _("Vos mots se sont croisés : %(name)s et vous êtes désormais en contact.", name=asked.called)
    else:
        said = _("Vos mots sont partis chez %(name)s.", name=asked.called)
    messages.success(request, said, extra_tags=f"draft:ask-{asked.pk}")
    return _to("/demandes/envoyees/")


def _again(request: MemberRequest, asked: Person, written: Written, refusal: Refusal) -> HttpResponse:
    kept = Written(written.words, written.because, refusal=refusal)
    drafts.save(request.person, sheet.draft_key(asked), kept.words, {"because": kept.because})
    return show(request, PAGE, **sheet.page(request.person, asked, kept))


@gesture
def read_again(request: MemberRequest, handle: str) -> HttpResponse:
    """Tell the asker, and only them, how their words read; nothing is kept. Without a script the page comes again."""
    asked = person_named(handle)
    written = _written(request, asked)
    hints = sheet.hints(request.person, asked, written.words)
    if request.headers.get("HX-Request"):
        return show(request, "web/asking/hints.html", hints=hints)
    read = Written(written.words, written.because, hints=hints)
    return show(request, PAGE, **sheet.page(request.person, asked, read))


@gesture
def keep(request: MemberRequest, handle: str) -> HttpResponse:
    """Keep what is being written as a draft."""
    asked = person_named(handle)
    written = _written(request, asked)
    by_script = request.headers.get("X-Requested-With") == "fetch"
    leaf = sheet_of(request) if by_script else ""
    try:
        drafts.save(request.person, sheet.draft_key(asked), written.words, {"because": written.because}, sheet=leaf)
    except Refusal:
        return HttpResponse(status=409)
    if by_script:
        return HttpResponse(status=204)
    messages.success(request, _("Vos mots sont gardés : ils vous attendent ici."))
    return _to(f"{page_of(asked)}/demander/")


def _written(request: MemberRequest, asked: Person) -> Written:
    """Read the form; only a post that the asker may see, of who is asked, goes with the words."""
    words = request.POST.get("words", "").replace("\r\n", "\n").replace("\x00", "")
    because = row_number(request.POST.get("because"))
    if because and because not in {word.id for word in sheet.last_words(request.person, asked, with_post=because)}:
        because = 0
    return Written(words, because)


def _to(address: str) -> HttpResponse:
    return HttpResponse(status=303, headers={"Location": address})
