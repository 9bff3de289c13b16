"""Addresses of the page on which one asks."""

from django.urls import URLPattern, URLResolver, path

from petitmot.web.asking import pages

urlpatterns: list[URLPattern | URLResolver] = [
    path("@<str:handle>/demander/", pages.ask, name="ask"),
    path("@<str:handle>/demander/relire/", pages.read_again, name="ask-hints"),
    path("@<str:handle>/demander/brouillon/", pages.keep, name="ask-draft"),
]
