"""One file for each noun of the API. Importing this package opens every endpoint."""

from petitmot.client_api.doors import accounts, apps, oauth

__all__ = ["accounts", "apps", "oauth"]
