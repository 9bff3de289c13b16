"""What Mastodon has and Petitmot has not: answered as Mastodon answers where there is nothing of it.

Nothing is ranked, so trends are empty; nobody's year is measured; texts are not translated.
"""

from __future__ import annotations

from typing import Any

from petitmot.client_api.call import Call
from petitmot.client_api.door import endpoint
from petitmot.client_api.errors import record_not_found

Told = dict[str, Any]
READ, WRITE = ("read:accounts",), ("write:accounts",)


@endpoint("GET", "/api/v1/trends", user=None)
@endpoint("GET", "/api/v1/trends/tags", user=None)
@endpoint("GET", "/api/v1/trends/statuses", user=None)
@endpoint("GET", "/api/v1/trends/links", user=None)
def trends(call: Call) -> list[Told]:
    return []


@endpoint("GET", "/api/v1/annual_reports", scopes=READ)
def annual_reports(call: Call) -> Told:
    return {"annual_reports": [], "accounts": [], "statuses": []}


@endpoint("GET", "/api/v1/annual_reports/{year}", scopes=READ)
@endpoint("POST", "/api/v1/annual_reports/{year}/read", scopes=WRITE)
def annual_report(call: Call, year: str) -> Told:
    raise record_not_found()


@endpoint("GET", "/api/v1/annual_reports/{year}/state", scopes=READ)
def annual_report_state(call: Call, year: str) -> Told:
    return {"state": "ineligible"}


@endpoint("POST", "/api/v1/annual_reports/{year}/generate", scopes=WRITE)
def generate_annual_report(call: Call, year: str) -> Told:
    return {}


@endpoint("GET", "/api/v1/async_refreshes/{id}", scopes=("read",))
def async_refresh(call: Call, id: str) -> Told:
    raise record_not_found()
