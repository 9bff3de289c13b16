"""Addresses of notices, and of the way out of mails."""

from django.urls import URLPattern, URLResolver, path

from petitmot.web.notices import pages, stopping

urlpatterns: list[URLPattern | URLResolver] = [
    path("avis/", pages.page, name="notices"),
    path("avis/vu/", pages.seen, name="notices-seen"),
    path("courrier/arreter/<str:token>/", stopping.stop, name="stop-mails"),
]
