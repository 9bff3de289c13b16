"""django-allauth's own views, with our limits of pace around them; each stands at a French address (`urls.py`)."""

from __future__ import annotations

import json
import struct
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account import views as account
from allauth.account.internal.stagekit import get_pending_stage
from allauth.mfa.base import views as mfa
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.usersessions import views as sessions
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from fido2.webauthn import AuthenticationResponse, RegistrationResponse
from markupsafe import Markup

from petitmot.kit.language import _
from petitmot.people import pace
from petitmot.people.models import Account
from petitmot.web.doors import browsers
from petitmot.web.pages import show
from petitmot.web.sign_in import TOO_OFTEN, address_of

View = Callable[..., HttpResponse]


def paced(view: View, what: str, who: Callable[[HttpRequest], Account | str]) -> View:
    """Each POST counts once for whom it concerns; one too many is answered 429 with `Retry-After`."""

    @wraps(view)
    def limited(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        if request.method == "POST":
            pace.spend(who(request), what)
        answer = view(request, *args, **named)
        wait = request.META.get(TOO_OFTEN)
        if wait:  # the form is shown again, with the sentence in it
            answer.status_code = 429
            answer["Retry-After"] = str(wait)
        return answer

    return limited


def in_a_pop_up(view: View) -> View:
    """An application may have opened this page in a window of its own, and waits for what becomes of it."""

    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        answer = view(request, *args, **named)
        answer["Cross-Origin-Opener-Policy"] = "unsafe-none"
        return answer

    return opened


def sound(view: View, reads: Callable[[Any], object]) -> View:
    """What a device says of a key is read once before allauth reads it, which trips over what is no key at all."""

    @wraps(view)
    def careful(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        if "credential" in request.POST:
            try:
                reads(json.loads(request.POST["credential"]))
            except (TypeError, ValueError, LookupError, AttributeError, struct.error):
                messages.error(request, _("La clé d’accès n’a pas été comprise. Réessayez."))
                return redirect(request.path if request.user.is_authenticated else "account_login")
        return view(request, *args, **named)

    return careful


def _who_signs_in(request: HttpRequest) -> Account | str:
    """Whose second factor is asked for: it counts for the account, from wherever it is tried."""
    stage = get_pending_stage(request)
    if stage is not None and isinstance(stage.login.user, Account):
        return stage.login.user
    return address_of(request)


def _who_is_in(request: HttpRequest) -> Account | str:
    return request.user if isinstance(request.user, Account) else address_of(request)


class Login(account.LoginView):  # type: ignore[misc]
    """Somebody whose account was closed while they were in is told so, not sent round in a circle."""

    @method_decorator(never_cache)
    def dispatch(self, request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        if request.user.is_authenticated and not getattr(request, "person", None):
            return closed(request)
        answer: HttpResponse = super().dispatch(request, *args, **named)
        return answer


class CodeApp(totp.ActivateTOTPView):  # type: ignore[misc]
    """The drawing that a telephone photographs stands in the page itself: no other address, no inline style."""

    def get_context_data(self, **named: Any) -> dict[str, Any]:
        told: dict[str, Any] = super().get_context_data(**named)
        import qrcode  # here: it brings Pillow along, which an idle server does without
        from qrcode.image.svg import SvgPathImage

        drawing = qrcode.make(told["totp_url"], image_factory=SvgPathImage, border=2)
        return told | {"drawn_code": Markup(drawing.to_string(encoding="unicode"))}  # noqa: S704 - drawn by us


class Devices(sessions.ListUserSessionsView):  # type: ignore[misc]
    """Each session with a name one recognises."""

    def get_context_data(self, **named: Any) -> dict[str, Any]:
        told: dict[str, Any] = super().get_context_data(**named)
        for session in told["sessions"]:
            session.browser = browsers.called(session.user_agent)
        return told


def closed(request: HttpRequest) -> HttpResponse:
    """`/entrer/ferme/`: this account is closed."""
    return show(request, "account/account_inactive.html", status=403)


sign_in = in_a_pop_up(paced(Login.as_view(), "look_up", address_of))
confirm_email = paced(account.confirm_email, "change", address_of)
reset_password = paced(account.password_reset, "reset", address_of)
reset_from_key = paced(account.password_reset_from_key, "change", address_of)
reauthenticate = paced(account.reauthenticate, "change", _who_is_in)
change_email = paced(account.email, "change", _who_is_in)
change_password = paced(account.password_change, "change", _who_is_in)
set_password = paced(account.password_set, "change", _who_is_in)
second_factor = in_a_pop_up(
    paced(sound(mfa.authenticate, AuthenticationResponse.from_dict), "second_factor", _who_signs_in)
)
second_factor_again = paced(mfa.reauthenticate, "second_factor", _who_is_in)
by_passkey = in_a_pop_up(paced(sound(webauthn.login_webauthn, AuthenticationResponse.from_dict), "sign_in", address_of))
passkey_again = sound(webauthn.reauthenticate_webauthn, AuthenticationResponse.from_dict)
add_passkey = sound(webauthn.add_webauthn, RegistrationResponse.from_dict)
code_app = login_required(CodeApp.as_view())
devices = Devices.as_view()
