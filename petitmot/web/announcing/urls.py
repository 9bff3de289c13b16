"""Addresses of announcements."""

from django.urls import path

from petitmot.web.announcing import pages

urlpatterns = [
    path("annonces/", pages.all_of_them, name="announcements"),
    path("annonces/<int:announcement_id>/lu/", pages.put_aside),
    path("annonces/<int:announcement_id>/signe/", pages.give_sign),
    path("annonces/<int:announcement_id>/signe/reprendre/", pages.take_sign_back),
    path("reglages/serveur/annonces/", pages.write, name="announcing"),
    path("reglages/serveur/annonces/<int:announcement_id>/", pages.say_better),
    path("reglages/serveur/annonces/<int:announcement_id>/retirer/", pages.withdraw),
]
