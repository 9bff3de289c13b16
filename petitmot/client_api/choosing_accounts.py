"""Which accounts the staff asks for: the filters of both versions, read into one question.

What each value means is Mastodon's (`AccountFilter`): an unknown one is 400.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

from django.db.models import Q, QuerySet

from petitmot.client_api.entities.account import ROLE_IDS
from petitmot.client_api.errors import ApiError
from petitmot.client_api.params import Params
from petitmot.people.models import Account, ActsFor, Invitation, Person, SecurityEvent

STATES = ("active", "pending", "disabled", "silenced", "suspended", "sensitized")
STAFF = (Account.Role.MODERATOR, Account.Role.OPERATOR)


@dataclass
class Asked:
    """What is asked for; what is empty is not."""

    origin: str = ""
    status: str = ""
    roles: list[str] | None = None  # None: any
    texts: dict[str, str] = field(default_factory=dict)


TEXTS = ("username", "display_name", "by_domain", "email", "ip", "invited_by")


def asked_in_v1(params: Params) -> Asked:
    """One flag for each filter: whatever stands under its name counts as set."""
    asked = Asked(origin="local", status="active", texts=_texts(params))
    if params.said("remote"):
        asked.origin = "remote"
    for state in STATES:
        if params.said(state):
            asked.status = state
    if params.said("staff"):
        asked.roles = list(STAFF)
    return asked


def asked_in_v2(params: Params) -> Asked:
    asked = Asked(origin=params.text("origin"), status=params.text("status"), texts=_texts(params))
    wanted = set(params.texts("role_ids"))
    if wanted:
        asked.roles = [role for role, id_ in ROLE_IDS.items() if id_ in wanted]
    if params.text("permissions") == "staff":
        asked.roles = list(STAFF)
    return asked


def _texts(params: Params) -> dict[str, str]:
    said = {name: params.text(name).strip() for name in TEXTS}
    return {name: text for name, text in said.items() if text}


def persons(asked: Asked) -> QuerySet[Person]:
    """Return the persons that are asked for, with their servers. Tombstones are nobody."""
    rows = Person.objects.filter(left_at=None).select_related("server")
    rows = rows.filter(_origin(asked.origin), _status(asked.status))
    if asked.roles is not None:
        rows = rows.filter(_owned(role__in=asked.roles))
    for name, text in asked.texts.items():
        rows = rows.filter(_text(name, text))
    return rows


def _origin(origin: str) -> Q:
    if origin not in ("", "local", "remote"):
        raise ApiError(400, f"Unknown origin: {origin}")
    return Q(server__is_local=origin == "local") if origin else Q()


def _status(status: str) -> Q:
    if not status:
        return Q()
    if status not in STATES:
        raise ApiError(400, f"Unknown status: {status}")
    return {
        "active": Q(suspended_at=None),
        "pending": _owned(approved_at=None),
        "disabled": Q(suspended_at=None) & _owned(suspended_at__isnull=False),
        "silenced": Q(limited_at__isnull=False),
        "suspended": Q(suspended_at__isnull=False),
        "sensitized": Q(covered_at__isnull=False),
    }[status]


def _text(name: str, text: str) -> Q:
    """Names and e-mails by their beginning, the rest whole."""
    if name == "email":
        return _owned(email__istartswith=text)
    if name == "ip":
        return Q(pk__in=ActsFor.objects.filter(account__in=_seen_at(text), is_owner=True).values("person"))
    if name == "invited_by":
        inviter = int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
        return Q(pk__in=Invitation.objects.filter(inviter=inviter).values("taken_by"))
    return {
        "username": Q(name__startswith=text.lower().lstrip("@")),
        "display_name": Q(display_name__istartswith=text),
        "by_domain": Q(server__domain=text.lower(), server__is_local=False),
    }[name]


def _owned(**what: object) -> Q:
    owners = Account.objects.filter(actsfor__is_owner=True, **what).values("actsfor__person")
    return Q(pk__in=owners)


def _seen_at(text: str) -> list[int]:
    """Return the accounts that were seen at an address, or in a network, as far as it is still kept."""
    try:
        network = ip_network(text, strict=False)
    except ValueError:
        return []
    rows = SecurityEvent.objects.exclude(address="").values_list("account_id", "address").distinct()
    if network.num_addresses == 1:
        rows = rows.filter(address=str(network.network_address))
    return [account for account, address in rows.iterator() if _within(address, network)]


def _within(address: str, network: IPv4Network | IPv6Network) -> bool:
    try:
        return ip_address(address) in network
    except ValueError:
        return False
