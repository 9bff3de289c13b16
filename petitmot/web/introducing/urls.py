"""Addresses of introductions."""

from django.urls import URLPattern, URLResolver, path

from petitmot.web.introducing import pages

urlpatterns: list[URLPattern | URLResolver] = [
    path("@<str:handle>/presenter/", pages.introduce, name="introduce"),
    path("presentations/", pages.waiting, name="introductions"),
    path("presentations/<int:introduction_id>/laisser/", pages.leave, name="introduction-leave"),
]
