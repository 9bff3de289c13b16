"""Servers that are kept away, and those on the list of a closed federation, for the operator: Mastodon's `manage_federation`.

docs.joinmastodon.org/methods/admin/domain_blocks, /domain_allows, entities/Admin_DomainBlock, Admin_DomainAllow.
"""

from __future__ import annotations

import hashlib
from dataclasses import asdict
from typing import Any

from petitmot.client_api.call import Answer, Call, id_of
from petitmot.client_api.door import endpoint
from petitmot.client_api.entities.moments import moment
from petitmot.client_api.errors import ApiError, invalid, record_not_found
from petitmot.client_api.paging import page
from petitmot.client_api.staff import operator_of
from petitmot.kit.pages import window
from petitmot.kit.refusals import Refusal
from petitmot.moderation import limiting, limits
from petitmot.moderation.block_lists import MEASURES, SEVERITIES
from petitmot.moderation.limiting import Decided
from petitmot.moderation.limits import Measure
from petitmot.moderation.models import ServerLimit

Told = dict[str, Any]
PAGE, MOST = 100, 200
READ, WRITE = ("admin:read:domain_blocks",), ("admin:write:domain_blocks",)
READ_ALLOWED, WRITE_ALLOWED = ("admin:read:domain_allows",), ("admin:write:domain_allows",)
STRICTNESS = {Measure.NOTHING: 0, Measure.SILENCED: 1, Measure.REFUSED: 2}
FLAGS = {"reject_media": "rejects_media", "reject_reports": "rejects_reports", "obfuscate": "hides_name"}
COMMENTS = ("private_comment", "public_comment")


@endpoint("GET", "/api/v1/admin/domain_blocks", scopes=READ)
def blocks(call: Call) -> Answer:
    """Those who are refused, silenced, or without their pictures or reports (`noop`)."""
    found = window(limits.limits(operator_of(call)), call.window(PAGE, MOST))
    return page(call, [block(limit) for limit in found.items], older=found.older, newer=found.newer)


@endpoint("GET", "/api/v1/admin/domain_blocks/{id}", scopes=READ)
def show_block(call: Call, id: str) -> Told:
    return block(_limit(call, id))


@endpoint("POST", "/api/v1/admin/domain_blocks", scopes=WRITE)
def create_block(call: Call) -> Answer | Told:
    """422 with `existing_domain_block` where the same or something stricter is decided already."""
    by, domain = operator_of(call), _domain(call)
    decided = _decided(call, Decided())
    known = limits.nearest(domain)
    if known is not None and (known.domain == domain or not _is_stricter(decided, known)):
        said = f"You have already imposed stricter limits on {known.domain}."
        raise ApiError(422, said, existing_domain_block=block(known))
    return block(limiting.decide(by, domain, decided))


@endpoint("PUT", "/api/v1/admin/domain_blocks/{id}", scopes=WRITE)
def update_block(call: Call, id: str) -> Told:
    """What is not sent stays as it is."""
    limit = _limit(call, id)
    now = Decided(**{name: getattr(limit, name) for name in asdict(Decided())})
    return block(limiting.decide(operator_of(call), limit.domain, _decided(call, now)))


@endpoint("DELETE", "/api/v1/admin/domain_blocks/{id}", scopes=WRITE)
def delete_block(call: Call, id: str) -> Told:
    limiting.lift(operator_of(call), _limit(call, id))
    return {}


@endpoint("GET", "/api/v1/admin/domain_allows", scopes=READ_ALLOWED)
def allows(call: Call) -> Answer:
    """The servers that are received where `federation` is `listed`."""
    found = window(limits.allowed(operator_of(call)), call.window(PAGE, MOST))
    return page(call, [allowed(row) for row in found.items], older=found.older, newer=found.newer)


@endpoint("GET", "/api/v1/admin/domain_allows/{id}", scopes=READ_ALLOWED)
def show_allow(call: Call, id: str) -> Told:
    return allowed(_limit(call, id, is_allowed=True))


@endpoint("POST", "/api/v1/admin/domain_allows", scopes=WRITE_ALLOWED)
def create_allow(call: Call) -> Told:
    """Twice is once."""
    return allowed(limiting.allow(operator_of(call), _domain(call)))


@endpoint("DELETE", "/api/v1/admin/domain_allows/{id}", scopes=WRITE_ALLOWED)
def delete_allow(call: Call, id: str) -> Told:
    limiting.allow_no_more(operator_of(call), _limit(call, id, is_allowed=True))
    return {}


def block(limit: ServerLimit) -> Told:
    """Tell a decision (Admin::DomainBlock)."""
    return {
        "id": str(limit.pk),
        "domain": limit.domain,
        "digest": digest(limit.domain),
        "created_at": moment(limit.at),
        "severity": SEVERITIES[Measure(limit.measure)],
        "reject_media": limit.rejects_media,
        "reject_reports": limit.rejects_reports,
        "private_comment": limit.private_comment or None,
        "public_comment": limit.public_comment or None,
        "obfuscate": limit.hides_name,
    }


def digest(domain: str) -> str:
    """The SHA-256 of a name, in hexadecimal: whoever knows the name can tell which it is."""
    return hashlib.sha256(domain.encode()).hexdigest()


def allowed(row: ServerLimit) -> Told:
    """Tell a server on the list (Admin::DomainAllow)."""
    return {"id": str(row.pk), "domain": row.domain, "created_at": moment(row.at)}


def _limit(call: Call, id: str, *, is_allowed: bool = False) -> ServerLimit:
    limit = limits.one(operator_of(call), id_of(id))
    if (limit.measure == Measure.ALLOWED) is not is_allowed:
        raise record_not_found()
    return limit


def _domain(call: Call) -> str:
    try:
        return limiting.read_name(call.params.text("domain"))
    except Refusal as refusal:
        said = "can't be blank" if refusal.code == "domain_missing" else "is not a valid domain name"
        raise invalid(f"Domain {said}") from None


def _decided(call: Call, now: Decided) -> Decided:
    """Return what is to be decided: as it is now, but for what was sent."""
    params, changed = call.params, asdict(now)
    if params.said("severity"):
        if params.text("severity") not in MEASURES:
            raise invalid("Severity is not included in the list")
        changed["measure"] = MEASURES[params.text("severity")]
    changed |= {ours: params.flag(theirs) for theirs, ours in FLAGS.items() if params.flag(theirs) is not None}
    changed |= {name: params.text(name).strip() for name in COMMENTS if name in params}
    for name in COMMENTS:
        if len(changed[name]) > limiting.LONGEST_COMMENT:
            raise invalid(f"{name.replace('_', ' ').capitalize()} is too long")
    return Decided(**changed)


def _is_stricter(decided: Decided, known: ServerLimit) -> bool:
    """Whether a server below a name would be limited more than that name is: to refuse always is."""
    if decided.measure == Measure.REFUSED:
        return True
    if STRICTNESS[Measure(decided.measure)] < STRICTNESS[Measure(known.measure)]:
        return False
    media = decided.rejects_media or not known.rejects_media
    return media and (decided.rejects_reports or not known.rejects_reports)
