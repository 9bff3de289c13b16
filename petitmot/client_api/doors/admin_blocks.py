"""What the door does not take: domains of e-mail, e-mails, networks. For the operator, as in Mastodon.

docs.joinmastodon.org/methods/admin/email_domain_blocks, /canonical_email_blocks, /ip_blocks
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from petitmot.client_api.call import Answer, Call, id_of
from petitmot.client_api.door import endpoint
from petitmot.client_api.entities.admin import SEVERITIES, canonical_email_block, email_domain_block, ip_block
from petitmot.client_api.errors import invalid
from petitmot.client_api.paging import page
from petitmot.client_api.params import Params
from petitmot.client_api.staff import operator_of
from petitmot.kit import clock
from petitmot.kit.pages import window
from petitmot.moderation import doorkeeping
from petitmot.people import door_blocks
from petitmot.people.models import Account

Told = dict[str, Any]
KINDS = {name: kind for kind, name in SEVERITIES.items()}
DOMAINS, EMAILS, NETWORKS = (
    f"/api/v1/admin/{name}" for name in ("email_domain_blocks", "canonical_email_blocks", "ip_blocks")
)
NOWHERE = "0.0.0.0/32"
LONGEST = 10**10  # seconds: three hundred years


def _reads(noun: str) -> tuple[str]:
    return (f"admin:read:{noun}",)


def _writes(noun: str) -> tuple[str]:
    return (f"admin:write:{noun}",)


def _page(call: Call, rows: QuerySet[Any], tell: Callable[[Any], Told]) -> Answer:
    found = window(rows.order_by(), call.window(100))
    return page(call, [tell(row) for row in found.items], older=found.older, newer=found.newer)


def _lift(call: Call, id: str, one: Callable[[Account, int], doorkeeping.Block]) -> Told:
    by = operator_of(call)
    doorkeeping.lift(by, one(by, id_of(id)))
    return {}


@endpoint("GET", DOMAINS, scopes=_reads("email_domain_blocks"))
def domains(call: Call) -> Answer:
    return _page(call, doorkeeping.email_domains(operator_of(call)), email_domain_block)


@endpoint("POST", DOMAINS, scopes=_writes("email_domain_blocks"))
def block_domain(call: Call) -> Told:
    """`allow_with_approval` is not known here: who waits for the moderators shows it with words."""
    return email_domain_block(doorkeeping.block_email_domain(operator_of(call), call.params.text("domain")))


@endpoint("GET", DOMAINS + "/{id}", scopes=_reads("email_domain_blocks"))
def domain(call: Call, id: str) -> Told:
    return email_domain_block(doorkeeping.one_email_domain(operator_of(call), id_of(id)))


@endpoint("DELETE", DOMAINS + "/{id}", scopes=_writes("email_domain_blocks"))
def unblock_domain(call: Call, id: str) -> Told:
    return _lift(call, id, doorkeeping.one_email_domain)


@endpoint("GET", EMAILS, scopes=_reads("canonical_email_blocks"))
def emails(call: Call) -> Answer:
    return _page(call, doorkeeping.emails(operator_of(call)), canonical_email_block)


@endpoint("POST", EMAILS, scopes=_writes("canonical_email_blocks"))
def block_email(call: Call) -> Told:
    by, params = operator_of(call), call.params
    made = doorkeeping.block_email(by, email=params.text("email"), digest=params.text("canonical_email_hash"))
    return canonical_email_block(made)


@endpoint("POST", EMAILS + "/test", scopes=_reads("canonical_email_blocks"))
def test_email(call: Call) -> list[Told]:
    """Which blocks an e-mail meets: none, or one."""
    rows = doorkeeping.emails(operator_of(call))
    return [canonical_email_block(row) for row in rows.filter(digest=door_blocks.digest_of(call.require("email")))]


@endpoint("GET", EMAILS + "/{id}", scopes=_reads("canonical_email_blocks"))
def email(call: Call, id: str) -> Told:
    return canonical_email_block(doorkeeping.one_email(operator_of(call), id_of(id)))


@endpoint("DELETE", EMAILS + "/{id}", scopes=_writes("canonical_email_blocks"))
def unblock_email(call: Call, id: str) -> Told:
    return _lift(call, id, doorkeeping.one_email)


@endpoint("GET", NETWORKS, scopes=_reads("ip_blocks"))
def networks(call: Call) -> Answer:
    return _page(call, doorkeeping.networks(operator_of(call)), ip_block)


@endpoint("POST", NETWORKS, scopes=_writes("ip_blocks"))
def block_network(call: Call) -> Told:
    by, params = operator_of(call), call.params
    made = doorkeeping.block_network(
        by,
        params.text("ip").strip() or NOWHERE,
        _severity(params),
        comment=params.text("comment"),
        ends_at=_ends_at(params),
    )
    return ip_block(made)


@endpoint("GET", NETWORKS + "/{id}", scopes=_reads("ip_blocks"))
def network(call: Call, id: str) -> Told:
    return ip_block(doorkeeping.one_network(operator_of(call), id_of(id)))


@endpoint(("PUT", "PATCH"), NETWORKS + "/{id}", scopes=_writes("ip_blocks"))
def change_network(call: Call, id: str) -> Told:
    """Only what is named changes; `expires_in` empty means for good."""
    by, params = operator_of(call), call.params
    row, said = doorkeeping.one_network(by, id_of(id)), dict[str, object]()
    if params.said("ip"):
        said["network"] = params.text("ip")
    if "severity" in params:
        said["severity"] = _severity(params)
    if "comment" in params:
        said["comment"] = params.text("comment")
    if "expires_in" in params:
        said["ends_at"] = _ends_at(params)
    return ip_block(doorkeeping.change_network(by, row, **said))


@endpoint("DELETE", NETWORKS + "/{id}", scopes=_writes("ip_blocks"))
def unblock_network(call: Call, id: str) -> Told:
    return _lift(call, id, doorkeeping.one_network)


def _severity(params: Params) -> str:
    said = params.text("severity")
    return KINDS.get(said, said)


def _ends_at(params: Params) -> datetime | None:
    if not params.said("expires_in"):
        return None
    seconds = params.number("expires_in")
    if seconds is None or not 0 < seconds < LONGEST:
        raise invalid("Expires at is invalid")
    return clock.now() + timedelta(seconds=seconds)
