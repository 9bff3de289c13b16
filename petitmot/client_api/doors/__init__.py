"""One file for each noun of the API. Importing this package opens every endpoint."""

from petitmot.client_api.doors import (
    accounts,
    apps,
    arriving,
    follow_requests,
    kept_away,
    lists,
    oauth,
    oneself,
    ties,
)

__all__ = [
    "accounts",
    "apps",
    "arriving",
    "follow_requests",
    "kept_away",
    "lists",
    "oauth",
    "oneself",
    "ties",
]
