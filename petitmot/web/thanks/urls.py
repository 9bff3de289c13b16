"""Addresses of thanks."""

from django.urls import URLPattern, URLResolver, path

from petitmot.web.thanks import pages

urlpatterns: list[URLPattern | URLResolver] = [
    path("remercier/<int:request_id>/", pages.thank, name="thank"),
    path("remercier/<int:request_id>/plus-tard/", pages.later, name="thank-later"),
]
