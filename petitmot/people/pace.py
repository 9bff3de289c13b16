"""Limits of pace, for each account and each network address, shared by all processes of the server.

Every limit lets through a small burst, then comes back evenly (the generic cell rate algorithm): one short row for each
pair, one moment in it. Callers `spend` before they write; a transaction that is rolled back gives back what was spent.
"""

from __future__ import annotations

import hashlib
import ipaddress
import math
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import transaction

from petitmot.kit import clock
from petitmot.kit.language import _
from petitmot.kit.refusals import TooOften
from petitmot.people.models import Account, Pace, Person


@dataclass(frozen=True)
class Limit:
    """`times` at once; used up, all of them are back after `within`."""

    times: int
    within: timedelta

    @property
    def one(self) -> timedelta:
        """How long one takes to come back."""
        return self.within / self.times


LIMITS = {
    "sign_up": Limit(10, timedelta(hours=1)),  # for an address
    "sign_in": Limit(30, timedelta(minutes=5)),  # for an address
    "password": Limit(6, timedelta(minutes=5)),  # wrong ones, for an account
    "second_factor": Limit(6, timedelta(minutes=5)),  # for an account
    "reset": Limit(10, timedelta(hours=1)),  # for an address
    "mail": Limit(4, timedelta(minutes=30)),  # mails of the doors, for who receives them
    "change": Limit(20, timedelta(minutes=10)),  # of password and e-mail, for an account
    "export": Limit(3, timedelta(days=1)),  # for an account
    "write": Limit(60, timedelta(minutes=10)),  # words published, for a person
    "ask": Limit(20, timedelta(hours=1)),  # requests, for a person
    "ask_same": Limit(3, timedelta(days=1)),  # requests of one person to one other: who withdraws may ask again
    "select": Limit(60, timedelta(hours=1)),  # people put into selections, for a person
    "select_same": Limit(3, timedelta(days=1)),  # of one person by one other: each time they are told
    "upload": Limit(60, timedelta(minutes=10)),  # pictures, for a person
    "report": Limit(20, timedelta(hours=1)),  # for a person
    "look_up": Limit(120, timedelta(minutes=5)),  # searches, for a person or an address
}

Who = Account | Person | str


def spend(who: Who, what: str, limit: Limit | None = None, *, sentence: str = "") -> None:
    """Count one time of `what` (a key of LIMITS, or any name with its own `limit`) for an account, a person or a text.

    A text is a network address or an e-mail. Refused: `TooOften`, with the seconds to wait; a refused time counts for
    nothing. `sentence` is said in place of the usual one. Does nothing where the operator switched limits off (`PETITMOT_RATE_LIMITS=off`).
    """
    if not settings.PETITMOT_RATE_LIMITS:
        return
    limit = limit or LIMITS[what]
    now = clock.now()
    with transaction.atomic():
        row, _new = Pace.objects.select_for_update().get_or_create(key=_key(who, what), defaults={"clear_at": now})
        clear_at = max(row.clear_at, now) + limit.one
        over = clear_at - now - limit.within
        if over > timedelta(0):
            raise TooOften(sentence or _sentence(over), wait=max(1, math.ceil(over.total_seconds())))
        Pace.objects.filter(pk=row.pk).update(clear_at=clear_at)


def give_back(who: Who, what: str, limit: Limit | None = None) -> None:
    """Take one time back: what was spent on a try that turned out well."""
    limit = limit or LIMITS[what]
    row = Pace.objects.filter(key=_key(who, what)).first()
    if row:
        Pace.objects.filter(pk=row.pk).update(clear_at=row.clear_at - limit.one)


def forget_old() -> None:
    """Delete the rows that say nothing more. Periodic."""
    Pace.objects.filter(clear_at__lt=clock.now()).delete()


def _sentence(over: timedelta) -> str:
    minutes = math.ceil(over.total_seconds() / 60)
    if minutes <= 1:
        return _("C’est un peu trop vite. Réessayez dans une minute.")
    return _("C’est un peu trop souvent. Réessayez dans %(minutes)s minutes.", minutes=minutes)


def _key(who: Who, what: str) -> str:
    name = _network(who) if isinstance(who, str) else f"{type(who).__name__} {who.pk}"
    return hashlib.sha256(f"{what}\0{name}".encode()).hexdigest()


def _network(text: str) -> str:
    """An IPv6 household has a whole /64: its addresses count as one. E-mails count without regard to case."""
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return text.strip().lower()
    if address.version == 6:
        return str(ipaddress.ip_network(f"{address}/64", strict=False))
    return str(address)
