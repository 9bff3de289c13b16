"""How a page is answered: rendered, redirected after a gesture, refused with a sentence. One way for every noun."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast
from urllib.parse import quote

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.functional import SimpleLazyObject
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from petitmot.kit.language import _
from petitmot.kit.refusals import NotAllowed, Refusal, TooOften
from petitmot.people.models import Account, Person
from petitmot.web.acting import PersonRequest

P = ParamSpec("P")

__all__ = [
    "back",
    "by_moderator",
    "by_operator",
    "form_or_refusal",
    "gesture",
    "member_page",
    "require_safe",
    "show",
    "viewer",
]

MemberView = Callable[Concatenate["MemberRequest", P], HttpResponse]


class MemberRequest(PersonRequest):
    """A request of somebody who signed in: there is an acting person."""

    person: Person
    user: Account


def show(request: HttpRequest, template: str, status: int = 200, **context: Any) -> HttpResponse:
    """Render a page of the house (`web/<noun>/<page>.html`)."""
    return render(request, template, context, status=status)


def viewer(request: HttpRequest) -> Person | None:
    """Return the acting person, or None for a visitor (`request.person` is lazy, so never compare it with None)."""
    person = getattr(request, "person", None)
    if not person:
        return None
    return cast("Person", person._wrapped if type(person) is SimpleLazyObject else person)


def member_page(view: MemberView[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """A page for those who signed in; others are shown the door first and come back after it. GET, HEAD and POST."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **named: P.kwargs) -> HttpResponse:
        person = viewer(request)
        if person is None:
            return redirect(f"/entrer/?next={quote(request.get_full_path())}")
        cast("MemberRequest", request).person = person
        return view(cast("MemberRequest", request), *args, **named)

    return require_http_methods(["GET", "HEAD", "POST"])(guarded)


def gesture(view: MemberView[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """One gesture of a member: POST only. A refusal becomes a sentence on the page one came from."""

    @wraps(view)
    def guarded(request: MemberRequest, /, *args: P.args, **named: P.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **named)
        except Refusal as refusal:
            if request.headers.get("HX-Request") or "application/json" in request.headers.get("Accept", ""):
                raise
            messages.error(request, refusal.sentence)
            return back(request)

    return require_POST(member_page(guarded))


def by_moderator(view: MemberView[P]) -> MemberView[P]:
    """Only for moderators and the operator: a page for others is not there. Stands under `member_page`."""

    @wraps(view)
    def guarded(request: MemberRequest, /, *args: P.args, **named: P.kwargs) -> HttpResponse:
        if not request.user.is_moderator:
            raise NotAllowed(_("Cette page est pour les modérateurs."))
        return view(request, *args, **named)

    return guarded


def by_operator(view: MemberView[P]) -> MemberView[P]:
    """Only for the operator. Stands under `member_page` or `gesture`."""

    @wraps(view)
    def guarded(request: MemberRequest, /, *args: P.args, **named: P.kwargs) -> HttpResponse:
        if not request.user.is_operator:
            raise NotAllowed(_("Cette page est pour qui tient le serveur."))
        return view(request, *args, **named)

    return guarded


def back(request: HttpRequest, otherwise: str = "/", *, anchor: str = "") -> HttpResponseRedirect:
    """Go back to the page a gesture came from: the form's `next`, else the referer, never to another site."""
    for wanted in (request.POST.get("next"), request.headers.get("Referer")):
        if wanted and url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
            return HttpResponseRedirect(wanted.split("#")[0] + (f"#{anchor}" if anchor else ""))
    return HttpResponseRedirect(otherwise)


def form_or_refusal(act: Callable[[], HttpResponse], again: Callable[[Refusal], HttpResponse]) -> HttpResponse:
    """Do what a form asks; where it is refused, show the form again with the sentence, and nothing typed is lost."""
    try:
        return act()
    except Refusal as refusal:
        answer = again(refusal)
        answer.status_code = refusal.status
        if isinstance(refusal, TooOften):
            answer["Retry-After"] = str(refusal.wait)
        return answer
