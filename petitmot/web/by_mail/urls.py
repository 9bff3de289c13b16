"""Addresses of words by mail."""

from django.urls import path, re_path

from petitmot.kit.addresses import IN_A_PATH
from petitmot.web.by_mail import pages

urlpatterns = [
    re_path(rf"^{IN_A_PATH}/par-courriel/$", pages.ask, name="words-by-mail"),
    path("par-courriel/confirmer/<str:token>/", pages.confirm),
    path("par-courriel/arreter/<str:token>/", pages.stop),
    path("reglages/par-courriel/", pages.offer, name="settings-words-by-mail"),
]
