"""Signing up: by the door, by an invitation, by the one-time link of the first account."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from allauth.account.internal.flows.email_verification import send_verification_email_to_address
from allauth.account.models import EmailAddress
from allauth.account.utils import complete_signup
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from petitmot.kit.language import _
from petitmot.kit.refusals import NotFound, Refusal
from petitmot.people import entering, first_account, invitations, pace, server_texts
from petitmot.people.accounts import Newcomer
from petitmot.people.models import Account, Invitation
from petitmot.web.lines import lines, typed, wrong
from petitmot.web.pages import form_or_refusal, show
from petitmot.web.sign_in import address_of
from petitmot.web.who import who

NAMES = ("called", "name", "email", "words", "terms", "time_zone", "language")
Make = Callable[[Newcomer], Account]

form_page = require_http_methods(["GET", "HEAD", "POST"])


@form_page
@never_cache
@sensitive_post_parameters("password")
def sign_up(request: HttpRequest) -> HttpResponse:
    """`/s-inscrire/`: as the door of this server is set."""
    if request.user.is_authenticated:
        return redirect("/")
    return _door(
        request,
        lambda newcomer: entering.come_in(newcomer, address=address_of(request))[0],
        mode=settings.PETITMOT_SIGN_UP,
    )


@form_page
@never_cache
@sensitive_post_parameters("password")
def by_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """`/invitation/<token>/`: the inviter's words, and the door they open."""
    invitation = invitations.find(token)
    if request.user.is_authenticated:
        return show(request, "web/doors/already_here.html", invitation=invitation, inviter=who(invitation.inviter))

    def make(newcomer: Newcomer) -> Account:
        return entering.come_in(newcomer, invitation=token, address=address_of(request))[0]

    return _door(request, make, mode="open", invitation=invitation)


@form_page
@never_cache
@sensitive_post_parameters("password")
def first(request: HttpRequest, token: str) -> HttpResponse:
    """`/premier/<token>/`: the link that `petitmot serve` printed makes the operator's account."""
    if not first_account.is_good(token):
        raise NotFound(_("Ce lien a déjà servi, ou un plus récent l’a remplacé. Le démarrage en imprime un nouveau."))
    return _door(request, lambda newcomer: entering.make_first(newcomer, token)[0], mode="first")


@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """`/s-inscrire/attente/`: the few words are with the moderators."""
    return show(request, "web/doors/waiting.html")


def _door(request: HttpRequest, make: Make, *, mode: str, invitation: Invitation | None = None) -> HttpResponse:
    values = typed(request, *NAMES) | {"password": ""}
    told: dict[str, Any] = {
        "mode": mode,
        "invitation": invitation,
        "inviter": who(invitation.inviter) if invitation else None,
    }

    def page(refusal: Refusal | None = None) -> HttpResponse:
        shown = lines(values | {"terms": server_texts.version_of("terms")}, refusal)
        agreed = bool(values["terms"]) and (refusal is None or refusal.field != "terms")
        errors = wrong(refusal, shown)
        return show(request, "web/doors/sign_up.html", f=shown, agreed=agreed, errors=errors, **told)

    if request.method != "POST":
        return page()
    return form_or_refusal(lambda: _make(request, make, values), page)


def _make(request: HttpRequest, make: Make, values: dict[str, str]) -> HttpResponse:
    pace.spend(address_of(request), "sign_up")
    password = request.POST.get("password", "")
    newcomer = Newcomer(
        email=values["email"],
        password=password,
        name=values["name"],
        called=values["called"],
        language=values["language"] or get_language() or "fr",
        time_zone=values["time_zone"],
        words=values["words"],
        terms=values["terms"],
    )
    account = make(newcomer)
    address = EmailAddress.objects.create(user=account, email=account.email, primary=True, verified=False)
    if account.approved_at is None:
        send_verification_email_to_address(request, address, signup=True)
        return redirect("door-waiting")
    return cast(HttpResponse, complete_signup(request, account, None, "/bienvenue/"))
