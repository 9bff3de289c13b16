"""This server's own row, and those of the others."""

from __future__ import annotations

from django.conf import settings

from petitmot.kit import clock
from petitmot.people.models import Server


def local_server() -> Server:
    """Return the row of this server, written at the first call of a new data folder (rule 39)."""
    known = Server.objects.filter(is_local=True).first()
    if known:
        return known
    server, _ = Server.objects.get_or_create(
        is_local=True,
        defaults={"domain": settings.PETITMOT_DOMAIN, "software": "petitmot", "first_seen": clock.now()},
    )
    return server
