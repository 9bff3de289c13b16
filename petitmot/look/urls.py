"""Addresses of this room: its files, portraits, and the two files that browsers look for at the root."""

from django.urls import path, re_path

from petitmot.look import answers

urlpatterns = [
    path("look/face/<slug:seed>.svg", answers.portrait, name="look-face"),
    re_path(r"^look/(?P<version>[0-9a-f]{12})/(?P<name>[\w./-]+)$", answers.asset, name="look-asset"),
    path("look/headers/original/missing.png", answers.no_banner, name="look-no-banner"),
    path("manifest.webmanifest", answers.manifest, name="look-manifest"),
    path("worker.js", answers.worker, name="look-worker"),
    path("hors-ligne/", answers.offline, name="look-offline"),
]
