"""The quiet index of settings."""

from __future__ import annotations

from django.http import HttpResponse

from petitmot.web.pages import MemberRequest, member_page, show


@member_page
def index(request: MemberRequest) -> HttpResponse:
    """`/reglages/`."""
    return show(request, "web/settings/index.html")
