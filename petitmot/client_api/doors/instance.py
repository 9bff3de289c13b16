"""The server (docs.joinmastodon.org/methods/instance): what it is, its rules and texts, whom it knows."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings

from petitmot.client_api.call import Answer, Call
from petitmot.client_api.door import endpoint
from petitmot.client_api.doors.admin_domains import digest
from petitmot.client_api.entities.instance import instance, instance_v1, page, rules
from petitmot.client_api.errors import ApiError, record_not_found
from petitmot.kit import clock
from petitmot.moderation import limits
from petitmot.moderation.block_lists import SEVERITIES
from petitmot.moderation.limits import Measure
from petitmot.people import server_texts
from petitmot.people.models import Server

Told = dict[str, Any]
MOST_PEERS = 10_000
NAMED = {"fr": "Français", "en": "English"}


def _language(call: Call) -> str:
    """The language that is asked for: `lang`, else the first of `Accept-Language` that is spoken here."""
    wanted = call.params.text("lang") or call.request.headers.get("Accept-Language", "")
    return "fr" if wanted.lower().startswith("fr") else "en"


@endpoint("GET", "/api/v2/instance", user=None, copied=True)
def show(call: Call) -> Told:
    return instance()


@endpoint("GET", "/api/v1/instance", user=None, copied=True)
def show_v1(call: Call) -> Told:
    return instance_v1()


@endpoint("GET", "/api/v1/instance/rules", user=None)
def list_rules(call: Call) -> list[Told]:
    return rules(_language(call))


@endpoint("GET", "/api/v1/instance/extended_description", user=None)
def extended_description(call: Call) -> Told:
    text, at, _version = page("about", _language(call))
    return {"updated_at": f"{at or EPOCH}T00:00:00Z", "content": text}


EPOCH = "2026-01-01"  # of texts nobody has gone over yet


@endpoint("GET", "/api/v1/instance/privacy_policy", user=None)
def privacy_policy(call: Call) -> Told:
    text, at, _version = page("privacy", _language(call))
    return {"updated_at": f"{at or EPOCH}T00:00:00Z", "content": text}


@endpoint("GET", "/api/v1/instance/terms_of_service", user=None)
def terms_of_service(call: Call) -> Told:
    return _terms(call)


@endpoint("GET", "/api/v1/instance/terms_of_service/{date}", user=None)
def terms_of_service_of(call: Call, date: str) -> Told:
    """The terms that hold since a day; only those of now are kept under an address."""
    told = _terms(call)
    if told["effective_date"] != date:
        raise record_not_found()
    return told


def _terms(call: Call) -> Told:
    text, at, _version = page("terms", _language(call))
    return {
        "effective_date": at or EPOCH,
        "effective": True,
        "content": text,
        "succeeded_by": None,
    }


@endpoint("GET", "/api/v1/instance/languages", user=None)
def languages(call: Call) -> list[Told]:
    return [{"code": code, "name": name} for code, name in NAMED.items()]


@endpoint("GET", "/api/v1/instance/translation_languages", user=None)
def translation_languages(call: Call) -> Told:
    """None: words are not sent away to be translated."""
    return {}


@endpoint("GET", "/api/v1/instance/peers", user=None)
def peers(call: Call) -> list[str]:
    rows = Server.objects.filter(is_local=False, refused_at=None).order_by("domain")
    return list(rows.values_list("domain", flat=True)[:MOST_PEERS])


@endpoint("GET", "/api/v1/instance/activity", user=None)
def activity(call: Call) -> list[Told]:
    """Twelve weeks, without figures: nothing is counted here."""
    now = clock.now()
    monday = (now - timedelta(days=now.weekday())).replace(hour=0, minute=0, second=0, microsecond=0)
    weeks = [monday - timedelta(weeks=number) for number in range(12)]
    return [
        {"week": str(int(week.timestamp())), "statuses": "0", "logins": "0", "registrations": "0"} for week in weeks
    ]


@endpoint("GET", "/api/v1/instance/domain_blocks", user=None)
def domain_blocks(call: Call) -> list[Told] | Answer:
    """Servers that are refused or silenced here and why, to those whom `tells_limits` names; else 401, or 404 to all."""
    if settings.PETITMOT_TELLS_LIMITS == "disabled":
        return Answer(None, status=404, kind="text/plain; charset=utf-8")  # empty, as documented
    if settings.PETITMOT_TELLS_LIMITS == "users" and call.viewer is None:
        raise ApiError(401, "The access token is invalid")
    return [
        {
            "domain": limits.shown_name(limit),
            "digest": digest(limit.domain),
            "severity": SEVERITIES[Measure(limit.measure)],
            "comment": limit.public_comment,
        }
        for limit in limits.told()
    ]


@endpoint("GET", "/health", user=None)
def health(call: Call) -> Answer:
    """For whoever watches that the server lives."""
    server_texts.server_name("")  # the database answers
    return Answer(b"OK", kind="text/plain; charset=utf-8")
