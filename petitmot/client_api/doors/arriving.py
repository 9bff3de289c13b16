"""To open an account with an application, and to prove the address (docs.joinmastodon.org/methods/accounts#create, /emails)."""

from __future__ import annotations

import re
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from petitmot.client_api import tokens
from petitmot.client_api.call import Call
from petitmot.client_api.door import endpoint
from petitmot.client_api.errors import ApiError, Details
from petitmot.client_api.oauth.granting import told
from petitmot.client_api.params import Params
from petitmot.kit import addresses
from petitmot.kit.refusals import Refusal
from petitmot.people import accounts, entering, pace, security, server_texts
from petitmot.people.accounts import Newcomer
from petitmot.people.models import Account, Person, UsedName

Told = dict[str, Any]
BLANK, TAKEN, INVALID = "ERR_BLANK", "ERR_TAKEN", "ERR_INVALID"
SHORTEST_PASSWORD, LONGEST_PASSWORD = 8, 1000


@endpoint("POST", "/api/v1/accounts", scopes=("write:accounts",), user=False, unconfirmed=True)
def register(call: Call) -> Told:
    """Make an account, unconfirmed, and a token for it: the application that asked has it at once."""
    assert call.token is not None
    if accounts.door_is("invitation"):
        raise ApiError(403, "This action is not allowed")
    params = call.params
    _look_over(params)
    address = str(call.request.META.get("REMOTE_ADDR", ""))
    pace.spend(address, "sign_up")
    account, person = _come_in(params, address)
    security.note(account, "sign_up", address=address, agent=call.request.headers.get("User-Agent", ""))
    accounts.ask_to_confirm(account)
    granted = call.token.granted - {"admin:read", "admin:write"}
    made, secret = tokens.make(call.token.application, sorted(granted), account=account, person=person)
    return told(made, secret)


def _come_in(params: Params, address: str) -> tuple[Account, Person]:
    newcomer = Newcomer(
        email=params.text("email"),
        password=params.text("password"),
        name=params.text("username"),
        language=params.text("locale")[:2] or "en",
        time_zone=params.text("time_zone") or "Europe/Paris",
        words=params.text("reason"),
        terms=server_texts.version_of("terms"),
    )
    try:
        return entering.come_in(newcomer, address=address)
    except Refusal as refusal:
        if refusal.code != "too_few_words":
            raise
        wrong = Details()
        wrong.add("reason", "ERR_TOO_SHORT", "is too short")
        raise wrong.error() from None


def _look_over(params: Params) -> None:
    """Say everything that is wrong at once; what is only found out when it is written is said one by one."""
    wrong = Details()
    _look_at_name(params.text("username").strip(), wrong)
    _look_at_email(params.text("email").strip(), wrong)
    password = params.text("password")
    if not password:
        wrong.add("password", BLANK, "can't be blank")
    elif len(password) < SHORTEST_PASSWORD:
        wrong.add("password", "ERR_TOO_SHORT", f"is too short (minimum is {SHORTEST_PASSWORD} characters)")
    elif len(password) > LONGEST_PASSWORD:
        wrong.add("password", "ERR_TOO_LONG", f"is too long (maximum is {LONGEST_PASSWORD} characters)")
    if not params.flag("agreement"):
        wrong.add("agreement", "ERR_ACCEPTED", "must be accepted")
    if settings.PETITMOT_SIGN_UP == "words" and not params.text("reason").strip():
        wrong.add("reason", BLANK, "can't be blank")
    if params.said("date_of_birth") and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", params.text("date_of_birth")):
        wrong.add("date_of_birth", INVALID, "is invalid")
    wrong.raise_any()


def _look_at_name(name: str, wrong: Details) -> None:
    if not name:
        wrong.add("username", BLANK, "can't be blank")
        return
    if not re.fullmatch(r"[A-Za-z0-9_]+", name):
        wrong.add("username", INVALID, "must contain only letters, numbers and underscores")
    if len(name) > 30:
        wrong.add("username", "ERR_TOO_LONG", "is too long (maximum is 30 characters)")
    elif name.lower() in addresses.RESERVED:
        wrong.add("username", "ERR_RESERVED", "is reserved")
    elif UsedName.objects.filter(name=name.lower()).exists():
        wrong.add("username", TAKEN, "has already been taken")


def _look_at_email(email: str, wrong: Details) -> None:
    if not email:
        wrong.add("email", BLANK, "can't be blank")
        return
    try:
        validate_email(email if len(email) <= 254 else "")
    except ValidationError:
        wrong.add("email", INVALID, "is invalid")
        return
    if Account.objects.filter(email__iexact=email).exists():
        wrong.add("email", TAKEN, "has already been taken")


@endpoint("POST", "/api/v1/emails/confirmations", unconfirmed=True)
def confirmations(call: Call) -> Told:
    """Send the letter again, to a corrected address if one is given. For an account that is not confirmed yet."""
    if call.account.confirmed_at is not None:
        raise ApiError(403, "This method is only available while the e-mail is awaiting confirmation")
    pace.spend(call.account, "change")
    accounts.ask_to_confirm(call.account, email=call.params.text("email"))
    return {}


@endpoint("GET", "/api/v1/emails/check_confirmation", unconfirmed=True)
def check_confirmation(call: Call) -> bool:
    return call.account.confirmed_at is not None
