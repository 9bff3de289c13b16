"""Tokens: made, found on the hot path by one compiled query, revoked. Only hashes are kept."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from datetime import timedelta
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Model
from django.db.models.base import ModelState

from petitmot.client_api.models import Application, PushSubscription, Token
from petitmot.kit import broadcast, clock
from petitmot.kit.compiled import Compiled, Row
from petitmot.people.models import Account, Person

USED_EVERY = timedelta(hours=1)
REVOKED_KEPT = timedelta(days=30)
REVOKED = "client_api.revoked"  # told to every process: streams that a token held open are closed
MOST_KNOWN = 2_000  # tokens kept in memory, under the row the database gave: another row is another token
M = TypeVar("M", bound=Model)
_known: dict[Row, Token] = {}


def digest_of(text: str) -> str:
    """Return what is kept of a secret: its sha256, in hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def make(
    application: Application,
    scopes: Iterable[str],
    *,
    account: Account | None = None,
    person: Person | None = None,
) -> tuple[Token, str]:
    """Make a token for an account acting for a person, or for the application itself; return it and its secret."""
    secret = secrets.token_urlsafe(32)
    token = Token.objects.create(
        digest=digest_of(secret),
        application=application,
        account=account,
        person=person,
        scopes=" ".join(scopes),
        made_at=clock.now(),
    )
    return token, secret


def find(secret: str) -> Token | None:
    """Return the token with this secret, with application, account, person and server, also a revoked one. One query."""
    rows = _FIND.rows(digest=digest_of(secret))
    if not rows:
        return None
    known = _known.get(rows[0])
    if known is None:
        if len(_known) >= MOST_KNOWN:
            _known.clear()
        known = _known[rows[0]] = _FIND.made(rows)[0]
    return _copy(known, {})


def _copy(known: M, copies: dict[int, Any]) -> M:
    """Return the same once more, with what it stands with: what a request does to its own is its own."""
    if id(known) in copies:
        again: M = copies[id(known)]
        return again
    made: M = known.__class__.__new__(known.__class__)
    copies[id(known)] = made
    made.__dict__.update(known.__dict__)
    made._state = ModelState()
    made._state.db, made._state.adding = known._state.db, False
    made._state.fields_cache = {
        name: _copy(other, copies) if isinstance(other, Model) else other
        for name, other in known._state.fields_cache.items()
    }
    return made


def forget_known() -> None:
    """Forget what is kept in memory: for tests, which make the same rows twice."""
    _known.clear()


def note_use(token: Token) -> None:
    """Write down that it was used, at most once an hour."""
    now = clock.now()
    if token.used_at is None or token.used_at < now - USED_EVERY:
        Token.objects.filter(pk=token.pk).update(used_at=now)


def revoke(token: Token) -> None:
    """End a token at once, and what is pushed to its application."""
    PushSubscription.objects.filter(token=token.pk).delete()
    Token.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=clock.now())
    transaction.on_commit(lambda: broadcast.tell(REVOKED))


def revoke_application(account: Account, application_id: int) -> None:
    """End everything an application may do for an account, and what is pushed to it."""
    PushSubscription.objects.filter(token__account=account, token__application=application_id).delete()
    Token.objects.filter(account=account, application=application_id, revoked_at=None).update(revoked_at=clock.now())
    transaction.on_commit(lambda: broadcast.tell(REVOKED))


def still_good(ids: Iterable[int]) -> set[int]:
    """Return those of these tokens that are in force and whose person may still sign in. A query for every 500."""
    wanted, found = sorted(ids), set[int]()
    rows = Token.objects.filter(revoked_at=None, account__is_active=True, account__suspended_at=None)
    rows = rows.filter(person__suspended_at=None, person__left_at=None)
    for start in range(0, len(wanted), 500):
        found.update(rows.filter(pk__in=wanted[start : start + 500]).values_list("pk", flat=True))
    return found


def forget_revoked() -> None:
    """Delete what was revoked a month ago. Periodic."""
    Token.objects.filter(revoked_at__lt=clock.now() - REVOKED_KEPT).delete()


_FIND = Compiled[Token](
    lambda digest: Token.objects.filter(digest=digest).select_related(
        "application", "account", "person__server", "person__manners"
    ),
    digest=str,
)
