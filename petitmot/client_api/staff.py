"""Who of those that call belongs to the staff, as the admin endpoints ask for it."""

from __future__ import annotations

from petitmot.client_api.call import Call
from petitmot.client_api.errors import ApiError
from petitmot.people.models import Account


def staff_of(call: Call) -> Account:
    """Return the account of who calls, a moderator's or the operator's; 403 for everybody else.

    In Mastodon's words: whoever may manage users and reports, view the dashboard and the audit log.
    """
    if not call.account.is_moderator:
        raise _not_allowed()
    return call.account


def operator_of(call: Call) -> Account:
    """Return the account of who calls, the operator's; 403 for everybody else, moderators too.

    In Mastodon's words: whoever may manage blocks and federation, and delete what is a user's.
    """
    if not call.account.is_operator:
        raise _not_allowed()
    return call.account


def _not_allowed() -> ApiError:
    return ApiError(403, "This action is not allowed")
