"""The page of somebody who has not come in: what Petitmot is, and the door."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from petitmot.web.pages import show


def welcome(request: HttpRequest) -> HttpResponse:
    """Say what this place is. The operator's name for the community stands first, where there is one."""
    community = getattr(settings, "PETITMOT_COMMUNITY", "") or settings.PETITMOT_DOMAIN
    return show(request, "web/today/welcome.html", community=community, door=settings.PETITMOT_SIGN_UP)
