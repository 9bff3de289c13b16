"""Addresses of winks."""

from django.urls import URLPattern, URLResolver, path

from petitmot.web.winks import pages

urlpatterns: list[URLPattern | URLResolver] = [
    path("clins-d-oeil/", pages.newcomers, name="winks"),
    path("clins-d-oeil/a/<int:person_id>/", pages.wink, name="wink"),
    path("clins-d-oeil/<int:wink_id>/vu/", pages.see, name="wink-seen"),
]
