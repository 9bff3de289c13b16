"""Addresses of circles."""

from django.urls import path

from petitmot.web.circles import gestures, pages

urlpatterns = [
    path("cercles/", pages.index),
    path("cercles/former/", gestures.form),
    path("cercles/<int:circle_id>/", pages.circle),
    path("cercles/<int:circle_id>/nommer/", gestures.rename),
    path("cercles/<int:circle_id>/remplir/", gestures.fill),
    path("cercles/<int:circle_id>/defaire/", gestures.end),
]
