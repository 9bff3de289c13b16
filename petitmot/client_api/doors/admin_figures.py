"""Figures about the server (docs.joinmastodon.org/methods/admin/measures, /dimensions, /retention, /trends).

Answered with what is known without watching anybody. What would rank people or tags, or follow what people read, has no
data: zeros in measures, an empty list in dimensions; nobody's coming back is counted (retention), nothing trends.
"""

from __future__ import annotations

import platform
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db import connection

import petitmot
from petitmot.client_api.call import Call
from petitmot.client_api.door import endpoint
from petitmot.client_api.errors import ApiError, missing
from petitmot.client_api.staff import staff_of
from petitmot.moderation import figures

Told = dict[str, Any]
Count = Callable[[date, date], figures.Days]
READ = ("admin:read",)
COUNTED: dict[str, Count] = {
    "active_users": figures.who_wrote,
    "new_users": figures.new_accounts,
    "opened_reports": figures.reports_made,
    "resolved_reports": figures.reports_decided,
}
OF_SERVER: dict[str, Callable[[str], Count]] = {
    "instance_accounts": figures.persons_met,
    "instance_reports": figures.reports_about,
    "instance_statuses": figures.words_from,
}
WITHOUT = (
    *("interactions", "tag_accounts", "tag_uses", "tag_servers"),
    *("instance_media_attachments", "instance_follows", "instance_followers"),
)
DIMENSIONS = (
    *("languages", "servers", "space_usage", "software_versions"),
    *("sources", "tag_servers", "tag_languages", "instance_accounts", "instance_languages"),
)
LANGUAGES = {"fr": "Français", "en": "English", "": "und"}


@endpoint("POST", "/api/v1/admin/measures", scopes=READ)
def measures(call: Call) -> list[Told]:
    staff_of(call)
    keys = call.params.texts("keys")
    if not keys:
        return []
    first, last = _day(call, "start_at"), _day(call, "end_at")
    return [_measure(call, key, first, last) for key in dict.fromkeys(keys) if key in (*COUNTED, *OF_SERVER, *WITHOUT)]


def _measure(call: Call, key: str, first: date, last: date) -> Told:
    count = _counter(call, key)
    found = count(first, last)
    told: Told = {"key": key, "unit": None, "total": str(_total(key, found, first, last))}
    if key == "instance_media_attachments":
        told |= {"unit": "bytes", "human_value": "0 Bytes"}
    if not key.startswith("instance_"):
        length = last - first + timedelta(days=1)
        before = (first - length, first - timedelta(days=1))
        told["previous_total"] = str(_total(key, count(*before), *before))
    return told | {"data": [{"date": f"{day}T00:00:00.000Z", "value": str(value)} for day, value in found.items()]}


def _counter(call: Call, key: str) -> Count:
    if key in OF_SERVER:
        domain = call.params.record(key).text("domain").strip().lower()
        return OF_SERVER[key](domain) if domain else _nothing
    return COUNTED.get(key, _nothing)


def _nothing(first: date, last: date) -> figures.Days:
    return dict.fromkeys(figures.days(first, last), 0)


def _total(key: str, found: figures.Days, first: date, last: date) -> int:
    """Who wrote on two days is one person."""
    return figures.all_who_wrote(first, last) if key == "active_users" else sum(found.values())


@endpoint("POST", "/api/v1/admin/dimensions", scopes=READ)
def dimensions(call: Call) -> list[Told]:
    staff_of(call)
    wanted = [key for key in dict.fromkeys(call.params.texts("keys")) if key in DIMENSIONS]
    return [{"key": key, "data": _dimension(call, key)} for key in wanted]


def _dimension(call: Call, key: str) -> list[Told]:
    most = call.window(10, 100).limit
    if key == "space_usage":
        return [_told(name, name, size) | _size(size) for name, size in figures.space().items()]
    if key == "software_versions":
        return [_told(name, name, version) | {"human_value": version} for name, version in _versions().items()]
    if key in ("languages", "servers"):
        first, last = _day(call, "start_at"), _day(call, "end_at")
        if key == "languages":
            rows = figures.languages(first, last, most)
            return [_told(name or "und", LANGUAGES.get(name, name), number) for name, number in rows]
        return [_told(name, name, number) for name, number in figures.servers(first, last, most)]
    return []


def _told(key: str, human: str, value: object) -> Told:
    return {"key": key, "human_key": human, "value": str(value)}


def _size(size: int) -> Told:
    number, unit = float(size), "Bytes"
    for larger in ("KB", "MB", "GB", "TB"):
        if number < 1024:
            break
        number, unit = number / 1024, larger
    return {"unit": "bytes", "human_value": f"{number:.3g} {unit}" if number < 1000 else f"{number:.0f} {unit}"}


def _versions() -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version" if connection.vendor == "postgresql" else "SELECT sqlite_version()")
        database = str(cursor.fetchone()[0])
    return {
        "petitmot": petitmot.__version__,
        "python": platform.python_version(),
        connection.vendor: database,
    }


@endpoint("POST", "/api/v1/admin/retention", scopes=READ)
def retention(call: Call) -> list[Told]:
    staff_of(call)
    return []


@endpoint("GET", "/api/v1/admin/trends/links", scopes=READ)
@endpoint("GET", "/api/v1/admin/trends/statuses", scopes=READ)
@endpoint("GET", "/api/v1/admin/trends/tags", scopes=READ)
def trends(call: Call) -> list[Told]:
    staff_of(call)
    return []


def _day(call: Call, name: str) -> date:
    """Read a day; of a moment its day in UTC counts, whatever the hour."""
    text = call.params.text(name).strip()
    if not text:
        raise missing(name)
    try:
        said = datetime.fromisoformat(text)
        day = said.astimezone(UTC).date() if said.tzinfo else said.date()
        return day if 1970 < day.year < 9000 else _unreadable(name)
    except (ValueError, OverflowError):
        return _unreadable(name)


def _unreadable(name: str) -> date:
    raise ApiError(400, f"{name} is not a date")
