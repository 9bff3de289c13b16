"""Signing in is allauth's; who a session belongs to is asked for every page, so it is asked in one compiled question."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from petitmot.people import acting_persons
from petitmot.people.models import Account


class Backend(AuthenticationBackend):  # type: ignore[misc]
    """Django asks it for the account of a session, then holds the session's hash against the account's password."""

    def get_user(self, user_id: Any) -> Account | None:
        """Return the account with the persons it acts for; nothing where it is closed."""
        account = acting_persons.with_persons(int(user_id))
        return account if account is not None and self.user_can_authenticate(account) else None
