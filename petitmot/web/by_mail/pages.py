"""Somebody's public words by mail: asked for without an account, confirmed, ended; and offered by whoever writes them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from petitmot.kit.language import _
from petitmot.kit.refusals import NotFound, Refusal
from petitmot.people import pace
from petitmot.post_office import subscribing
from petitmot.web.lines import lines, typed, wrong
from petitmot.web.pages import MemberRequest, form_or_refusal, member_page, show, viewer
from petitmot.web.persons.finding import find
from petitmot.web.sign_in import address_of
from petitmot.web.who import who


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def ask(request: HttpRequest, handle: str) -> HttpResponse:
    """`/@name/par-courriel/`: leave an address. The same is said whether it was left before."""
    them, _between = find(viewer(request), handle)
    if not subscribing.is_offered(them):
        raise NotFound(_("Ces mots ne s’envoient pas par courriel."))
    values = typed(request, "email")

    def page(refusal: Refusal | None = None, *, asked: bool = False) -> HttpResponse:
        shown = lines(values, refusal)
        return show(request, "web/by_mail/ask.html", them=who(them), f=shown, errors=wrong(refusal, shown), asked=asked)

    def leave() -> HttpResponse:
        pace.spend(address_of(request), "reset")
        subscribing.subscribe(them, values["email"])
        return page(asked=True)

    return form_or_refusal(leave, page) if request.method == "POST" else page()


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """A link of a letter: looking changes nothing, for mail programs look by themselves; the button confirms."""
    reader = subscribing.reader_of(token)
    done = request.method == "POST"
    if done:
        subscribing.confirm(token)
    return show(request, "web/by_mail/confirm.html", them=who(reader.mailing.person), done=done)


@csrf_exempt  # the token in the address is the proof: mail programs have no cookie and no form of ours (RFC 8058)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """The way out: the button, or the mail program by itself, ends it. Looking changes nothing."""
    done = request.method == "POST"
    if done:
        subscribing.stop(token)
    return show(request, "web/by_mail/stop.html", done=done)


@member_page
def offer(request: MemberRequest) -> HttpResponse:
    """`/reglages/par-courriel/`: whether one's own public words can be had by mail."""
    if request.method == "POST":
        subscribing.offer(request.person, offered="offered" in request.POST)
        messages.success(request, _("C’est gardé."))
        return redirect("settings-words-by-mail")
    return show(
        request, "web/by_mail/offer.html", offered=subscribing.is_offered(request.person), them=who(request.person)
    )
