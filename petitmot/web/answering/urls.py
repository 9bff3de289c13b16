"""Addresses of answers by a link."""

from django.urls import URLPattern, URLResolver, path

from petitmot.web.answering import pages

urlpatterns: list[URLPattern | URLResolver] = [
    path("repondre/<str:token>/", pages.answer, name="answer-by-link"),
]
