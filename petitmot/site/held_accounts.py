"""Accounts for checks from outside, all at once: open, confirmed, without ties or words, each with a token.

What `petitmot seed-test-accounts` prints is a contract (docs/client-api.md).
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.db import transaction
from django.test.utils import override_settings

from petitmot.client_api import tokens
from petitmot.client_api.models import Application
from petitmot.client_api.oauth import applications
from petitmot.kit import addresses, clock
from petitmot.people import accounts, consent
from petitmot.people.accounts import Newcomer
from petitmot.people.models import Account, Manners, Person, UsedName

AT_ONCE = 20  # accounts in one transaction: a running server writes in between
USER, ADMIN = "read write follow push", "read write follow push admin:read admin:write"


class CheapHasher(Argon2PasswordHasher):
    """Argon2 with the least it takes: what it makes, the server's own hasher reads, for here only time counts."""

    time_cost, memory_cost, parallelism = 1, 8, 1


def seed(count: int, *, password: str = "", prefix: str = "held") -> dict[str, Any]:
    """Make accounts, the first one the operator's; return what the command prints. A `Refusal` of `sign_up` goes up."""
    made: list[dict[str, Any]] = []
    names = _names(prefix)
    application = applications.register("Petitmot test accounts", [applications.OUT_OF_BAND], ADMIN, "")[0]
    only_length = settings.AUTH_PASSWORD_VALIDATORS[:1]  # whoever runs this says which password they want
    hashers = [f"{__name__}.{CheapHasher.__name__}"]
    with override_settings(PASSWORD_HASHERS=hashers, AUTH_PASSWORD_VALIDATORS=only_length):
        while len(made) < count:
            with transaction.atomic():
                made += [
                    _one(next(names), password or secrets.token_urlsafe(12), application, is_first=not made and not n)
                    for n in range(min(AT_ONCE, count - len(made)))
                ]
    return {"base_url": addresses.origin(), "domain": settings.PETITMOT_DOMAIN, "accounts": made}


def _names(prefix: str) -> Iterator[str]:
    """Names that were never given: `held1`, `held2` …"""
    number = 0
    while True:
        number += 1
        name = f"{prefix}{number}"
        if not UsedName.objects.filter(name=name).exists():
            yield name


def _one(name: str, password: str, application: Application, *, is_first: bool) -> dict[str, Any]:
    email = f"{name}@example.com"
    newcomer = Newcomer(email=email, password=password, name=name, called=name, language="en", time_zone="UTC")
    role = Account.Role.OPERATOR if is_first else Account.Role.MEMBER
    account, person = accounts.sign_up(newcomer, role=role)
    now = clock.now()
    Account.objects.filter(pk=account.pk).update(confirmed_at=now, welcomed_at=now)
    Person.objects.filter(pk=person.pk).update(shows_people=True, selected_by=consent.CHOICES["all"])
    Manners.objects.filter(person=person).update(opens_conversations=True)
    EmailAddress.objects.create(user=account, email=email, primary=True, verified=True)
    scopes = ADMIN if is_first else USER
    _token, secret = tokens.make(application, scopes.split(), account=account, person=person)
    return {
        "username": name,
        "email": email,
        "password": password,
        "access_token": secret,
        "scope": scopes,
        "role": "admin" if is_first else "user",
        "id": str(person.pk),
    }
