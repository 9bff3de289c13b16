"""One file for each noun of the API. Importing this package opens every endpoint."""

from petitmot.client_api.doors import (
    accounts,
    acknowledging,
    apps,
    conversations,
    grouped,
    media,
    notifications,
    oauth,
    searching,
    statuses,
    strangers,
    tags,
    timelines,
)

__all__ = [
    "accounts",
    "acknowledging",
    "apps",
    "conversations",
    "grouped",
    "media",
    "notifications",
    "oauth",
    "searching",
    "statuses",
    "strangers",
    "tags",
    "timelines",
]
