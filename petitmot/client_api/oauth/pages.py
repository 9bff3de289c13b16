"""The pages of signing in for an application: may it? and the list of those that may."""

from __future__ import annotations

from typing import cast
from urllib.parse import quote, urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import get_language, override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from petitmot.client_api import tokens
from petitmot.client_api.models import Token
from petitmot.client_api.oauth import authorizing
from petitmot.client_api.oauth.authorizing import ASKED, Wish
from petitmot.client_api.oauth.errors import OAuthError
from petitmot.client_api.oauth.saying import in_words
from petitmot.kit.language import _
from petitmot.people import security
from petitmot.people.models import Account, Person


class _Back(HttpResponseRedirect):
    """A redirect to an application, whose address may have a scheme of its own; it was checked when it registered."""

    def __init__(self, address: str) -> None:
        scheme = address.partition(":")[0].lower()
        self.allowed_schemes = ["http", "https", scheme]
        super().__init__(address)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def authorize(request: HttpRequest) -> HttpResponse:
    """`/oauth/authorize`: an application asks for something; the person answers."""
    said = request.POST if request.method == "POST" else request.GET
    lang = request.GET.get("lang", "")[:2]
    with override(lang if lang in dict(settings.LANGUAGES) else get_language() or "fr"):
        answer = _authorize(request, {name: said.get(name, "") for name in ASKED})
    answer["Cross-Origin-Opener-Policy"] = "unsafe-none"  # in a pop-up, the page behind waits for its answer
    return answer


def _authorize(request: HttpRequest, said: dict[str, str]) -> HttpResponse:
    try:
        wish = authorizing.read(said)
    except OAuthError as error:
        return _broken(request, error)
    person = cast("Person | None", getattr(request, "person", None))
    if not person or not isinstance(request.user, Account):
        return redirect(f"/entrer/?next={quote(request.get_full_path() if request.method == 'GET' else '/')}")
    if request.method == "POST":
        return _answered(request, wish, request.user, person)
    if request.GET.get("force_login", "").lower() in ("1", "true", "t", "on"):
        logout(request)
        again = request.GET.copy()
        del again["force_login"]
        return redirect(f"/entrer/?next={quote(f'{request.path}?{again.urlencode()}')}")
    if wish.error is not None:
        return _broken(request, wish.error) if wish.out_of_band else _Back(authorizing.refused(wish, wish.error))
    return _ask(request, wish, said)


def _ask(request: HttpRequest, wish: Wish, said: dict[str, str]) -> HttpResponse:
    other = request.GET.copy()
    other["force_login"] = "true"
    context = {
        "application": wish.application,
        "may": in_words(wish.scopes),
        "said": {name: value for name, value in said.items() if value},
        "lang": request.GET.get("lang", ""),
        "somebody_else": f"{request.path}?{other.urlencode()}",
        "host": "" if wish.out_of_band else wish.target,
    }
    answer = render(request, "client_api/authorize.html", context)
    if not wish.out_of_band:  # browsers apply the policy of forms to where the answer to one leads
        answer._csp_update = {"form-action": [wish.target]}  # type: ignore[attr-defined]
    return answer


def _answered(request: HttpRequest, wish: Wish, account: Account, person: Person) -> HttpResponse:
    error = wish.error or (None if request.POST.get("answer") == "yes" else OAuthError("access_denied"))
    if error is not None:
        return _broken(request, error) if wish.out_of_band else _Back(authorizing.refused(wish, error))
    person = getattr(person, "_wrapped", person)  # the middleware's is lazy
    code = authorizing.allow(wish, account, person)
    address, agent = request.META.get("REMOTE_ADDR", ""), request.headers.get("User-Agent", "")
    security.note(account, "application_allowed", address=address, agent=agent)
    if wish.out_of_band:
        return redirect(f"/oauth/authorize/native?{urlencode({'code': code})}")
    return _Back(authorizing.back(wish, code=code))


def _broken(request: HttpRequest, error: OAuthError) -> HttpResponse:
    """Nobody can be sent back: the person is told, in their words, with the words of the wire for who wrote it."""
    if error.code == "access_denied":
        return render(request, "client_api/refused.html", {"error": None})
    return render(request, "client_api/refused.html", {"error": error}, status=400)


@never_cache
@require_GET
def native(request: HttpRequest) -> HttpResponse:
    """`/oauth/authorize/native`: the code, to be typed into an application that has no address."""
    return render(request, "client_api/code.html", {"code": request.GET.get("code", "")[:100]})


@never_cache
@require_GET
def applications(request: HttpRequest) -> HttpResponse:
    """`/reglages/applications/`: what may act for this account, and since when."""
    if not isinstance(request.user, Account):
        return redirect("/entrer/?next=/reglages/applications/")
    rows = Token.objects.filter(account=request.user, revoked_at=None).select_related("application", "person")
    found: dict[int, Token] = {}
    for token in rows.order_by("-made_at"):
        known = found.setdefault(token.application_id, token)
        known.used_at = max(filter(None, (known.used_at, token.used_at)), default=None)
    told = [(token, in_words(token.scopes.split())) for token in found.values()]
    return render(request, "client_api/applications.html", {"tokens": told})


@require_POST
def end(request: HttpRequest, application: int) -> HttpResponse:
    """`/reglages/applications/<id>/retirer/`: it may no longer."""
    if isinstance(request.user, Account):
        tokens.revoke_application(request.user, application)
        address, agent = request.META.get("REMOTE_ADDR", ""), request.headers.get("User-Agent", "")
        security.note(request.user, "application_ended", address=address, agent=agent)
        messages.success(request, _("Cette application n’a plus accès à votre compte."))
    return redirect("/reglages/applications/")
