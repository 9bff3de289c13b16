"""The log of security events, which each person sees (rule 44)."""

from __future__ import annotations

from datetime import timedelta
from typing import Literal

from django.conf import settings

from petitmot.kit import clock
from petitmot.people.models import Account, SecurityEvent

Kind = Literal[
    "sign_up",
    "sign_in",
    "sign_out",
    "password_changed",
    "password_reset",
    "email_confirmed",
    "email_changed",
    "code_app_added",
    "code_app_removed",
    "key_added",
    "key_removed",
    "recovery_codes_made",
    "recovery_code_used",
    "sessions_ended",
    "export_asked",
    "export_fetched",
    "deletion_asked",
    "deletion_undone",
    "moved_away",
    "moved_back",
    "application_allowed",
    "application_ended",
]

KEPT = timedelta(days=2 * 365)
MOST = 200


def note(account: Account, kind: Kind, *, address: str = "", agent: str = "") -> SecurityEvent:
    """Write down that something happened to an account's doors, from which address and with which browser."""
    return SecurityEvent.objects.create(
        account=account, kind=kind, at=clock.now(), address=address[:60], agent=agent.replace("\0", "")[:200]
    )


def events_of(account: Account) -> list[SecurityEvent]:
    """Return what happened, the newest first."""
    return list(SecurityEvent.objects.filter(account=account).order_by("-at", "-pk")[:MOST])


def forget_addresses() -> None:
    """Clear addresses and browsers after the time the operator's setting says, events after two years. Periodic."""
    now = clock.now()
    old = now - timedelta(days=settings.PETITMOT_ADDRESS_DAYS)
    SecurityEvent.objects.filter(at__lt=old).exclude(address="", agent="").update(address="", agent="")
    SecurityEvent.objects.filter(at__lt=now - KEPT).delete()
