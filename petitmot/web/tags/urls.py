"""Addresses of tag pages and of reading by circle."""

from django.urls import path

from petitmot.web.tags import page

urlpatterns = [
    path("mots/<str:name>", page.tag, name="tag"),
    path("mots/<str:name>/", page.tag),
    path("cercles/<int:circle_id>/mots/", page.circle, name="circle-words"),
]
