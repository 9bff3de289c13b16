"""The one place where django-allauth's signals become lines of the log of security events (rule 44)."""

from __future__ import annotations

from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from django.http import HttpRequest

from petitmot.people import accounts, security
from petitmot.people.models import Account
from petitmot.web.sign_in import address_of

_ADDED: dict[str, security.Kind] = {
    Authenticator.Type.TOTP: "code_app_added",
    Authenticator.Type.WEBAUTHN: "key_added",
    Authenticator.Type.RECOVERY_CODES: "recovery_codes_made",
}
_REMOVED: dict[str, security.Kind] = {
    Authenticator.Type.TOTP: "code_app_removed",
    Authenticator.Type.WEBAUTHN: "key_removed",
}


def watch() -> None:
    """Listen to allauth. Called once, when the web room is ready."""
    _on(account.user_signed_up, "sign_up")
    _on(account.user_logged_in, "sign_in")
    _on(account.user_logged_out, "sign_out")
    _on(account.password_changed, "password_changed")
    _on(account.password_set, "password_changed")
    _on(account.password_reset, "password_reset")
    account.email_changed.connect(_changed, dispatch_uid="petitmot email_changed")
    account.email_confirmed.connect(_confirmed, dispatch_uid="petitmot email_confirmed")
    mfa.authenticator_added.connect(_added, dispatch_uid="petitmot added")
    mfa.authenticator_reset.connect(_added, dispatch_uid="petitmot reset")
    mfa.authenticator_removed.connect(_removed, dispatch_uid="petitmot removed")
    mfa.authenticator_used.connect(_used, dispatch_uid="petitmot used")


def note(request: HttpRequest, account: Account, kind: security.Kind) -> None:
    """Write an event down with the address and the browser of a request; for the house's own pages too."""
    security.note(account, kind, address=address_of(request), agent=request.headers.get("User-Agent", ""))


def _on(signal: Any, kind: security.Kind) -> None:
    def hear(*, request: HttpRequest, user: Any, **_more: Any) -> None:
        if isinstance(user, Account):
            note(request, user, kind)

    signal.connect(hear, weak=False, dispatch_uid=f"petitmot {kind} {id(signal)}")


def _confirmed(*, request: HttpRequest, email_address: Any, **_more: Any) -> None:
    accounts.confirm_email(email_address.user)
    note(request, email_address.user, "email_confirmed")


def _changed(*, request: HttpRequest, user: Account, from_email_address: Any, **_more: Any) -> None:
    if from_email_address:  # the first address of an account is not a change
        note(request, user, "email_changed")


def _added(*, request: HttpRequest, user: Account, authenticator: Authenticator, **_more: Any) -> None:
    note(request, user, _ADDED[authenticator.type])


def _removed(*, request: HttpRequest, user: Account, authenticator: Authenticator, **_more: Any) -> None:
    if authenticator.type in _REMOVED:
        note(request, user, _REMOVED[authenticator.type])


def _used(*, request: HttpRequest, user: Account, authenticator: Authenticator, **_more: Any) -> None:
    if authenticator.type == Authenticator.Type.RECOVERY_CODES:
        note(request, user, "recovery_code_used")
